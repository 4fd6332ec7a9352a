"""Where an event happened: the most exact place that the text gives for it."""

from __future__ import annotations

from collections.abc import Iterator

from lagebild.language.doc import Doc, Token
from lagebild.records import Article, EventPlace, Place

LOCAL = frozenset({"in", "im", "bei", "beim", "nach", "vor", "auf", "aus", "nahe", "an", "am", "über", "zu", "von"})


def place_of(token: Token, doc: Doc, places: tuple[Place, ...], article: Article) -> EventPlace | None:
    """The place of the event that `token` names, or None where the text gives none.

    A place in the clause of the trigger comes first (below it in the tree, then beside it), then one in the sentence.
    """
    del article
    at = {doc_token.i: place for place in places for doc_token in doc.tokens_in(place.start, place.end)}
    if not at:
        return None
    for candidate in _by_nearness(token, doc):
        place = at.get(candidate.i)
        if place is not None and _is_local(candidate):
            return EventPlace(name=place.name, country=place.country, geonames=place.geonames)
    return None


def _by_nearness(token: Token, doc: Doc) -> Iterator[Token]:
    """The tokens below the trigger, then below its ancestors, each once, then the sentence's."""
    seen: set[int] = set()
    for top in (token, *token.ancestors()):
        for other in top.subtree():
            if other.i not in seen:
                seen.add(other.i)
                yield other
    yield from (t for t in doc.sentence_tokens(token.sent) if t.i not in seen)


def _is_local(token: Token) -> bool:
    """Whether a preposition of place governs this name."""
    top = token
    while top.head is not None and top.deprel in {"flat", "appos", "compound"}:
        top = top.head
    return any(c.deprel == "case" and c.text.lower() in LOCAL for c in top.children)
