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
    if head is None:
        return False
    governor = _with_particle(head)
    if preposition in LEADS_TO and governor in LEADS_TO[preposition]:
        return True
    if preposition in WHERE:
        return False
    if preposition == "aus":
        return governor in WORDS_FROM or (governor == "kommen" and _subject_lemma(head) in WORDS_FROM)
    if preposition:
        return preposition in PARTNER and preposition != "von" and not any(c.deprel == "amod" for c in token.children)
    if token.deprel == "nsubj":
        verb = head.lemma.lower()
        return (
            verb not in TOWNLY and (head.upos == "VERB" or head.child("cop") is not None) and head.child("cop") is None
        )
    if token.deprel in ("obj", "obl", "obl:arg"):
        return head.upos == "VERB" and governor in ACTS_ON
    return token.deprel in ("iobj", "obl:agent") or (
        token.deprel == "nmod" and token.feat("Case") == "Gen" and head.lemma.lower() in ACTS_OF
    )


def _with_particle(head: Token) -> str:
    """The lemma of a word with its separated particle: "vorwerfen" of "warf ... vor"."""
    low = head.lemma.lower()
    particle = head.child("compound:prt")
    return particle.text.lower() + low if particle is not None and not low.startswith(particle.text.lower()) else low


def _subject_lemma(verb: Token) -> str:
    subject = verb.child("nsubj")
    return subject.lemma.lower() if subject is not None else ""


ACTS_OF = words("acts_of")
ACTS_ON = words("acts_on")
# by preposition: what makes a government of the town behind it
LEADS_TO = {"an": words("given_to"), "von": words("asked_of"), "aus": words("heard_from"), "auf": words("pressing_on")}
