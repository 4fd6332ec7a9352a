"""The tables of actors and roles: values that records allow, dates in order, German spelling by rule."""

from __future__ import annotations

import re

import pytest

from lagebild.knowledge import default_knowledge
from lagebild.knowledge.build.recipe import DE, parts, read_tsv
from lagebild.knowledge.build.spelling import german
from lagebild.knowledge.countries import alpha3
from lagebild.knowledge.user import SECTORS
from lagebild.reading.actors.link import choose, holder, holds
from lagebild.reading.actors.words import read_noun

TERM = re.compile(r"^[a-z]+@.+:(\d{4}(?:-\d\d){0,2})?/(\d{4}(?:-\d\d){0,2})?$")
PAST_STATES = {"SUN", "YUG", "DDR"}


@pytest.mark.parametrize("table", ["people.tsv", "leaders.tsv", "organizations.tsv"])
def test_tables_hold_allowed_values(table: str) -> None:
    for row in read_tsv(DE / table):
        assert row["sector"] in ("", *SECTORS), row
        assert row["country"] in {"", *alpha3(), *PAST_STATES}, row
        assert row.get("gender", "") in ("", "m", "f"), row
        assert row["source"], row


def test_terms_of_office_are_dated_in_order() -> None:
    for row in read_tsv(DE / "people.tsv"):
        for term in parts(row["offices"]):
            found = TERM.match(term)
            assert found, (row["name"], term)
            since, until = found.groups()
            assert not since or not until or since[:7] <= until[:7], (row["name"], term)


@pytest.mark.parametrize(
    ("english", "country", "spelled"),
    [
        ("Nikita Khrushchev", "RUS", "Nikita Chruschtschow"),
        ("Dmitriy Medvedev", "RUS", "Dmitri Medwedew"),
        ("Viktor Yushchenko", "UKR", "Wiktor Juschtschenko"),
        ("Viktor Yanukovych", "UKR", "Wiktor Janukowytsch"),
        ("Alyaksandr Lukashenka", "BLR", "Alexander Lukaschenko"),
        ("Nursultan Nazarbayev", "KAZ", "Nursultan Nasarbajew"),
        ("Mahmoud Ahmadinejad", "IRN", "Mahmud Ahmadinedschad"),
        ("Bashar al-Assad", "SYR", "Baschar al-Assad"),
        ("Tony Shaw", "GBR", "Tony Shaw"),
    ],
)
def test_german_spelling(english: str, country: str, spelled: str) -> None:
    assert german(english, country) == spelled


@pytest.mark.parametrize(
    ("noun", "sector", "country", "organization"),
    [
        ("Polizeisprecherin", "COP", None, None),
        ("Regierungssprecher", "GOV", None, None),
        ("Kremlchef", "GOV", "RUS", None),
        ("US-Außenministerin", "GOV", "USA", None),
        ("CDU-Politikerin", "PTY", "DEU", "Christlich Demokratische Union Deutschlands"),
        ("Rebellenführer", "REB", None, None),
        ("Gewerkschaftschef", "LAB", None, None),
        ("UN-Generalsekretär", "IGO", None, "Vereinte Nationen"),
        ("Talibankämpfern", "REB", "AFG", "Taliban"),
    ],
)
def test_what_a_role_noun_says(noun: str, sector: str, country: str | None, organization: str | None) -> None:
    read = read_noun(noun, default_knowledge())
    assert read is not None
    assert (read.sector, read.country, read.organization) == (sector, country, organization)


@pytest.mark.parametrize("noun", ["Vorrat", "Bericht", "Tisch", "Zustand", "Ausland", "Wetter"])
def test_nouns_that_name_nobody(noun: str) -> None:
    read = read_noun(noun, default_knowledge())
    assert read is None or read.row.kind == "modifier"


@pytest.mark.parametrize(
    ("role", "scope", "date", "name"),
    [
        ("head of government", "DEU", "2005-11-21", "Gerhard Schröder"),
        ("head of government", "DEU", "2005-11-23", "Angela Merkel"),
        ("head of state", "FRA", "2006", "Jacques Chirac"),
        ("foreign minister", "RUS", "2010-05", "Sergei Lawrow"),
        ("secretary general", "NATO", "2015", "Jens Stoltenberg"),
    ],
)
def test_who_held_an_office(role: str, scope: str, date: str, name: str) -> None:
    row = holder(default_knowledge(), role, scope, date)
    assert row is not None
    assert row.name == name


def test_nobody_is_known_for_an_office_in_1700() -> None:
    assert holder(default_knowledge(), "head of government", "DEU", "1700") is None


def test_a_surname_alone_needs_something_that_speaks_for_it() -> None:
    rows = default_knowledge().actors("Bush")
    assert choose(rows, "1700", surname=True) is None
    assert any(holds(o, "1990") for r in rows for o in r.offices)
