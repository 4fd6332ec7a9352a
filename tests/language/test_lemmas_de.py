"""Lemmas of German: nouns by their ends, regular verbs, adjectives and names by rule."""

from __future__ import annotations

import pytest

from lagebild.language.de.regular import regular_lemma
from lagebild.language.nouns import noun_lemma

NOUNS = [
    ("Zollbehörden", "Zollbehörde"),
    ("Anwälte", "Anwalt"),
    ("Häusern", "Haus"),
    ("Gipfeltreffens", "Gipfeltreffen"),
    ("Abkommen", "Abkommen"),
    ("Medienberichten", "Medienbericht"),
    ("Verbündeten", "Verbündete"),
    ("EU-Staaten", "EU-Staat"),
    ("Xylomatorungen", "Xylomatorung"),  # no such word
]


@pytest.mark.parametrize(("word", "lemma"), NOUNS)
def test_nouns(word: str, lemma: str) -> None:
    assert (noun_lemma(word, "de") or word) == lemma


@pytest.mark.parametrize("word", ["NATO", "haus", "G7", "", "x" * 10_000])
def test_what_is_no_noun_as_usually_written_is_left(word: str) -> None:
    assert noun_lemma(word, "de") is None
    assert noun_lemma("Häuser", "xx") is None


RULES = [
    ("folgten", "VERB", "VerbForm=Fin|Tense=Past", "folgen"),
    ("arbeitete", "VERB", "VerbForm=Fin|Tense=Past", "arbeiten"),
    ("richtet", "VERB", "VerbForm=Fin|Tense=Pres", "richten"),
    ("öffnet", "VERB", "VerbForm=Fin|Tense=Pres", "öffnen"),
    ("bezeichnet", "VERB", "VerbForm=Fin|Tense=Pres", "bezeichnen"),
    ("scheitert", "VERB", "VerbForm=Fin|Tense=Pres", "scheitern"),
    ("feierten", "VERB", "VerbForm=Fin|Tense=Past", "feiern"),
    ("zitiert", "VERB", "VerbForm=Fin|Tense=Pres", "zitieren"),
    ("handle", "VERB", "VerbForm=Fin|Mood=Sub|Tense=Pres", "handeln"),
    ("plane", "VERB", "VerbForm=Fin|Mood=Sub|Tense=Pres", "planen"),
    ("abzustimmen", "VERB", "VerbForm=Inf", "abstimmen"),
    ("zugestimmt", "VERB", "VerbForm=Part", "zustimmen"),
    ("gescheitert", "VERB", "VerbForm=Part", "scheitern"),
    ("diskutiert", "VERB", "VerbForm=Part", "diskutieren"),
    ("erkrankt", "VERB", "VerbForm=Part", "erkranken"),
    ("genehmigt", "VERB", "VerbForm=Part", "genehmigen"),
    ("bosnische", "ADJ", "Case=Nom|Degree=Pos", "bosnisch"),
    ("teure", "ADJ", "Case=Nom|Degree=Pos", "teuer"),
    ("dunklen", "ADJ", "Case=Acc|Degree=Pos", "dunkel"),
    ("hohe", "ADJ", "Case=Nom|Degree=Pos", "hoch"),
    ("stärkere", "ADJ", "Case=Nom|Degree=Cmp", "stark"),
    ("schneller", "ADJ", "Degree=Cmp", "schnell"),
    ("wichtigsten", "ADJ", "Case=Dat|Degree=Sup", "wichtig"),
    ("Berliner", "ADJ", "Case=Nom|Degree=Pos", None),
    ("müde", "ADJ", "Degree=Pos", None),
    ("Norwegens", "PROPN", "Case=Gen", "Norwegen"),
    ("Darius", "PROPN", "Case=Gen", None),
    ("Hans", "PROPN", "Case=Nom", None),
    ("25", "ADJ", "Case=Nom", None),
]


@pytest.mark.parametrize(("word", "upos", "feats", "lemma"), RULES)
def test_rules(word: str, upos: str, feats: str, lemma: str | None) -> None:
    assert regular_lemma(word, upos, dict(f.split("=") for f in feats.split("|"))) == lemma
