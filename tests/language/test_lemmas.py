"""Lemmas: scripts, the lexicon before them, irregular verbs between."""

from __future__ import annotations

import pytest

from lagebild.language.irregular import irregular_verbs
from lagebild.language.lemmas import Lemmatiser, Lexicon, apply_script

SCRIPTS = [
    ("s\t0\t0\t\t0\t", "Haus", "Haus"),
    ("s\t0\t0\t\t0\t", "USA", "USA"),
    ("s\t0\t0\t\t2\t", "Kindern", "Kinde"),
    ("s\t1\t1\ta\t2\t", "Häuser", "Haus"),
    ("l\t0\t0\t\t0\t", "Heute", "heute"),
    ("l\t0\t2\t\t1\ten", "gesagt", "sagen"),
    ("t\t0\t0\t\t0\t", "BERLIN", "Berlin"),
    ("=ich", "mir", "ich"),
    ("s\t3\t2\t\t4\t", "ab", "ab"),  # the script is longer than the word
    ("s\t0\t0\t\t0\t", "", ""),
]


@pytest.mark.parametrize(("script", "word", "lemma"), SCRIPTS)
def test_apply_script(script: str, word: str, lemma: str) -> None:
    assert apply_script(script, word) == lemma


IRREGULAR = [
    ("nahm", "nehmen"), ("aufgenommen", "aufnehmen"), ("vernommen", "vernehmen"), ("aufzunehmen", "aufnehmen"),
    ("anfing", "anfangen"), ("stünden", "stehen"), ("gäbe", "geben"), ("verwies", "verweisen"),
    ("traf", "treffen"), ("trat", "treten"), ("bat", "bitten"), ("bot", "bieten"), ("widersprach", "widersprechen"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "infinitive"), IRREGULAR)
def test_irregular_verbs(form: str, infinitive: str) -> None:
    assert irregular_verbs("de").lemma(form) == infinitive


@pytest.mark.parametrize("form", ["sagte", "führt", "führen", "gelangt", "legen", "geführt", "geschafft", "", "Haus"])
def test_regular_forms_are_left_alone(form: str) -> None:
    assert irregular_verbs("de").lemma(form) is None


def test_a_language_without_a_table_knows_no_irregular_verbs() -> None:
    assert irregular_verbs("xx").lemma("nahm") is None
    assert irregular_verbs("../de").lemma("nahm") is None


def lexicon(language: str) -> Lexicon:
    known = {("nahm", "VERB"): "annehmen", ("russland", "PROPN"): "Rußland", ("merkels", "PROPN"): "Merkel"}
    return known if language == "de" else {}


ORDER = [
    ("nahm", "VERB", "annehmen"),
    ("ging", "VERB", "gehen"),
    ("Band", "NOUN", "Band"),
    ("band", "VERB", "binden"),
    ("Russland", "PROPN", "Russland"),
    ("Merkels", "PROPN", "Merkel"),
]


@pytest.mark.parametrize(("word", "upos", "lemma"), ORDER)
def test_lexicon_then_irregular_then_script(word: str, upos: str, lemma: str) -> None:
    assert Lemmatiser(lexicon).lemma(word, upos, "s\t0\t0\t\t0\t", "de") == lemma
