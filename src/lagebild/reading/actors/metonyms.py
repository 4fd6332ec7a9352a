"""Seats that act for a government: "Moskau sieht ...", "Unterstützung aus Moskau", "das Weiße Haus"."""

from __future__ import annotations

from lagebild.language.doc import Token
from lagebild.reading.actors.draft import Draft, Work

WHERE = frozenset(("in", "im", "nach", "bei", "über", "um", "nahe", "durch", "ab", "bis", "vor", "ins", "an", "am"))
PARTNER = frozenset(("zwischen", "mit", "gegen", "gegenüber", "seitens", "laut", "von", "an"))  # "Streit mit Teheran"
WORDS_FROM = frozenset((  # what comes "aus Moskau" when the government is meant
    "unterstützung", "kritik", "hilfe", "druck", "signal", "reaktion", "drohung", "angabe", "widerstand", "protest",
    "forderung", "zustimmung", "ablehnung", "lob", "geld", "sicht", "warnung", "anweisung", "befehl", "weisung",
))  # fmt: skip
TOWNLY = frozenset((  # what a town does or is, not a government
    "liegen", "leben", "wachsen", "brennen", "zählen", "befinden", "erleben", "feiern", "entfernt", "stadt", "hauptstadt",
    "gewinnen", "verlieren", "spielen",
))  # fmt: skip


def find_metonyms(work: Work) -> None:
    """Turn places that act for a state into mentions of the state."""
    for draft in work.drafts:
        if draft.kind != "place" or draft.form != "name":
            continue
        rows = [r for r in work.knowledge.country_rows(draft.name) if r.metonym and r.alpha3]
        if not rows:
            rows = [r for r in work.knowledge.country_rows(_text(work, draft)) if r.metonym and r.alpha3]
        if rows and _acts(work.token(draft.head)):
            draft.form, draft.kind = "metonym", "country"
            draft.country, draft.name = rows[0].alpha3, rows[0].name


def _text(work: Work, draft: Draft) -> str:
    start, end = draft.span_in(work.doc)
    return work.doc.text[start:end]


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
        return verb not in TOWNLY and (head.upos == "VERB" or head.child("cop") is not None) and head.child("cop") is None
    return token.deprel in ("iobj", "obl:agent") or (token.deprel == "nmod" and token.feat("Case") == "Gen" and head.lemma.lower() in ACTS_OF)


ACTS_OF = frozenset(("politik", "regierung", "haltung", "angriff", "vorwurf", "ziel", "forderung", "entscheidung", "kurs"))
