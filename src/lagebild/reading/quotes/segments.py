"""A sentence cut at its commas, colons and dashes into clauses, each with its kind.

German marks nearly every clause with a comma and with the place of its finite verb. Cutting by these holds where the
tree of a long sentence does not; what stands in quotation marks or brackets is one piece and not cut.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from lagebild.language.de.mood import is_subjunctive_form, subjunctive
from lagebild.language.de.verb_forms import SEPARABLE
from lagebild.language.de.verbs import particles
from lagebild.language.doc import Doc, Sentence, Token

Kind = Literal["dass", "ob", "sub", "rel", "main", "v1", "inf", "frag"]
_SEPARATORS = frozenset((",", ";", ":", "–", "—", "-", "--"))
_OPEN, _CLOSE = frozenset("(["), frozenset(")]")


@dataclass(frozen=True, slots=True)
class Segment:
    """Tokens [first, last) between two separators; `mark` is the separator before it, `finite` its first finite verb."""

    first: int
    last: int
    mark: str
    kind: Kind
    finite: int | None


@cache
def openers() -> dict[str, frozenset[str]]:
    """Words that open clauses (`language/de/clauses.toml`)."""
    text = resources.files("lagebild.language.de").joinpath("clauses.toml").read_text(encoding="utf-8")
    return {name: frozenset(words) for name, words in tomllib.loads(text).items()}


def is_finite(token: Token) -> bool:
    """A finite verb form."""
    if is_subjunctive_form(token.text):
        return True
    if token.upos not in ("VERB", "AUX") or token.feat("VerbForm") in ("Inf", "Part"):
        return False
    if token.feat("VerbForm") == "Fin":
        return True
    if subjunctive(token):
        return True
    return bool(token.feat("Mood")) and not (token.upos == "VERB" and _looks_like_participle(token.text))


@cache
def _looks_like_participle(word: str) -> bool:
    """ "festgehalten", "gesagt": the tagger gives participles a mood now and then."""
    low = word.lower()
    stems = [low, *(low[len(part) :] for part in SEPARABLE if low.startswith(part))]
    return any(s.startswith("ge") and len(s) > 5 and s.endswith(("t", "en")) for s in stems)


def segments(doc: Doc, sentence: Sentence, opaque: Sequence[bool]) -> tuple[Segment, ...]:
    """The clauses of a sentence. `opaque` tells for each token of the document whether it stands in quotation marks."""
    cuts: list[tuple[int, int, str]] = []
    first, mark, depth = sentence.first, "", 0
    for i in range(sentence.first, sentence.last):
        text = doc.tokens[i].text
        if text in _OPEN:
            depth += 1
        elif text in _CLOSE:
            depth = max(0, depth - 1)
        elif text in _SEPARATORS and not depth and not opaque[i] and _parts(doc, i):
            if i > first:
                cuts.append((first, i, mark))
            first, mark = i + 1, text
    if sentence.last > first:
        cuts.append((first, sentence.last, mark))
    return tuple(_segment(doc, a, b, m, opaque) for a, b, m in cuts)


def _parts(doc: Doc, i: int) -> bool:
    """A hyphen parts only with blanks around it."""
    if doc.tokens[i].text not in ("-", "–", "—"):
        return True
    if i == 0 or i + 1 >= len(doc.tokens):
        return False
    return doc.tokens[i - 1].end < doc.tokens[i].start and doc.tokens[i].end < doc.tokens[i + 1].start


def _segment(doc: Doc, first: int, last: int, mark: str, opaque: Sequence[bool]) -> Segment:
    finite = next(
        (i for i in range(first, last) if not opaque[i] and is_finite(doc.tokens[i]) and not _bracketed(doc, first, i)),
        None,
    )
    if finite is None and not (opaque[first] and opaque[last - 1]):
        # "dass er „keine Zeit habe“": a fragment in quotation marks holds the verb of the clause.
        finite = next(
            (i for i in range(first, last) if opaque[i] and not opaque[first] and is_finite(doc.tokens[i])), None
        )
    return Segment(first, last, mark, _kind(doc, first, last, mark, finite), finite)


def _bracketed(doc: Doc, first: int, i: int) -> bool:
    texts = [doc.tokens[k].text for k in range(first, i)]
    return texts.count("(") > texts.count(")")


def _kind(doc: Doc, first: int, last: int, mark: str, finite: int | None) -> Kind:
    known = openers()
    start = first
    while start < last - 1 and not doc.tokens[start].text[0].isalnum():
        start += 1
    if doc.tokens[start].text.lower() in known["coordinating"] and start < last - 1:
        start += 1
    word = doc.tokens[start].text.lower()
    if word in known["that"] or (
        start + 1 < last and doc.tokens[start + 1].text in ("dass", "daß") and finite is not None
    ):
        return "dass"
    if finite is None:
        return "inf" if has_zu_infinitive(doc, first, last) else "frag"
    if finite == start:
        return "v1"
    final = max((i for i in range(finite, last) if is_finite(doc.tokens[i])), default=finite)
    late = final >= last - 3 and finite > start + 1
    if word in known["whether"]:
        return "ob"
    if word in known["subordinating"] and late:
        return "sub"
    if (
        word in known["question"]
        and finite > start + 1
        and (late or doc.tokens[start].upos in ("ADV", "PRON", "SCONJ"))
    ):
        return "ob"
    if _is_relative(doc, start, finite, late, mark):
        return "rel"
    return "main"


def _is_relative(doc: Doc, start: int, finite: int, late: bool, mark: str) -> bool:
    """ "der" or "mit dem" behind a comma, and the verb at the end: a main clause would have it second."""
    known = openers()["relative"]
    token = doc.tokens[start]
    if token.upos == "ADP" and start + 1 < finite:
        token = doc.tokens[start + 1]
    if token.text.lower() not in known:
        return False
    if not late or finite <= token.i:
        return False
    return (
        token.feat("PronType") == "Rel"
        or (finite > token.i + 1 and token.upos == "PRON")
        or (mark == "," and finite > token.i + 3)
    )


def has_zu_infinitive(doc: Doc, first: int, last: int) -> bool:
    """ "zu" before an infinitive, or inside of one ("anzukommen")."""
    for i in range(first, last):
        token = doc.tokens[i]
        if token.text == "zu" and i + 1 < last and doc.tokens[i + 1].upos in ("VERB", "AUX"):
            return True
        if token.upos in ("VERB", "AUX", "ADJ") and _is_joined_infinitive(token.text):
            return True
    return False


@cache
def _is_joined_infinitive(word: str) -> bool:
    """ "anzukommen", "zurückzunehmen", "voranzutreiben"."""
    parts = (*SEPARABLE, *particles(), "statt", "voran", "bereit", "frei", "wahr", "teil")
    return word.endswith("n") and any(word.startswith(part + "zu") and len(word) > len(part) + 5 for part in parts)
