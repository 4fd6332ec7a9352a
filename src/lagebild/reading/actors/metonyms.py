"""Seats that act for a government: "Moskau sieht ...", "Unterstützung aus Moskau", "das Weiße Haus"."""

from __future__ import annotations

from lagebild.language.doc import Token
from lagebild.reading.actors.draft import Draft, Work
from lagebild.reading.actors.lists import table, words

WHERE = words("where")
PARTNER = words("partner")
WORDS_FROM = words("words_from")
TOWNLY = words("townly")


def find_metonyms(work: Work) -> None:
    """Turn places that act for a state into mentions of the state."""
    for draft in work.drafts:
        if draft.kind != "place" or draft.form != "name":
            continue
        seat = SEATS.get(draft.name)
        country = _capital_of(work, draft)
        if (seat or country) and _acts(work.token(draft.head)):
            draft.form = "metonym"
            if seat:
                draft.kind, draft.name, draft.rows = "organization", seat, work.knowledge.actors(seat)
            else:
                draft.kind, draft.country = "country", country


SEATS = table("seats")


def _capital_of(work: Work, draft: Draft) -> str | None:
    rows = work.knowledge.places(draft.name)
    return rows[0].country if rows and rows[0].capital and rows[0].country == draft.country else None


def _acts(token: Token) -> bool:
    """Whether the place is used like one who acts: subject of a verb, or partner in a dispute or in talks."""
    case = token.child("case")
    preposition = case.text.lower() if case is not None else ""
    head = token.head
    if token.deprel == "conj" and head is not None and head.upos == "PROPN":
        return _acts(head)
    if preposition in WHERE or head is None:
        return False
    if preposition == "aus":
        return head.lemma.lower() in WORDS_FROM
    if preposition:
        return preposition in PARTNER and preposition != "von" and not any(c.deprel == "amod" for c in token.children)
    if token.deprel == "nsubj":
        verb = head.lemma.lower()
        return (
            verb not in TOWNLY and (head.upos == "VERB" or head.child("cop") is not None) and head.child("cop") is None
        )
    return token.deprel in ("iobj", "obl:agent") or (
        token.deprel == "nmod" and token.feat("Case") == "Gen" and head.lemma.lower() in ACTS_OF
    )


ACTS_OF = words("acts_of")
