"""What all finders look at: the document with its quotation marks paired and its sentences cut into clauses."""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.language.doc import Doc, Sentence
from lagebild.reading.quotes.marks import Marked, marked
from lagebild.reading.quotes.segments import Segment, segments


@dataclass(frozen=True, slots=True)
class View:
    """`opaque[i]`: token i stands in quotation marks; `segments[s]`: the clauses of sentence s."""

    doc: Doc
    marks: tuple[Marked, ...]
    opaque: list[bool]
    segments: tuple[tuple[Segment, ...], ...]

    def sentence_of(self, position: int) -> Sentence:
        """The sentence of a token."""
        return self.doc.sentences[self.doc.tokens[position].sent]

    def text_end(self, sentence: Sentence) -> int:
        """The end of a sentence without its closing marks."""
        last = sentence.last
        while last > sentence.first and self.doc.tokens[last - 1].text in (".", "!", "?", "…"):
            last -= 1
        return last


def view(doc: Doc) -> View:
    """The view of a document."""
    marks = marked(doc)
    opaque = [False] * len(doc.tokens)
    for mark in marks:
        for i in range(mark.first, mark.last):
            opaque[i] = True
    return View(doc, marks, opaque, tuple(segments(doc, s, opaque) for s in doc.sentences))
