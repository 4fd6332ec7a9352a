"""Where an event happened."""

from __future__ import annotations

import pytest

from lagebild.language.doc import Doc
from lagebild.reading.where import place_of
from lagebild.records import Article, EventType, Place
from tests.helpers import parsed

STATES = {"Irak": "IRQ", "Bagdad": "IRQ", "Hilla": "IRQ", "Paris": "FRA", "China": "CHN", "Tibet": "CHN", "Iran": "IRN"}


def place(doc: Doc, trigger: str, kind: EventType | None = None, dateline: str | None = None) -> str | None:
    places = [
        Place(start=t.start, end=t.end, text=t.text, name=t.text, country=STATES[t.text])
        for t in doc.tokens
        if t.text in STATES
    ]
    token = next(t for t in doc.tokens if t.text == trigger)
    article = Article(id="1", text=doc.text, dateline=dateline)
    found = place_of(token, doc, tuple(places), article, kind)
    return found.name if found else None


DIED = "In/ADP/2/case Bagdad/PROPN/3/obl starben/VERB/0/root zwei/NUM/5/nummod Menschen/NOUN/3/nsubj ././3/punct"
BOMB = "Eine/DET/2/det Bombe/NOUN/3/nsubj explodierte/VERB/0/root ././3/punct"
SAID = "Der/DET/2/det Minister/NOUN/3/nsubj kritisierte/VERB/0/root Iran/PROPN/3/obj ././3/punct"

CASES = [
    # its own clause
    ((DIED,), "starben", "ASSAULT", "Bagdad"),
    # the most exact place of the clause
    (
        (
            "Im/ADP/2/case Irak/PROPN/3/obl starben/VERB/0/root in/ADP/5/case Hilla/PROPN/3/obl Menschen/NOUN/3/nsubj "
            "././3/punct",
        ),
        "starben",
        "ASSAULT",
        "Hilla",
    ),
    # "Massaker von": a noun takes its place with "von"
    (
        ("Das/DET/2/det Massaker/NOUN/0/root von/ADP/4/case Hilla/PROPN/2/nmod ././2/punct",),
        "Massaker",
        "ASSAULT",
        "Hilla",
    ),
    # what happens on the ground goes on where the text was
    ((DIED, BOMB), "explodierte", "ASSAULT", "Bagdad"),
    # what is said does not
    ((DIED, SAID), "kritisierte", "ACCUSE", None),
    # without a type nothing is carried on
    ((DIED, BOMB), "explodierte", None, None),
    # a country that is criticised is no place of the criticism
    ((SAID,), "kritisierte", "ACCUSE", None),
    # "in der Nähe von"
    (
        (
            "Er/PRON/2/nsubj wurde/VERB/0/root in/ADP/5/case der/DET/5/det Nähe/NOUN/8/obl von/ADP/7/case Paris/PROPN/5/nmod "
            "verhaftet/VERB/2/xcomp ././2/punct",
        ),
        "verhaftet",
        "COERCE",
        "Paris",
    ),
]


@pytest.mark.parametrize(("sentences", "trigger", "kind", "wanted"), CASES)
def test_place_of(sentences: tuple[str, ...], trigger: str, kind: EventType | None, wanted: str | None) -> None:
    assert place(parsed(*sentences), trigger, kind) == wanted


def test_dateline_is_the_last_resort_on_the_ground() -> None:
    doc = parsed("Paris/PROPN/0/root ././1/punct", BOMB)
    assert place(doc, "explodierte", "ASSAULT", dateline="Paris") == "Paris"
    assert place(doc, "explodierte", "ACCUSE", dateline="Paris") is None


HEADLINE = "Paris/PROPN/2/nsubj ruft/VERB/0/root Notstand/NOUN/2/obj aus/ADP/2/compound:prt"
TALK = "Die/DET/2/det Minister/NOUN/3/nsubj sprachen/VERB/0/root lange/ADV/3/advmod ././3/punct"


def test_the_headline_places_what_happened_on_the_ground() -> None:
    doc = parsed(HEADLINE, TALK, TALK, TALK, BOMB)
    assert place(doc, "explodierte", "ASSAULT") == "Paris"
    assert place(doc, "explodierte", "ACCUSE") is None
    assert place(doc, "explodierte", None) is None


def test_a_town_in_an_adjective_is_a_place_behind_a_preposition() -> None:
    tree = "Am/ADP/3/case {}/ADJ/3/amod Rathaus/NOUN/4/obl starben/VERB/0/root Menschen/NOUN/4/nsubj"
    for adjective, name, wanted in (("Pariser", "Paris", "Paris"), ("irakischen", "Irak", None)):
        doc = parsed(tree.format(adjective))
        word = doc.tokens[1]
        site = Place(start=word.start, end=word.end, text=word.text, name=name, country=STATES[name])
        found = place_of(doc.tokens[3], doc, (site,), Article(id="1", text=doc.text), "ASSAULT")
        assert (found.name if found else None) == wanted


CAPITALS = [
    # of the state in the adjective
    (
        "In/ADP/4/case der/DET/4/det irakischen/ADJ/4/amod Hauptstadt/NOUN/5/obl starben/VERB/0/root "
        "Menschen/NOUN/5/nsubj",
        "Bagdad",
    ),
    # a capital that is named
    (
        "In/ADP/3/case der/DET/3/det Hauptstadt/NOUN/5/obl Hilla/PROPN/3/appos starben/VERB/0/root "
        "Menschen/NOUN/5/nsubj",
        "Hilla",
    ),
    # of the state that the text is about
    (
        "In/ADP/3/case der/DET/3/det Hauptstadt/NOUN/4/obl starben/VERB/0/root laut/ADP/6/case Irak/PROPN/4/obl",
        "Bagdad",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("tree", "wanted"), CAPITALS)
def test_capitals_without_a_name(tree: str, wanted: str) -> None:
    doc = parsed(tree)
    names = {"irakischen": "Irak", **{n: n for n in STATES}}
    places = tuple(
        Place(start=t.start, end=t.end, text=t.text, name=names[t.text], country=STATES[names[t.text]])
        for t in doc.tokens
        if t.text in names
    )
    token = next(t for t in doc.tokens if t.text == "starben")
    found = place_of(token, doc, places, Article(id="1", text=doc.text), "ASSAULT")
    assert found is not None
    assert (found.name, found.country) == (wanted, "IRQ")


def test_no_places_no_answer() -> None:
    assert place(parsed(BOMB), "explodierte", "ASSAULT") is None
