"""Quotations as records: who the speaker is, and when it was said."""

from __future__ import annotations

from lagebild.language.doc import Doc, Token
from lagebild.reading.actors import Actors
from lagebild.reading.quotes.found import FoundQuote
from lagebild.reading.when import dating_of
from lagebild.records import Article, Quote, Span, Time


def link_quotes(
    doc: Doc, article: Article, found: tuple[FoundQuote, ...], actors: Actors, times: tuple[Time, ...]
) -> tuple[Quote, ...]:
    """Records with ids, the speaker's and addressee's entities and the quote's date."""
    return tuple(_record(f"q{n}", doc, article, quote, actors, times) for n, quote in enumerate(found, 1))


def _record(name: str, doc: Doc, article: Article, quote: FoundQuote, actors: Actors, times: tuple[Time, ...]) -> Quote:
    anchor = _anchor(doc, quote)
    return Quote(
        id=name,
        type=quote.type,
        quote=quote.quote,
        speaker=quote.speaker,
        cue=quote.cue,
        frame=quote.frame,
        addressee=quote.addressee,
        speaker_entity=_entity(doc, quote.speaker, actors),
        addressee_entity=_entity(doc, quote.addressee, actors),
        medium=quote.medium,
        date=dating_of(anchor, doc, _outside(quote, times), article.published).date if anchor is not None else None,
        confidence=quote.confidence,
    )


def _outside(quote: FoundQuote, times: tuple[Time, ...]) -> tuple[Time, ...]:
    """The times that do not stand in the words quoted: those date what is told, not the telling.

    A reported act is quoted with its frame; there all times count.
    """
    if quote.type == "Reported":
        return times
    return tuple(t for t in times if not any(a <= t.start < b for a, b in quote.quote))


def _anchor(doc: Doc, quote: FoundQuote) -> Token | None:
    """The word whose time is the quotation's: the cue, else its first word."""
    spans = quote.cue or quote.frame or quote.quote
    tokens = doc.tokens_in(*spans[0])
    return next((t for t in tokens if t.upos in ("VERB", "NOUN")), tokens[0] if tokens else None)


def _entity(doc: Doc, spans: tuple[Span, ...], actors: Actors) -> str | None:
    """The entity of a speaker's span: that of its head; none where the head means several or nobody known."""
    for start, end in spans:
        tokens = doc.tokens_in(start, end)
        inside = {t.i for t in tokens}
        heads = [t for t in tokens if t.head is None or t.head.i not in inside]
        for token in [*heads, *tokens]:
            ids = actors.at(token)
            if len(ids) == 1:
                return ids[0]
    return None
