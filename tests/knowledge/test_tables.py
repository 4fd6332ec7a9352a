"""The word lists are whole: columns filled, codes valid, nothing twice."""

from __future__ import annotations

from collections import Counter
from typing import get_args

import pytest

from lagebild.knowledge.build.recipe import DE, parts, read_tsv
from lagebild.knowledge.build.translit import from_cyrillic, from_english
from lagebild.knowledge.countries import alpha3
from lagebild.knowledge.rows import PlaceKind
from lagebild.reading.place_words import place_words

FILES = ("countries", "regions", "admin1", "exonyms", "demonyms")


@pytest.mark.parametrize("name", FILES)
def test_rows_have_a_name_and_no_empty_forms(name: str) -> None:
    rows = read_tsv(DE / f"{name}.tsv")
    assert all(r.get("name") or r.get("place") for r in rows)
    assert not [r for r in rows if "||" in r.get("forms", "")]


def test_every_state_once() -> None:
    states = [r for r in read_tsv(DE / "countries.tsv") if not r["until"] and not r["metonym"]]
    assert Counter(r["alpha3"] for r in states) == Counter(alpha3())


def test_regions() -> None:
    rows = read_tsv(DE / "regions.tsv")
    assert {r["kind"] for r in rows} <= set(get_args(PlaceKind))
    assert {r["country"] for r in rows} - {""} <= alpha3()
    assert all(-90 <= float(r["lat"]) <= 90 and -180 <= float(r["lon"]) <= 180 for r in rows)
    assert max(Counter((r["name"], r["kind"]) for r in rows).values()) == 1


def test_ids_once() -> None:
    for name in ("exonyms", "admin1"):
        ids = [r["geonames"] for r in read_tsv(DE / f"{name}.tsv")]
        assert max(Counter(ids).values()) == 1, name


def test_demonyms_name_known_places() -> None:
    from lagebild.knowledge import default_knowledge

    missing = [r["place"] for r in read_tsv(DE / "demonyms.tsv") if not default_knowledge().places(r["place"])]
    assert missing == []
    assert all(p[0].isalpha() for r in read_tsv(DE / "demonyms.tsv") for p in parts(r["adjective"]))


def test_place_words() -> None:
    words = place_words("de")
    assert set(words.cues.values()) <= set(get_args(PlaceKind))
    assert words.inside <= words.locative
    assert place_words("xx").locative == frozenset()


CYRILLIC = [
    ("Сочи", "RU", "Sotschi"),
    ("Харків", "UA", "Charkiw"),
    ("Воронеж", "RU", "Woronesch"),
    ("Гомель", "BY", "Homel"),
    ("Екатеринбург", "RU", "Jekaterinburg"),
    ("Хрущёв", "RU", "Chruschtschow"),
]


@pytest.mark.parametrize(("name", "country", "german"), CYRILLIC)
def test_from_cyrillic(name: str, country: str, german: str) -> None:
    assert from_cyrillic(name, country) == german


@pytest.mark.parametrize(("name", "german"), [("Halabja", "Halabdscha"), ("Peshawar", "Peschawar"), ("Khost", "Chost")])
def test_from_english(name: str, german: str) -> None:
    assert german in list(from_english(name))
