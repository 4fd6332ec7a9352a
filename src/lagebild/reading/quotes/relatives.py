"""Relative clauses within a text or on a thing that bears words: "ein Antrag, in dem ...", "ein Zettel, auf dem ..."."""

from __future__ import annotations

from lagebild.language.doc import Token
from lagebild.reading.quotes.agents import is_text
from lagebild.reading.quotes.found import trimmed
from lagebild.reading.quotes.lists import words_of
from lagebild.reading.quotes.phrases import noun_phrase
from lagebild.reading.quotes.segments import Segment, openers
from lagebild.reading.quotes.view import View

_SAME = ("appos", "flat", "flat:name", "compound")  # relations of a name to the noun beside it


def text_of_relative(view: View, segment: Segment) -> tuple[int, ...]:
    """ "ein Antrag, in dem ...": the text and the pronoun that stands for it."""
    doc = view.doc
    if segment.kind not in ("rel", "ob", "main", "frag") or segment.mark != "," or segment.last < segment.first + 3:
        return ()
    preposition, pronoun = doc.tokens[segment.first], doc.tokens[segment.first + 1]
    if preposition.text.lower() not in words_of("bearing") or pronoun.text.lower() not in openers()["relative"]:
        return ()
    head = noun_before(view, segment.first - 1)
    if head is not None and head.deprel == "nmod" and head.head is not None and is_text(head.head):
        head = head.head  # "einen Antrag im Rat, in dem"
    if head is None or not is_text(head):
        return ()
    sentence = view.sentence_of(head.i)
    return (*trimmed(doc, noun_phrase(doc, head, sentence.first, segment.first - 1)), pronoun.i)


def noun_before(view: View, comma: int) -> Token | None:
    """The nearest noun before a comma, the head of its name; a verb or its prefix may close the clause in between ("muss
    ein Zettel kleben, auf dem", "griff den Tenor der Medien auf, in denen")."""
    doc = view.doc
    first = view.sentence_of(comma).first
    for token in reversed(doc.tokens[max(first, comma - 4) : comma]):
        if token.upos in ("NOUN", "PROPN") and not view.opaque[token.i]:
            while token.deprel in _SAME and token.head is not None and token.head.sent == token.sent:
                token = token.head
            return token if token.i < comma else None
        if token.upos not in ("VERB", "AUX") and token.deprel != "compound:prt":
            return None
    return None
