"""Who said what: quotations with speaker, cue, frame and addressee."""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.language.doc import Doc
from lagebild.reading.actors import Actors
from lagebild.records import Article, Medium, Quote, QuoteType, Span, Time


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """A quotation before its speaker is linked to an entity; parts are spans of the text."""

    type: QuoteType
    quote: tuple[Span, ...]
    speaker: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    frame: tuple[Span, ...] = ()
    addressee: tuple[Span, ...] = ()
    medium: Medium | None = None
    confidence: float = 0.5


def find_quotes(doc: Doc) -> tuple[FoundQuote, ...]:
    """The quotations of `doc` in text order."""
    return ()


def link_quotes(
    doc: Doc, article: Article, found: tuple[FoundQuote, ...], actors: Actors, times: tuple[Time, ...]
) -> tuple[Quote, ...]:
    """Records with ids, the speaker's and addressee's entities and the quote's date."""
    return ()
