"""Rows of one's own from a Wikidata dump: `lagebild knowledge import-wikidata DUMP -o my.csv`.

Reads the JSON dump (one item a line between "[" and "]", .json, .gz or .bz2) once, as a stream, in little memory: what
is kept while reading are the codes of the states and the German labels of offices, and the rows go through a
temporary file, because an item may come before the state or the office that it names.
"""

from __future__ import annotations

import bz2
import csv
import gzip
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import msgspec

from lagebild.knowledge import Knowledge
from lagebild.knowledge.build.recipe import DE, read_tsv
from lagebild.knowledge.countries import alpha3
from lagebild.reading.actors.words import read_noun

COLUMNS = ("kind", "name", "aliases", "country", "sector", "role", "since", "until", "wikidata")
INSTANCE, POSITION, CITIZEN, COUNTRY, ISO3 = "P31", "P39", "P27", "P17", "P298"
START, END, OF_STATE = "P580", "P582", "P1001"  # qualifiers of an office; what state an office belongs to
OFFICE_CLASSES = frozenset(("Q4164871", "Q294414", "Q83307", "Q48352", "Q2285706", "Q30461"))  # position, minister ...
LANGUAGES = ("de", "mul", "en")
MIN_SITELINKS = 3  # items that fewer Wikipedias have are not in the news

_decode = msgspec.json.Decoder().decode


class DumpError(ValueError):
    """The dump cannot be read; the message names the line."""


@dataclass(slots=True)
class Seen:
    """What must be known of other items."""

    codes: dict[str, str] = field(default_factory=dict)  # state -> alpha-3
    offices: dict[str, tuple[str, str | None]] = field(default_factory=dict)  # office -> German label, state


def import_wikidata(dump: Path, out: Path, knowledge: Knowledge, *, min_sitelinks: int = MIN_SITELINKS) -> int:
    """Write the actors of the dump as user rows to `out`; returns how many. Raises DumpError, OSError."""
    classes = {c["instance_of"]: c for c in read_tsv(DE / "wikidata.tsv") if not c["instance_of"].endswith("_")}
    seen, encode = Seen(), msgspec.json.encode
    with tempfile.TemporaryFile() as kept:
        for item in items(dump):
            note(item, seen)
            row = raw_row(item, classes, min_sitelinks)
            if row is not None:
                kept.write(encode(row) + b"\n")
        kept.seek(0)
        return _write(kept, out, seen, knowledge)


def items(dump: Path) -> Iterator[dict[str, Any]]:
    """The items of a dump, one by one."""
    with _opened(dump) as file:
        for number, line in enumerate(file, start=1):
            text = line.strip().rstrip(b",")
            if text in (b"", b"[", b"]"):
                continue
            try:
                item = _decode(text)
            except msgspec.DecodeError as error:
                raise DumpError(
                    f"{dump}, line {number}: no JSON ({error}); a Wikidata dump has one item a line"
                ) from None
            if isinstance(item, dict) and "id" in item:
                yield item


def _opened(dump: Path) -> IO[bytes]:
    if dump.suffix == ".gz":
        return gzip.open(dump, "rb")  # type: ignore[return-value]  # reads bytes by lines, like any binary file
    if dump.suffix == ".bz2":
        return bz2.open(dump, "rb")
    return dump.open("rb")


def note(item: dict[str, Any], seen: Seen) -> None:
    """Keep the code of a state, the label of an office."""
    for code in _values(item, ISO3):
        if isinstance(code, str) and code in alpha3():
            seen.codes[item["id"]] = code
    if OFFICE_CLASSES & set(_ids(item, INSTANCE)):
        state = next(iter((*_ids(item, OF_STATE), *_ids(item, COUNTRY))), None)
        seen.offices[item["id"]] = (_label(item), state)


def raw_row(item: dict[str, Any], classes: dict[str, dict[str, str]], min_sitelinks: int) -> dict[str, Any] | None:
    """What an item says of an actor, other items still as their numbers; None for what is no actor."""
    kind = next((classes[q] for q in _ids(item, INSTANCE) if q in classes), None)
    label = _label(item)
    if kind is None or not label or len(item.get("sitelinks", {})) < min_sitelinks:
        return None
    person = kind["kind"] == "person"
    terms = list(_terms(item)) if person else []
    if person and not terms:
        return None
    return {
        "kind": kind["kind"], "name": label, "aliases": _aliases(item), "sector": kind["sector"], "wikidata": item["id"],
        "state": next(iter(_ids(item, CITIZEN if person else COUNTRY)), None), "terms": terms,
    }  # fmt: skip


def _write(kept: IO[bytes], out: Path, seen: Seen, knowledge: Knowledge) -> int:
    count = 0
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        for line in kept:
            row = _decode(line)
            terms = row["terms"] or [("", "", "")]
            for office, since, until in terms:
                label, state = seen.offices.get(office, ("", None))
                if office and not label:
                    continue
                country = seen.codes.get(state or "") or seen.codes.get(row["state"] or "") or ""
                writer.writerow({
                    "kind": row["kind"], "name": row["name"], "aliases": "|".join(row["aliases"]), "country": country,
                    "sector": row["sector"] or _sector(label, knowledge) or "", "role": label, "since": since, "until": until,
                    "wikidata": row["wikidata"],
                })  # fmt: skip
                count += 1
    return count


def _sector(label: str, knowledge: Knowledge) -> str | None:
    """The sector that the German name of an office says: "Bundesminister des Auswärtigen"."""
    for word in label.split():
        noun = read_noun(word, knowledge)
        if noun is not None and noun.sector:
            return noun.sector
    return None


def _label(item: dict[str, Any]) -> str:
    labels = item.get("labels", {})
    return next((str(labels[code]["value"]) for code in LANGUAGES if code in labels), "")


def _aliases(item: dict[str, Any]) -> list[str]:
    return [str(a["value"]) for a in item.get("aliases", {}).get("de", ()) if "|" not in a["value"]]


def _snaks(item: dict[str, Any], prop: str) -> Iterable[dict[str, Any]]:
    ranked = [c for c in item.get("claims", {}).get(prop, ()) if c.get("rank") != "deprecated"]
    preferred = [c for c in ranked if c.get("rank") == "preferred"]
    return preferred if preferred and prop != POSITION else ranked


def _values(item: dict[str, Any], prop: str) -> Iterator[Any]:
    for claim in _snaks(item, prop):
        value = claim.get("mainsnak", {}).get("datavalue", {}).get("value")
        if value is not None:
            yield value


def _ids(item: dict[str, Any], prop: str) -> Iterator[str]:
    for value in _values(item, prop):
        if isinstance(value, dict) and "id" in value:
            yield value["id"]


def _terms(item: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    for claim in _snaks(item, POSITION):
        value = claim.get("mainsnak", {}).get("datavalue", {}).get("value")
        if isinstance(value, dict) and "id" in value:
            qualifiers = claim.get("qualifiers", {})
            yield value["id"], _date(qualifiers.get(START)), _date(qualifiers.get(END))


def _date(snaks: list[dict[str, Any]] | None) -> str:
    """EDTF date of a qualifier, as precise as Wikidata says (9 year, 10 month, 11 day)."""
    value = snaks[0].get("datavalue", {}).get("value") if snaks else None
    if not value or not value["time"].startswith("+"):
        return ""
    parts = value["time"][1:].split("T")[0].split("-")
    return "-".join(parts[: max(1, int(value["precision"]) - 8)]) if int(value["precision"]) >= 9 else ""
