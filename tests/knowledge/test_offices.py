"""Offices in words: every office has its German words, roles are shown in the language of the page."""

from __future__ import annotations

import pytest

from lagebild.knowledge.build.actors import OTHER_OFFICES
from lagebild.knowledge.build.roles import OFFICES
from lagebild.knowledge.offices import office_word, read_office, role_word


@pytest.mark.parametrize("office", sorted({*OFFICES.values(), *OTHER_OFFICES.values()}))
def test_every_office_has_a_german_word(office: str) -> None:
    assert office_word(office, "m", None, "de") != office


WORDS = [
    ("head of government", "f", "DEU", "Bundeskanzlerin"),
    ("head of government", "m", "FRA", "Regierungschef"),
    ("governor", "m", "DEU", "Ministerpräsident"),
    ("leader", "f", "DEU", "Vorsitzende"),
    ("an office that nobody knows", "m", None, "an office that nobody knows"),
]


@pytest.mark.parametrize(("office", "gender", "country", "word"), WORDS)
def test_an_office_is_worded_by_gender_and_state(office: str, gender: str, country: str | None, word: str) -> None:
    assert office_word(office, gender, country, "de") == word


ROLES = [
    ("Außenministerin", "en", "foreign minister"),
    ("Fraktionsvorsitzender", "en", "leader of a parliamentary group"),
    ("Dolmetscher", "en", "Dolmetscher"),
    ("Außenministerin", "de", "Außenministerin"),
    ("head of state", "de", "Staatsoberhaupt"),
]


@pytest.mark.parametrize(("role", "language", "shown"), ROLES)
def test_roles_are_shown_in_the_language_of_the_page(role: str, language: str, shown: str) -> None:
    assert role_word(role, language) == shown


READ = [
    ("Präsident der Russischen Föderation", "head of state", None),
    ("Vorsitzender der SPD", "leader", "Sozialdemokratische Partei Deutschlands"),
    ("foreign minister", "foreign minister", None),
    ("Ministerin", "Ministerin", None),
    ("Platzwart", "Platzwart", None),
]


@pytest.mark.parametrize(("words", "office", "organization"), READ)
def test_an_office_is_read_from_words(words: str, office: str, organization: str | None) -> None:
    found = read_office(words)
    assert (found.role, found.organization) == (office, organization)
