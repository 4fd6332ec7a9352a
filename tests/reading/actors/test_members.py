"""People without a name who stand for an organisation, names in quotation marks, namesakes of institutions, crowds."""

from __future__ import annotations

import pytest

from lagebild.language.doc import Doc
from lagebild.reading.actors.grammar import strong
from lagebild.reading.actors.lists import gender_of
from tests.helpers import parsed
from tests.reading.actors.test_traps import entity, of, read


def said(noun: str, *, feats: str = "Number=Plur", article: str = "") -> Doc:
    """A sentence whose subject is `noun`."""
    if article:
        return parsed(f"{article}/DET/2/det {noun}/NOUN/3/nsubj/{noun}/{feats} kamen/VERB/0/root/kommen")
    return parsed(f"{noun}/NOUN/2/nsubj/{noun}/{feats} kamen/VERB/0/root/kommen")


@pytest.mark.parametrize(
    ("noun", "name", "country"),
    [
        ("EU-Außenminister", "Europäische Union", None),
        ("NATO-Truppen", "NATO", None),
        ("SPD-Politiker", "Sozialdemokratische Partei Deutschlands", "DEU"),
        ("Talibankämpfer", "Taliban", "AFG"),
        ("US-Soldaten", "Streitkräfte der Vereinigten Staaten", "USA"),
        ("Regierungsvertreter", "Deutschland", "DEU"),
    ],
)
def test_members_stand_for_their_organisation(noun: str, name: str, country: str | None) -> None:
    found = entity(said(noun, article="Die"), noun)
    assert (found.name, found.country) == (name, country)


def test_fans_of_an_organisation_are_not_it() -> None:
    assert entity(said("SPD-Wähler", article="Die"), "SPD-Wähler").name == "SPD-Wähler"


def test_a_spokesman_without_a_name_is_his_organisation_and_he_is_he() -> None:
    doc = parsed(
        "Ein/DET/2/det NATO-Sprecher/NOUN/3/nsubj/Sprecher/Number=Sing|Gender=Masc schwieg/VERB/0/root",
        "Er/PRON/2/nsubj/er/PronType=Prs ging/VERB/0/root/gehen",
    )
    assert entity(doc, "NATO-Sprecher").name == entity(doc, "Er").name == "NATO"


def test_a_spokesman_with_a_name_is_himself() -> None:
    doc = parsed(
        "NATO-Sprecher/NOUN/3/nsubj/Sprecher/Number=Sing|Gender=Masc Jan/PROPN/1/appos schwieg/VERB/0/root",
        names=(("Jan", "PER"),),
    )
    assert entity(doc, "NATO-Sprecher").kind == "person"


@pytest.mark.parametrize(
    ("sentence", "word", "name"),
    [
        (
            "Die/DET/2/det Gruppe/NOUN/6/nsubj „/PUNCT/4/punct Rotes/ADJ/2/appos Licht/NOUN/4/flat “/PUNCT/4/punct"
            " kam/VERB/0/root",
            "Licht",
            "Rotes Licht",
        ),
        (
            "Er/PRON/2/nsubj nannte/VERB/0/root/nennen die/DET/4/det Gruppe/NOUN/2/obj „/PUNCT/6/punct"
            " Terroristen/NOUN/2/obj/Terrorist/Number=Plur “/PUNCT/6/punct",
            "Gruppe",
            "Gruppe",
        ),
    ],
)
def test_a_name_in_quotation_marks_and_a_word_in_them(sentence: str, word: str, name: str) -> None:
    assert entity(parsed(sentence), word).name == name


def test_the_congress_of_another_state() -> None:
    doc = parsed(
        "Der/DET/2/det Kongress/NOUN/5/nsubj/Kongress/Gender=Masc in/ADP/4/case Peru/PROPN/2/nmod tagte/VERB/0/root",
        names=(("Peru", "LOC"),),
    )
    assert entity(doc, "Kongress").name == "Kongress der Republik Peru"


def test_the_congress_of_the_united_states() -> None:
    doc = parsed("Der/DET/2/det Kongress/PROPN/3/nsubj tagte/VERB/0/root in/ADP/5/case Washington/PROPN/3/obl")
    found = of(doc, "Kongress")
    assert found is None or found.name != "Kongress der Republik Peru"


@pytest.mark.parametrize(
    ("verb", "name"),
    [("demonstrierten/VERB/0/root/demonstrieren", "Demonstranten"), ("schliefen/VERB/0/root", "Menschen")],
)
def test_people_who_demonstrate_are_demonstrators(verb: str, name: str) -> None:
    doc = parsed(f"500/NUM/2/nummod Menschen/NOUN/3/nsubj/Mensch/Number=Plur {verb}")
    assert entity(doc, "Menschen").name == name


def test_participants_of_a_rally_and_of_a_course() -> None:
    phrase = "Teilnehmer/NOUN/4/nsubj/Teilnehmer/Number=Plur der/DET/3/det {}/NOUN/1/nmod/{}/Case=Gen kamen/VERB/0/root"
    assert entity(parsed(phrase.format("Kundgebung", "Kundgebung")), "Teilnehmer").name == "Demonstranten"
    assert entity(parsed(phrase.format("Reise", "Reise")), "Teilnehmer").name != "Demonstranten"


def test_a_government_called_by_its_head() -> None:
    doc = said("Bush-Regierung", feats="Number=Sing", article="Die")
    assert entity(doc, "Bush-Regierung").name == "Vereinigte Staaten"


def test_this_one_is_who_was_named_last() -> None:
    doc = parsed(
        "Karl/PROPN/3/nsubj Huber/PROPN/1/flat traf/VERB/0/root Jan/PROPN/3/obj Berg/PROPN/4/flat",
        "Dieser/DET/2/nsubj/dieser/PronType=Dem|Gender=Masc schwieg/VERB/0/root",
        names=(("Karl Huber", "PER"), ("Jan Berg", "PER")),
    )
    assert entity(doc, "Dieser").name == "Jan Berg"


def test_a_man_is_told_by_his_age() -> None:
    doc = parsed(
        "Ein/DET/3/det 29-jähriger/ADJ/3/amod Mann/NOUN/4/nsubj/Mann/Number=Sing|Gender=Masc floh/VERB/0/root",
        "Der/DET/2/det 29-Jährige/NOUN/3/nsubj/29-Jährige/Gender=Masc|Number=Sing schwieg/VERB/0/root",
    )
    assert [e.name for e in read(doc).entities] == ["29-jähriger Mann"]


@pytest.mark.parametrize(
    ("adjective", "gender", "plural", "form"),
    [
        ("Obersten", "m", False, "Oberster"),
        ("Sozialistischen", "f", False, "Sozialistische"),
        ("iranischen", "n", False, "iranisches"),
        ("militanten", "", True, "militante"),
        ("Kairoer", "f", False, "Kairoer"),
    ],
)
def test_an_adjective_without_article(adjective: str, gender: str, plural: bool, form: str) -> None:
    assert strong(adjective, gender, plural=plural) == form


@pytest.mark.parametrize(
    ("name", "gender"), [("Halima Jouini", "f"), ("Karl-Heinz Berg", "m"), ("Andrea Conti", ""), ("Karl", "")]
)
def test_what_a_first_name_tells(name: str, gender: str) -> None:
    assert gender_of(name) == gender
