"""Who can speak: names of people and organisations, nouns of offices, trades and bodies, and texts that say something."""

from __future__ import annotations

from functools import lru_cache

from lagebild.knowledge import default_knowledge
from lagebild.language.doc import Doc, Token
from lagebild.reading.actors.words import read_noun
from lagebild.reading.quotes.cues import noun_cue
from lagebild.reading.quotes.lists import words_of
from lagebild.reading.quotes.phrases import singular

PERSONAL = frozenset(("er", "sie", "ich", "wir", "dieser", "diese", "letzterer", "letztere", "beide"))
_ACTORS = ("person", "organization", "group")


def is_agent(doc: Doc, token: Token) -> bool:
    """Somebody who can speak: a person, a body, or a pronoun for one."""
    if token.upos == "PRON" or (token.upos == "DET" and token.deprel == "nsubj"):
        return token.text.lower() in PERSONAL
    if token.upos not in ("NOUN", "PROPN", "ADJ", "X"):
        return False
    label = _label(doc, token)
    if label is not None:
        return label in ("PER", "ORG")
    return not token.text[0].islower() and (_is_role(token.text) or _is_role(token.lemma))


def is_text(token: Token) -> bool:
    """A text that says something: "Bericht", "Studie"."""
    cue = noun_cue(singular(token)) if token.upos == "NOUN" else None
    if cue is not None and "nach" in cue.topic:
        return True
    return token.upos == "NOUN" and (_is_paper(token.lemma) or _is_paper(token.text))  # "Schreiben" has odd lemmas


@lru_cache(maxsize=20_000)
def _is_paper(word: str) -> bool:
    return word.lower().endswith(tuple(words_of("texts")))


def _label(doc: Doc, token: Token) -> str | None:
    return next((n.label for n in doc.names if n.first <= token.i < n.last), None)


@lru_cache(maxsize=20_000)
def _is_role(word: str) -> bool:
    noun = read_noun(word, default_knowledge())
    if noun is not None:
        return noun.row.kind in _ACTORS
    low = word.lower()
    return any(low.endswith(body) for body in words_of("bodies"))
