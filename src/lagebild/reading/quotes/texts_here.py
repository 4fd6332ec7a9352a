"""Texts that a sentence gives for the words in it: "Nach Paragraf 7 entscheidet der Rat „allein“", "ein Antrag, in dem ...",
"Im Rundschreiben war von „Fehlern“ die Rede"."""

from __future__ import annotations

from lagebild.reading.quotes.agents import is_agent, is_text
from lagebild.reading.quotes.found import Draft, trimmed
from lagebild.reading.quotes.lists import words_of
from lagebild.reading.quotes.phrases import NOMINAL, noun_phrase
from lagebild.reading.quotes.relatives import text_of_relative
from lagebild.reading.quotes.segments import Segment
from lagebild.reading.quotes.speakers import speaker_of
from lagebild.reading.quotes.topics import head_of, plain_clause
from lagebild.reading.quotes.view import View


def text_here(view: View, draft: Draft) -> tuple[int, ...]:
    """The text that the clause of words in quotation marks names for them; empty where it names none."""
    if draft.type != "Direct":
        return ()
    at, first = view.doc.tokens[draft.quote[0]].sent, draft.quote[0]
    parts = view.segments[at]
    k = next((n for n, p in enumerate(parts) if p.first <= first < p.last), None)
    if k is None or parts[k].finite is None:
        return ()
    return text_of_relative(view, parts[k]) or _at_head(view, parts, k, first)


def _at_head(view: View, parts: tuple[Segment, ...], k: int, stop: int) -> tuple[int, ...]:
    """The text at the head of a main clause; behind "in" only where nobody acts who can speak."""
    doc, segment = view.doc, parts[k]
    word = doc.tokens[segment.first].text.lower()
    if segment.kind != "main" or segment.finite is None or word not in words_of("text_by") | words_of("text_in"):
        return ()
    until = min(segment.finite, stop)
    head = next((t for t in doc.tokens[segment.first + 1 : until] if t.upos in NOMINAL), None)
    if head is None or not is_text(head) or any(view.opaque[segment.first : head.i]):
        return ()
    if word in words_of("text_in"):
        actor = head_of(view, speaker_of(view, plain_clause(view, view.sentence_of(stop), parts, k)))
        if actor is not None and is_agent(doc, actor):
            return ()
    return trimmed(doc, noun_phrase(doc, head, segment.first + 1, until))
