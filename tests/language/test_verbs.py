"""Separable verbs."""

from __future__ import annotations

import pytest

from lagebild.language.de.verbs import full_lemma, particles
from lagebild.language.doc import Token

CASES = [
    # word/lemma/upos/deprel/head ..., full lemma of the second (wrong labels of a parser among them)
    ("Er/er/PRON/nsubj/1 kündigte/kündigen/VERB/root/- Geld/Geld/NOUN/obj/1 an/an/ADP/compound:prt/1", "ankündigen"),
    ("Sie/sie/PRON/nsubj/1 gibt/geben/VERB/root/- nach/nach/ADP/advmod/1", "nachgeben"),
    ("Sie/sie/PRON/nsubj/1 ankündigte/ankündigen/VERB/root/- an/an/ADP/compound:prt/1", "ankündigen"),
    ("Er/er/PRON/nsubj/1 versucht/versuchen/VERB/root/- zu/zu/PART/mark/3 gehen/gehen/VERB/xcomp/1", "versuchen"),
    ("Er/er/PRON/nsubj/1 kam/kommen/VERB/root/- mit/mit/ADP/case/3 Brot/Brot/NOUN/obl/1", "kommen"),
    ("zu/zu/ADP/compound:prt/1 gehen/gehen/VERB/root/-", "gehen"),
]


def tokens(spec: str) -> list[Token]:
    made: list[Token] = []
    rows = [part.split("/") for part in spec.split()]
    for i, (word, lemma, upos, deprel, _) in enumerate(rows):
        token = Token(i, word, 0, 0)
        token.lemma, token.upos, token.deprel = lemma, upos, deprel
        made.append(token)
    for token, row in zip(made, rows, strict=True):
        if row[4] != "-":
            token.head = made[int(row[4])]
            token.head.children.append(token)
    return made


@pytest.mark.parametrize(("spec", "lemma"), CASES)
def test_full_lemma(spec: str, lemma: str) -> None:
    assert full_lemma(tokens(spec)[1]) == lemma


def test_particles_are_lower_case_and_single_words() -> None:
    assert all(p.islower() and p.isalpha() for p in particles())
