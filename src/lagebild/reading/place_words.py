"""The word lists around place names (`knowledge/de/place_words.toml`)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import lagebild.knowledge


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """What the words around a name say about it."""

    locative: frozenset[str]  # prepositions of place, lower case
    inside: frozenset[str]  # those of them that only places follow
    heads: frozenset[str]  # last parts of names that are places: "-Tal", "-Platz"
    doubtful: frozenset[str]  # names that are words or persons more often
    cues: dict[str, str]  # "Provinz" -> kind of place
    acting: frozenset[str]  # lemmas of verbs that governments do
    calendar: frozenset[str] = frozenset()  # months and days: towns only where a word says so
    capital: frozenset[str] = frozenset()  # words for the first town of a state, as they stand in a text


@cache
def place_words(language: str) -> PlaceWords:
    """The lists of a language; empty ones where it has none yet."""
    path = Path(lagebild.knowledge.__file__).parent / language / "place_words.toml"
    if not path.exists():
        return PlaceWords(frozenset(), frozenset(), frozenset(), frozenset(), {}, frozenset())
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return PlaceWords(
        frozenset(w.lower() for w in data["locative"]),
        frozenset(data["inside"]),
        frozenset(data["heads"]),
        frozenset(data["doubtful"]),
        dict(data["cues"]),
        frozenset(data["acting"]["verbs"]),
        frozenset(data.get("calendar", ())),
        frozenset(data.get("capital", ())),
    )
