"""The cue table `knowledge/de/cues.tsv`: which words say that somebody speaks, writes or thinks, and with which frame."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast

from lagebild.language.de.verb_forms import finite_forms, joined_forms, participles, split
from lagebild.reading.quotes.lists import words_of
from lagebild.records import Medium

CueKind = Literal["verb", "noun", "preposition", "adverb", "adjective"]
Form = Literal["direct", "dass", "v2", "ob", "inf"]
TABLE = Path(__file__).parents[2] / "knowledge" / "de" / "cues.tsv"
COLUMNS = ("cue", "kind", "forms", "topic", "speaker", "addressee", "mood", "medium", "strength", "example")


@dataclass(frozen=True, slots=True)
class Cue:
    """One row; the columns are explained at the head of the table."""

    cue: str
    kind: CueKind
    forms: frozenset[str]
    topic: tuple[str, ...]
    speaker: tuple[str, ...]
    addressee: tuple[str, ...]
    subjunctive: bool
    medium: Medium
    strength: int
    example: str


@cache
def cue_rows(path: Path = TABLE) -> tuple[Cue, ...]:
    """All rows of the table. Raises ValueError with the line for a row that does not fit the columns."""
    rows: list[Cue] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith(("#", "cue\t")):
            continue
        cells = line.split("\t")
        if len(cells) != len(COLUMNS):
            raise ValueError(f"{path.name}, line {number}: {len(cells)} cells, {len(COLUMNS)} are needed: {line!r}")
        rows.append(_row(dict(zip(COLUMNS, cells, strict=True))))
    return tuple(rows)


@cache
def cues(kind: CueKind) -> Mapping[str, Cue]:
    """The cues of one kind by lemma (verbs and nouns), or by word (prepositions and adverbs), in lower case."""
    return {row.cue.lower(): row for row in cue_rows() if row.kind == kind}


@cache
def _verb_forms() -> tuple[dict[str, Cue], dict[tuple[str, str], Cue]]:
    """Cues by a form in one word, and by a form and the part that stands apart."""
    joined: dict[str, Cue] = {}
    apart: dict[tuple[str, str], Cue] = {}
    for row in cues("verb").values():
        verb = split(row.cue)
        for form in joined_forms(verb):
            # Of two verbs with the same form the one whose infinitive it is, else the stronger cue.
            if (
                form not in joined
                or form == row.cue
                or (form != joined[form].cue and row.strength < joined[form].strength)
            ):
                joined[form] = row
        if verb.part:
            for form in finite_forms(verb.base):
                apart[form, verb.part] = row
    for form in words_of("no_cue_forms"):
        joined.pop(form, None)
    return joined, apart


def verb_cue(word: str, part: str = "") -> Cue | None:
    """The row of a verb form, `part` being its separated part ("kündigte", "an")."""
    joined, apart = _verb_forms()
    return apart.get((word.lower(), part.lower())) if part else joined.get(word.lower())


def parts_of(word: str) -> tuple[str, ...]:
    """The parts that could stand apart from this form in a cue ("gab": "an", "bekannt", "zu")."""
    return _parts().get(word.lower(), ())


@cache
def _parts() -> Mapping[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for form, part in _verb_forms()[1]:
        table.setdefault(form, []).append(part)
    return {form: tuple(parts) for form, parts in table.items()}


@cache
def participles_of(cue: str) -> frozenset[str]:
    """The participles of a cue verb in one word."""
    verb = split(cue)
    return frozenset(verb.part + form for form in participles(verb.base))


@cache
def is_finite_form(cue: str, word: str) -> bool:
    """Whether the word is a finite form of the cue verb by its looks, and neither infinitive nor participle."""
    verb, form = split(cue), word.lower()
    joined = form.removeprefix(verb.part) if verb.part else form
    return (
        joined != verb.base
        and (joined in finite_forms(verb.base) or form in finite_forms(verb.base))
        and (form not in participles_of(cue))
    )


def noun_cue(lemma: str) -> Cue | None:
    """The row of a noun; of the last part of a compound where that part keeps its meaning ("Regierungsbericht")."""
    table, word = cues("noun"), lemma.lower()
    if word in table:
        return table[word]
    for start in range(3, len(word) - 4):
        if word[start:] in words_of("compounding"):
            return table[word[start:]]
    return None


def _row(cells: dict[str, str]) -> Cue:
    return Cue(
        cue=cells["cue"],
        kind=cast(CueKind, cells["kind"]),
        forms=frozenset(_list(cells["forms"])),
        topic=_list(cells["topic"]),
        speaker=_list(cells["speaker"]),
        addressee=_list(cells["addressee"]),
        subjunctive=cells["mood"] == "subjunctive",
        medium=cast(Medium, cells["medium"].split(",")[0]),
        strength=int(cells["strength"]),
        example=cells["example"],
    )


def _list(cell: str) -> tuple[str, ...]:
    return () if cell == "-" else tuple(cell.split(","))
