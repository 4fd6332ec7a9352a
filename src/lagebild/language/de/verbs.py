"""Separable verbs: the lemma with the part that stands apart."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from lagebild.language.doc import Token


@cache
def particles() -> frozenset[str]:
    """The parts that may stand apart from their verb."""
    with Path(__file__).with_name("verbs.toml").open("rb") as file:
        return frozenset(tomllib.load(file)["particles"])


_NEXT_CLAUSE = ("punct", "cc", "conj", "ccomp", "advcl", "parataxis", "xcomp")


def full_lemma(token: Token) -> str:
    """The lemma of a word, for a verb with its separated part in front: "kündigte … an" gives "ankündigen".

    A verb whose particle is attached already ("ankündigte", "anzukündigen") keeps its own lemma.
    """
    part = particle(token)
    if part is None:
        return token.lemma
    prefix, lemma = part.text.lower(), token.lemma[:1].lower() + token.lemma[1:]
    # A tagger that has learned the whole verb may have put the part in front itself.
    return lemma if lemma.startswith(prefix) and len(lemma) > len(prefix) + 3 else prefix + lemma


def particle(token: Token) -> Token | None:
    """The separated part of a verb, or None."""
    if token.upos not in ("VERB", "AUX"):
        return None
    for child in token.children:
        if child.deprel == "compound:prt" and not _is_infinitive_marker(child, token):
            return child
    return next((c for c in reversed(token.children) if _stranded(c, token)), None)


def _is_infinitive_marker(child: Token, verb: Token) -> bool:
    """The "zu" right before an infinitive is no particle, whatever the parser calls it."""
    return child.text.lower() == "zu" and child.i == verb.i - 1


def _stranded(child: Token, verb: Token) -> bool:
    """A preposition that hangs on the verb itself at the end of its clause: a particle under a wrong label."""
    if child.i <= verb.i or child.upos != "ADP" or child.children or child.text.lower() not in particles():
        return False
    sister = next((c for c in verb.children if c.i > child.i), None)
    return sister is None or sister.deprel in _NEXT_CLAUSE
