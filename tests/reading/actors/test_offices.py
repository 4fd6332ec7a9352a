"""Offices: who holds them, who will, and where only the office is meant. Hand-parsed sentences."""

from __future__ import annotations

import pytest

from tests.helpers import parsed
from tests.reading.actors.test_traps import entity, of

GENITIVE = (
    "Der/DET/2/det/der {0}/NOUN/5/nsubj//Number=Sing des/DET/4/det/der/Case=Gen "
    "Präsidenten/NOUN/2/nmod/Präsident/Case=Gen|Number=Sing endet/VERB/0/root/enden/VerbForm=Fin"
)


@pytest.mark.parametrize(("noun", "meant"), [("Amt", False), ("Posten", False), ("Bruder", True)])
def test_an_office_is_nobody(noun: str, meant: bool) -> None:
    assert (of(parsed(GENITIVE.format(noun)), "Präsidenten") is not None) is meant


BECOMES = (
    "Kanzler/NOUN/2/nsubj/Kanzler/Case=Nom|Number=Sing {0}/AUX/0/root/{1}/VerbForm=Fin|Number=Sing "
    "Jan/PROPN/2/obj Harms/PROPN/3/flat"
)


VERBS = [("wird", "werden", False), ("bleibt", "bleiben", False), ("lobt", "loben", True)]


@pytest.mark.parametrize(("verb", "lemma", "meant"), VERBS)
def test_who_comes_to_an_office_does_not_hold_it(verb: str, lemma: str, meant: bool) -> None:
    doc = parsed(BECOMES.format(verb, lemma), names=(("Jan Harms", "PER"),))
    assert (of(doc, "Kanzler") is not None) is meant


def test_with_an_article_somebody_is_meant() -> None:
    doc = parsed(
        "Der/DET/2/det/der Kanzler/NOUN/3/nsubj/Kanzler/Case=Nom|Number=Sing wird/AUX/0/root/werden/VerbForm=Fin|Number=Sing "
        "alt/ADJ/3/xcomp",
    )
    assert of(doc, "Kanzler") is not None


@pytest.mark.parametrize(("noun", "same"), [("Minister", False), ("Präsident", True)])
def test_a_minister_is_no_head_of_state(noun: str, same: bool) -> None:
    doc = parsed(
        "Barack/PROPN/3/nsubj Obama/PROPN/1/flat reiste/VERB/0/root/reisen",
        f"Der/DET/2/det/der {noun}/NOUN/3/nsubj//Case=Nom|Number=Sing sprach/VERB/0/root/sprechen",
        names=(("Barack Obama", "PER"),),
    )
    assert (entity(doc, noun, "2010-05-10").name == "Barack Obama") is same


def test_a_chancellor_is_of_a_state_that_has_one() -> None:
    doc = parsed(
        "In/ADP/2/case Iran/PROPN/3/obl sprach/VERB/0/root/sprechen die/DET/5/det/der "
        "Kanzlerin/NOUN/3/nsubj//Case=Nom|Gender=Fem|Number=Sing",
        names=(("Iran", "LOC"),),
    )
    assert entity(doc, "Kanzlerin", "2010-05-10").name == "Angela Merkel"


@pytest.mark.parametrize(("article", "lemma", "country"), [("ein", "ein", "USA"), ("das", "der", "RUS")])
def test_an_institution_that_is_new_to_the_text_is_of_the_state_beside_it(
    article: str, lemma: str, country: str
) -> None:
    doc = parsed(
        "Moskau/PROPN/2/nsubj schwieg/VERB/0/root/schweigen",
        "Die/DET/3/det/der russische/ADJ/3/amod/russisch Regierung/NOUN/4/nsubj schwieg/VERB/0/root/schweigen",
        "In/ADP/2/case Texas/PROPN/3/obl starb/VERB/0/root/sterben ein/DET/5/det/ein "
        "Junge/NOUN/3/nsubj//Gender=Masc|Number=Sing",
        f"{article}/DET/2/det/{lemma} Gericht/NOUN/3/nsubj//Gender=Neut|Number=Sing schwieg/VERB/0/root/schweigen",
        names=(("Moskau", "LOC"), ("Texas", "LOC")),
    )
    assert entity(doc, "Gericht").country == country


@pytest.mark.parametrize(("article", "same"), [("", True), ("der/DET/5/det/der ", False)])
def test_two_offices_under_one_article_are_one_persons(article: str, same: bool) -> None:
    shift = 1 if article else 0
    verb, name = 7 + shift, 5 + shift
    doc = parsed(
        f"Der/DET/2/det/der Staatschef/NOUN/{verb}/nsubj//Case=Nom|Number=Sing und/CCONJ/{4 + shift}/cc {article}"
        f"Parteichef/NOUN/2/conj//Case=Nom|Number=Sing Jan/PROPN/{4 + shift}/appos Harms/PROPN/{name}/flat "
        "sprach/VERB/0/root/sprechen",
        names=(("Jan Harms", "PER"),),
    )
    assert (entity(doc, "Staatschef").name == "Jan Harms") is same
