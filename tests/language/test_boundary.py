"""What the end of a sentence looks like: the tables, and the score of hand-made places."""

from __future__ import annotations

from math import isfinite

import pytest

from lagebild.language.boundary import boundaries

# words, | where the boundary may be, and whether it is one
PLACES = [
    ("Die Regierung lehnt den Plan ab | Der Sprecher schwieg gestern .", True),
    ("Vielen Dank an das Team | Wir kommen gerne wieder .", True),
    ("Die Regierung lehnt den | Plan ab .", False),
    ("Gestern sagte die | Ministerin Anna Berg nichts .", False),
    ("Gestern sagte die Ministerin | Anna Berg nichts .", False),
    ("Die Preise stiegen und im | Mai sanken sie .", False),
]


@pytest.mark.parametrize(("marked", "expected"), PLACES)
def test_score(marked: str, expected: bool) -> None:
    table = boundaries("de")
    assert table is not None
    words = [w for w in marked.split() if w != "|"]
    at = marked.split().index("|")
    assert (table.score(words, at, at, 0) > 1) is expected


def test_tables_are_sound() -> None:
    table = boundaries("de")
    assert table is not None and all(map(isfinite, table.weights.values()))
    assert all(set(kinds) <= set("FIPVNEJATORCSZ#X.") for kinds in table.classes.values())
    assert table.classes["und"] == "C" and "F" in table.classes["hat"] and any(word[0] == "-" for word in table.classes)
    assert {"bias", "verbs 1 1"} <= table.weights.keys()


def test_language_without_tables() -> None:
    assert boundaries("xx") is None and boundaries("../de") is None
