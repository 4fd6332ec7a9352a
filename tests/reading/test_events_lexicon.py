"""The frame lexicon as data: every row is usable, and words lead to the frames they should."""

import pytest

from lagebild.language.de.forms import noun_forms, verb_forms
from lagebild.reading.events.candidates import FLAGS
from lagebild.reading.events.classes import class_names, in_class
from lagebild.reading.events.lexicon import lexicon, noun_frames, words_of
from lagebild.reading.events.plover import contexts, score_of, types

ENTITY_TESTS = {"actor", "animate", "person", "people", "authority", "political", "place", "refl"}
SLOTS = {"subj", "obj", "iobj", "gen", "in", "an", "zu", "mit", "um", "von"}
FRAMES = lexicon().frames


def test_the_lexicon_is_broad() -> None:
    words = sum(map(len, (lexicon().verbs, lexicon().nouns, lexicon().adjectives)))
    assert words > 1200
    assert {f.type for f in FRAMES} == set(types())


@pytest.mark.parametrize("frame", FRAMES, ids=lambda f: f.name)
def test_each_row_is_usable(frame) -> None:
    info = types()[frame.type]
    assert frame.mode is None or frame.mode in info.modes
    assert 1 <= frame.sure <= 3
    assert frame.example.endswith((".", "“"))
    assert list(words_of(frame)), "no word leads to it"
    for condition in frame.conditions:
        if condition.key == "with":
            assert set(condition.values) <= class_names()
        elif condition.key in SLOTS:
            assert set(condition.values) <= class_names() | ENTITY_TESTS
        else:
            assert condition.key in FLAGS


@pytest.mark.parametrize(
    ("word", "type_"),
    [
        ("Koalitionsgespräche", "CONSULT"),
        ("Luftangriffen", "ASSAULT"),
        ("Massenproteste", "PROTEST"),
        ("Waffenstillstands", "RETREAT"),
        ("Haftbefehl", "COERCE"),
        ("Rücktrittsforderungen", "REQUEST"),
    ],
)
def test_compounds_and_forms_of_nouns(word: str, type_: str) -> None:
    assert type_ in {f.type for f in noun_frames(word)}


@pytest.mark.parametrize(
    "word", ["Gewerkschaft", "Förderung", "Menschenrechtsvereinigung", "Ölpreis", "Landkreis", "Behörden", "Tisch"]
)
def test_words_that_only_end_alike(word: str) -> None:
    assert not noun_frames(word) or in_class(word, "stop")


@pytest.mark.parametrize(
    ("verb", "form"),
    [
        ("festnehmen", "festzunehmen"),
        ("festnehmen", "festnahm"),
        ("erschießen", "erschoss"),
        ("unterzeichnen", "unterzeichnete"),
        ("kritisieren", "kritisierten"),
        ("aufgeben", "aufgibt"),
    ],
)
def test_finite_forms(verb: str, form: str) -> None:
    assert form in verb_forms(verb)[0]


@pytest.mark.parametrize(
    ("verb", "form"),
    [
        ("festnehmen", "festgenommenen"),
        ("verurteilen", "verurteilt"),
        ("aufgeben", "aufgegeben"),
        ("drohen", "drohende"),
    ],
)
def test_participles(verb: str, form: str) -> None:
    assert form in verb_forms(verb)[1]


def test_an_ending_that_keeps_its_vowel() -> None:
    assert "förderung" not in noun_forms("Forderung")
    assert "anschläge" in noun_forms("Anschlag")


def test_scores_follow_the_mode() -> None:
    assert score_of("CONSULT", "visit") == 4.0
    assert score_of("CONSULT", None) == 2.5
    assert score_of("ASSAULT", "unheard-of") == -9.0
    assert "election" in contexts()
