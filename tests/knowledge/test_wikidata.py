"""Rows from a Wikidata dump: a sample of the dump's form, written by hand."""

from __future__ import annotations

import bz2
import csv
import gzip
import json
from pathlib import Path

import pytest

from lagebild.knowledge import default_knowledge
from lagebild.knowledge.user import read_user_rows
from lagebild.knowledge.wikidata import DumpError, import_wikidata


def claim(value: object, **qualifiers: str) -> dict[str, object]:
    """A statement; qualifiers are dates like P580="+2012-05-07"."""
    times = {
        prop: [{"datavalue": {"value": {"time": f"{day}T00:00:00Z", "precision": 11}}}]
        for prop, day in qualifiers.items()
    }
    return {"rank": "normal", "mainsnak": {"datavalue": {"value": value}}, "qualifiers": times}


def item(
    number: str, label: str, sites: int = 5, aliases: tuple[str, ...] = (), **claims: list[object]
) -> dict[str, object]:
    """An item as the dump writes it."""
    return {
        "id": number,
        "labels": {"de": {"value": label}},
        "aliases": {"de": [{"value": a} for a in aliases]},
        "sitelinks": {f"w{i}": {} for i in range(sites)},
        "claims": claims,
    }


def ref(number: str) -> dict[str, str]:
    """A value that is another item."""
    return {"id": number}


ITEMS = [
    item(
        "Q900001", "Ilse Muster", P31=[claim(ref("Q5"))], P27=[claim(ref("Q183"))], aliases=("Ilse M. Muster",),
        P39=[claim(ref("Q900002"), P580="+2019-03-01", P582="+2021-06-30")],
    ),
    item("Q900002", "Innenministerin", P31=[claim(ref("Q4164871"))], P1001=[claim(ref("Q183"))]),
    item("Q183", "Deutschland", P298=[claim("DEU")]),
    item("Q900003", "Fortschrittspartei Muster", P31=[claim(ref("Q7278"))], P17=[claim(ref("Q183"))]),
    item("Q900004", "Ein Berg", P31=[claim(ref("Q8502"))]),
    item("Q900005", "Kaum Bekannt", sites=1, P31=[claim(ref("Q7278"))]),
    item("Q900006", "Ohne Amt", P31=[claim(ref("Q5"))]),
]  # fmt: skip


def dump_text() -> bytes:
    return b"[\n" + b",\n".join(json.dumps(i).encode() for i in ITEMS) + b"\n]\n"


@pytest.mark.parametrize("suffix", [".json", ".json.gz", ".json.bz2"])
def test_a_dump_becomes_user_rows(tmp_path: Path, suffix: str) -> None:
    dump, out = tmp_path / f"dump{suffix}", tmp_path / "my.csv"
    packed = {".json.gz": gzip.compress, ".json.bz2": bz2.compress}.get(suffix, bytes)(dump_text())
    dump.write_bytes(packed)

    assert import_wikidata(dump, out, default_knowledge()) == 2

    rows = list(csv.DictReader(out.open(encoding="utf-8")))
    person, party = rows
    assert (person["name"], person["role"], person["country"], person["sector"]) == (
        "Ilse Muster", "Innenministerin", "DEU", "GOV",
    )  # fmt: skip
    assert (person["since"], person["until"], person["wikidata"]) == ("2019-03-01", "2021-06-30", "Q900001")
    assert (party["kind"], party["sector"], party["country"]) == ("organization", "PTY", "DEU")
    actors = read_user_rows(out).actors
    assert actors["Ilse M. Muster"][0].name == "Ilse Muster"


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    dump = tmp_path / "dump.json"
    dump.write_text('[\n{"id": "Q1"},\n{broken\n]', encoding="utf-8")
    with pytest.raises(DumpError, match="line 3"):
        import_wikidata(dump, tmp_path / "my.csv", default_knowledge())
