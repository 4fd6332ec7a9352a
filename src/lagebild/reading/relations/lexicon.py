"""The table of relations (`knowledge/LANGUAGE/relations.tsv`), ready for look-up by lemma."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

from lagebild.records import RelationType

# How surely a construction says its relation: 0 guessed, 1 often something else, 2 mostly, 3 just this. The share that was
# right of those found in 260 Wikinews articles (benchmarks/gold/relations.md), rounded.
SURE = {0: 0.4, 1: 0.7, 2: 0.85, 3: 0.9}
LEAST_FIRST_PART = 2  # letters before the last part of a compound: "EU-Chef"


@dataclass(frozen=True, slots=True)
class Row:
    """One construction."""

    kind: str
    words: tuple[str, ...]
    type: RelationType
    subject: tuple[str, ...]
    object: tuple[str, ...]
    need: str  # "", head, states, organizations, places, election
    confidence: float
    example: str


@dataclass(frozen=True, slots=True)
class Match:
    """A row that a word fits; `first` is the first part of a compound, "" where the word stands alone."""

    row: Row
    first: str


@dataclass(frozen=True, slots=True)
class Words:
    """Small words that change or undo a relation (`relations.toml`); beginnings of words, in lower case."""

    negations: frozenset[str]
    wished: frozenset[str]
    former: tuple[str, ...]
    deputy: tuple[str, ...]
    no_office: tuple[str, ...]
    state_parts: frozenset[str]
    since: frozenset[str]
    until: frozenset[str]
    both: frozenset[str]
    election: str
    elected: tuple[str, ...]
    adjective: str
    regional: dict[str, tuple[str, ...]]


@cache
def words(language: str) -> Words:
    """The words of a language; none where it has no file."""
    path = files("lagebild.knowledge").joinpath(language, "relations.toml")
    t = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return Words(
        negations=frozenset(t.get("negations", ())), wished=frozenset(t.get("wished", ())),
        former=tuple(t.get("former", ())), deputy=tuple(t.get("deputy", ())), no_office=tuple(t.get("no_office", ())),
        state_parts=frozenset(t.get("state_parts", ())), since=frozenset(t.get("since", ())),
        until=frozenset(t.get("until", ())), both=frozenset(t.get("both", ())), adjective=t.get("adjective", "-"),
        election=t.get("election", "-"), elected=tuple(t.get("elected", ())),
        regional={country: tuple(offices) for country, offices in t.get("regional", {}).items()},
    )  # fmt: skip


@cache
def rows(language: str) -> tuple[Row, ...]:
    """All constructions of a language; none where it has no table."""
    path = files("lagebild.knowledge").joinpath(language, "relations.tsv")
    if not path.is_file():
        return ()
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(_row(line.split("\t")) for line in lines if line and not line.startswith("#"))


def _row(cells: list[str]) -> Row:
    kind, words, relation, subject, object_, need, sure, example = cells
    return Row(
        kind=kind, words=tuple(words.split(",")), type=cast(RelationType, relation), subject=tuple(subject.split("|")),
        object=tuple(object_.split("|")), need="" if need == "-" else need, confidence=SURE[int(sure)], example=example,
    )  # fmt: skip


Ends = dict[int, dict[str, Row]]  # last parts of compounds by their length, the longest first


@cache
def _tables(language: str) -> tuple[dict[tuple[str, str], tuple[Row, ...]], Ends]:
    whole: dict[tuple[str, str], tuple[Row, ...]] = {}
    ends = []
    for row in rows(language):
        for word in row.words:
            key = (row.kind, word.lstrip("*"))
            whole[key] = (*whole.get(key, ()), row)
            if word.startswith("*"):
                ends.append((word[1:], row))
    by_length: Ends = {}
    for end, row in sorted(ends, key=lambda pair: -len(pair[0])):
        by_length.setdefault(len(end), {}).setdefault(end, row)
    return whole, by_length


def matches(kind: str, lemma: str, language: str) -> tuple[Match, ...]:
    """The constructions of a word: those of the whole word, for nouns else those of the longest last part."""
    whole, ends = _tables(language)
    low = lemma.lower()
    if (kind, low) in whole:
        return tuple(Match(row, "") for row in whole[kind, low])
    if kind != "n" or low.endswith(words(language).no_office):
        return ()
    return _by_end(low, lemma, ends)


def _by_end(low: str, lemma: str, ends: Ends) -> tuple[Match, ...]:
    for length, rows_of in ends.items():
        row = rows_of.get(low[-length:])
        if row is not None and len(low) - length >= LEAST_FIRST_PART:
            return (Match(row, lemma[:-length].rstrip("-")),)
    return ()
