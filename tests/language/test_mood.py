"""Konjunktiv by form."""

from __future__ import annotations

import pytest

from lagebild.language.de.mood import subjunctive
from lagebild.language.de.verb_forms import finite_forms, joined_forms, participles, split
from lagebild.language.doc import Token


def verb(text: str, lemma: str, **feats: str) -> Token:
    token = Token(0, text, 0, 0)
    token.upos, token.lemma, token.feats = "VERB", lemma, feats
    return token


@pytest.mark.parametrize(
    ("text", "lemma", "mood"),
    [
        ("sei", "sein", "I"),
        ("habe", "haben", "I"),
        ("komme", "kommen", "I"),
        ("müsse", "müssen", "I"),
        ("wäre", "sein", "II"),
        ("käme", "kommen", "II"),
        ("kommt", "kommen", ""),
        ("stammte", "stammten", ""),  # a preterite with a wrong lemma
        ("blieben", "bleiben", ""),  # indicative as well
    ],
)
def test_mood(text: str, lemma: str, mood: str) -> None:
    assert subjunctive(verb(text, lemma)) == mood


def test_ich_makes_it_an_indicative() -> None:
    token, ich = verb("habe", "haben"), Token(1, "ich", 5, 0)
    ich.head = token
    token.children.append(ich)
    assert subjunctive(token) == ""


@pytest.mark.parametrize(
    ("infinitive", "part", "base"),
    [
        ("ankündigen", "an", "kündigen"),
        ("hinzufügen", "hinzu", "fügen"),
        ("antworten", "", "antworten"),
        ("sagen", "", "sagen"),
    ],
)
def test_separable_parts(infinitive: str, part: str, base: str) -> None:
    assert (split(infinitive).part, split(infinitive).base) == (part, base)


def test_forms_of_strong_and_weak_verbs() -> None:
    assert {"spricht", "sprach", "sprachen", "spreche"} <= finite_forms("sprechen")
    assert {"verspricht", "versprach"} <= finite_forms("versprechen")
    assert "versprochen" in participles("versprechen")
    assert "gesagt" in participles("sagen")
    assert {"angekündigt", "anzukündigen", "ankündigte"} <= joined_forms(split("ankündigen"))
