"""What a crowd is called: people who demonstrate are demonstrators, whatever the noun; one word for words of one meaning."""

from __future__ import annotations

from lagebild.language.doc import Token
from lagebild.reading.actors.draft import Work
from lagebild.reading.actors.lists import table, words
from lagebild.reading.actors.words import read_noun

PROTEST, ANYBODY, ASSEMBLE = words("protest"), words("anybody"), words("assemble")
SYNONYMS = table("synonyms")  # noun -> the plural by which the people are called
ALIKE_PEOPLE = table("plural_of")  # the plural -> its noun
DEMONSTRATORS = "demonstranten"
AT = ("an", "bei", "zu", "von", "auf", "mit")


def called_alike(work: Work, token: Token, word: str) -> str | None:
    """The plural by which people named by `word` (a plural at `token`) are called; None where it is the noun itself."""
    if word in SYNONYMS:
        return SYNONYMS[word]
    return DEMONSTRATORS if word in ANYBODY and (_demonstrate(work, token) or _of_protest(work, token)) else None


def _demonstrate(work: Work, token: Token) -> bool:
    """Whether the people protest, or come together for a protest."""
    verbs = [v for v in (token.head, *token.children) if v is not None and v.upos in ("VERB", "AUX")]
    if token.deprel == "obl:agent" or token.deprel.startswith("nmod"):
        verbs = [v for v in verbs if v is not token.head]
    for verb in verbs:
        low = _with_particle(verb)
        if low in PROTEST:
            return token.deprel.startswith("nsubj") or verb is not token.head
        if low in ASSEMBLE and any(_is_protest(work, c) or c.text in ("Straße", "Straßen") for c in verb.subtree()):
            return True
    return False


def _with_particle(verb: Token) -> str:
    particle = verb.child("compound:prt")
    low = verb.lemma.lower()
    return particle.text.lower() + low if particle is not None and not low.startswith(particle.text.lower()) else low


def _of_protest(work: Work, token: Token) -> bool:
    """ "Teilnehmer der Kundgebung", "Demonstration mit 500 Menschen"."""
    head = token.head
    if token.deprel.startswith("nmod") and head is not None and _is_protest(work, head):
        case = token.child("case")
        return case is not None and case.text.lower() in ("mit", "von")
    for child in token.children:
        case = child.child("case")
        if child.i > token.i and child.deprel.startswith("nmod") and _is_protest(work, child):
            return case is None or case.text.lower() in AT
    return False


def _is_protest(work: Work, token: Token) -> bool:
    if token.upos != "NOUN":
        return False
    noun = read_noun(token.text, work.knowledge)
    return noun is not None and noun.row.kind == "event"
