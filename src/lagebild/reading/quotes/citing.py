"""Words that a medium cites: "Der Bote zitiert den Wirt mit den Worten ...". The wirt says them and the paper writes them,
so that there are two quotations of the same words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lagebild.language.doc import Token
from lagebild.reading.quotes.clause import Clause
from lagebild.reading.quotes.found import Draft, trimmed
from lagebild.reading.quotes.phrases import NOMINAL, noun_phrase
from lagebild.reading.quotes.subjects import bare_heads
from lagebild.reading.quotes.view import View

EVIDENCE = "cited"
_BY = ("von", "vom")
_IN = ("in", "im", "auf", "bei", "beim")
_NEAR = 6  # tokens between the verb and the medium where the tree hangs the medium elsewhere
_NOBODY = frozenset(("man", "es"))


def both_who_say(drafts: list[Draft]) -> list[Draft]:
    """The drafts, and for each that a medium cites one more, which the medium says; the one named last comes first."""
    out: list[Draft] = []
    for draft in drafts:
        if not draft.citing or not draft.speaker:
            out.append(draft)
            continue
        medium = replace(draft, evidence=EVIDENCE, speaker=draft.citing, citing=())
        pair = [replace(draft, citing=()), medium]
        out += pair if draft.speaker[0] > draft.citing[0] else reversed(pair)
    return out


def cited_and_citing(view: View, clause: Clause) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Whose words an active verb of citing brings, and who cites them; where only one is named, that one speaks."""
    heads = list(_heads(view, clause))
    phrases = [_phrase(view, clause, head) for head in heads]
    apart = _apart(view, phrases[0]) if len(phrases) == 1 else None
    if apart is not None:
        return apart
    if len(phrases) == 1:
        return (phrases[0], ()) if heads[0].text.lower() not in _NOBODY else ((), ())
    if len(phrases) < 2:
        return (), ()
    first, second = (1, 0) if heads[0].deprel == "obj" or heads[0].feat("Case") == "Acc" else (0, 1)
    named = heads[first].text.lower() not in _NOBODY
    return phrases[second], phrases[first] if named else ()


def _apart(view: View, phrase: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """ "zitiert der „Bote“ Wirt Karl Berg": one phrase for the tree; behind the medium's name the person's begins."""
    doc = view.doc
    person = next((n for n in doc.names if n.label == "PER" and n.first in phrase), None)
    for i in phrase[1:]:
        named = any(n.label == "ORG" and n.last == i for n in doc.names) and not view.opaque[i]
        marked = view.opaque[i - 1] and not view.opaque[i]
        if (named or marked) and person is not None and person.first >= i:
            between = doc.tokens[i : person.first]
            if all(t.upos in ("NOUN", "ADJ", "DET", "PROPN") for t in between):
                return tuple(k for k in phrase if k >= i), tuple(k for k in phrase if k < i)
    return None


def medium_of(view: View, clause: Clause) -> tuple[int, ...]:
    """Who cites in the passive: "von der „Post“", "in der Zeitung"; a place is no medium."""
    doc = view.doc
    for words in (_BY, _IN):
        for token in doc.tokens[clause.sentence.first : clause.sentence.last]:
            case = token.child("case")
            if case is None or case.text.lower() not in words or token.upos not in NOMINAL or view.opaque[case.i]:
                continue
            placed = any(n.first <= token.i < n.last and n.label == "LOC" for n in doc.names)
            near = token.head in clause.group.parts or abs(token.i - clause.group.verb.i) <= _NEAR
            if near and not placed:
                return trimmed(doc, noun_phrase(doc, token, case.i + 1, clause.sentence.last))
    return ()


def _heads(view: View, clause: Clause) -> Iterator[Token]:
    """The noun phrases without a preposition beside the verb, in text order: subject and object."""
    verb = clause.group.verb
    parts = [p.i for p in clause.group.parts]
    first = clause.parts[clause.segment_of(min(parts))].first
    last = clause.parts[clause.segment_of(max(parts))].last
    for token in bare_heads(view.doc, first, last, view.opaque):
        if token.head in clause.group.parts or abs(token.i - verb.i) <= 3:
            yield token


def _phrase(view: View, clause: Clause, head: Token) -> tuple[int, ...]:
    doc, verbs = view.doc, [p.i for p in clause.group.parts]
    low = max((v + 1 for v in verbs if v < head.i), default=clause.sentence.first)
    high = min((v for v in verbs if v > head.i), default=clause.sentence.last)
    return trimmed(doc, noun_phrase(doc, head, low, high))
