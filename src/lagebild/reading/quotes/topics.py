"""Whom a sentence is about: the subject of its main clause, where it can speak. What follows in the Konjunktiv or in
quotation marks is mostly said by whom the sentence before is about."""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.language.de.mood import subjunctive
from lagebild.language.doc import Doc, Sentence, Token
from lagebild.reading.quotes.agents import is_agent, is_text
from lagebild.reading.quotes.clause import Clause
from lagebild.reading.quotes.cues import Cue, noun_cue
from lagebild.reading.quotes.found import trimmed
from lagebild.reading.quotes.lists import words_of
from lagebild.reading.quotes.phrases import NOMINAL, VerbGroup, noun_phrase, singular, verb_group
from lagebild.reading.quotes.segments import Segment
from lagebild.reading.quotes.speakers import speaker_of
from lagebild.reading.quotes.view import View

# The row of a verb that is no cue: its subject may still be who speaks.
ANY_VERB = Cue("", "verb", frozenset(), (), ("subj",), (), False, "speech", 3, "")
# How likely somebody speaks on, set by hand: who says something before who is named, a name before a trade.
SAYS, PRONOUN, ROLE, TOLD = 2.2, 1.4, 1.0, 1.0
NAMED = {"PER": 1.6, "ORG": 1.3}
_BY = ("von", "vom", "durch", "seitens")
_WITHIN = ("in", "im")


@dataclass(frozen=True, slots=True)
class Topic:
    """Whom a sentence is about, and how likely this is who speaks on."""

    phrase: tuple[int, ...]
    weight: float


def topic(view: View, sentence: Sentence, stop: int, start: int = 0) -> Topic | None:
    """Whom the last main clause of `sentence` that begins in [start, stop) is about; None where nobody there can speak."""
    parts = view.segments[sentence.i]
    for at in range(len(parts) - 1, -1, -1):
        segment = parts[at]
        if segment.kind in ("main", "v1") and start <= segment.first < stop and segment.finite is not None:
            if view.opaque[segment.finite] or segment.finite >= stop or _is_condition(parts, at):
                continue
            if at and subjunctive(view.doc.tokens[segment.finite]) == "I":
                continue  # told words: "gab zu Protokoll, er habe ..."
            found = clause_topic(view, plain_clause(view, sentence, parts, at))
            if found is not None:
                return found
    return None


def _is_condition(parts: tuple[Segment, ...], at: int) -> bool:
    """ "Kommt er nicht, so ...": a verb that opens the sentence before another clause."""
    return at == 0 and parts[at].kind == "v1" and len(parts) > 1


def clause_topic(view: View, clause: Clause) -> Topic | None:
    """The subject of a clause, or who acts or tells in it."""
    phrase = speaker_of(view, clause)
    if phrase and view.doc.tokens[phrase[0]].text.lower() in ("wer", "was"):
        return None  # "Wer etwas weiß, solle sich melden"
    head = head_of(view, phrase)
    says = _says(view, clause)
    if head is not None and not is_passive(clause):
        weight = _weight(view.doc, head, phrase)
        if says and (weight or any(n.first <= head.i < n.last for n in view.doc.names)):
            return Topic(phrase, SAYS)
        if weight:
            return Topic(phrase, weight)
    other = _by_phrase(view, clause) or _within_text(view, clause) or _whose_words(view, clause, head)
    return Topic(other, SAYS if says else TOLD) if other else None


def _weight(doc: Doc, head: Token, phrase: tuple[int, ...]) -> float:
    if head.upos in ("PRON", "DET"):
        return PRONOUN if is_agent(doc, head) else 0.0
    if is_agent(doc, head) and any(n.label == "PER" and n.first in phrase for n in doc.names):
        return NAMED["PER"]  # "der Förster Karl Berg"
    label = next((n.label for n in doc.names if n.first <= head.i < n.last), "")
    if label in NAMED:
        return NAMED[label]
    return ROLE if is_agent(doc, head) or is_text(head) else 0.0


def is_passive(clause: Clause) -> bool:
    """Whether the verb of a clause is in the passive."""
    finite = clause.group.finite
    return (finite is not None and finite.deprel == "aux:pass") or clause.group.verb.child("aux:pass") is not None


def _says(view: View, clause: Clause) -> bool:
    return any(
        verb_group(view.doc, part, clause.segment, clause.sentence.last) is not None
        for part in clause.group.parts
        if part.upos in ("VERB", "AUX")
    )


def plain_clause(view: View, sentence: Sentence, parts: tuple[Segment, ...], at: int) -> Clause:
    """The clause of a finite verb, cue or not."""
    segment = parts[at]
    assert segment.finite is not None, "asked for clauses with a verb only"
    finite = view.doc.tokens[segment.finite]
    verb = finite
    if finite.deprel in ("aux", "aux:pass", "cop") and finite.head is not None and finite.head.sent == sentence.i:
        verb = finite.head
    group = VerbGroup(verb, finite, tuple(sorted({finite, verb}, key=lambda t: t.i)), ANY_VERB, False)
    return Clause(sentence, parts, at, group)


def head_of(view: View, phrase: tuple[int, ...]) -> Token | None:
    """The noun that a phrase hangs on."""
    inside = set(phrase)
    alone = ("DET",) if len(phrase) == 1 else ()  # "Diese winkt ab"
    tokens = [view.doc.tokens[i] for i in phrase if view.doc.tokens[i].upos in (*NOMINAL, "ADJ", "X", *alone)]
    return next((t for t in tokens if t.head is None or t.head.i not in inside), tokens[0] if tokens else None)


def _by_phrase(view: View, clause: Clause) -> tuple[int, ...]:
    """ "wird vom Wetterdienst eingestuft", "Kritik kam von den Bauern"."""
    return _phrase_behind(view, clause, _BY, texts=False)


def _within_text(view: View, clause: Clause) -> tuple[int, ...]:
    """ "Im Bericht werden Beispiele genannt"."""
    return _phrase_behind(view, clause, _WITHIN, texts=True)


def _whose_words(view: View, clause: Clause, head: Token | None) -> tuple[int, ...]:
    """ "Das Fazit der Wirtin fiel knapp aus": whose words the subject stands for."""
    doc = view.doc
    if head is None or not (head.lemma.lower() in words_of("told") or noun_cue(singular(head)) is not None):
        return ()
    for child in head.children:
        case = child.child("case")
        if child.deprel == "nmod" and is_agent(doc, child) and (case is None or case.text.lower() in ("von", "vom")):
            return trimmed(
                doc,
                noun_phrase(
                    doc, child, head.i + 1 if child.i > head.i else clause.sentence.first, clause.sentence.last
                ),
            )
    return ()


def _phrase_behind(view: View, clause: Clause, words_: tuple[str, ...], texts: bool) -> tuple[int, ...]:
    doc = view.doc
    for part in clause.group.parts:
        for child in part.children:
            case = child.child("case")
            if case is None or case.text.lower() not in words_ or view.opaque[child.i]:
                continue
            if is_text(child) if texts else is_agent(doc, child):
                return trimmed(doc, noun_phrase(doc, child, case.i + 1, clause.sentence.last))
    return ()
