"""What people say shows a stance or none: the words, double negations, and where the content of a speech act stands."""

import tomllib
from importlib.resources import files

import pytest

from lagebild.language.doc import Doc
from lagebild.reading.actors import Actors
from lagebild.reading.events.candidates import Candidate, find_candidates
from lagebild.reading.events.content import STANCE, content_features, counted, refuses, stances_of
from lagebild.reading.events.context import Reading
from lagebild.records import Article
from tests.helpers import parsed

WORDS = tomllib.loads(files("lagebild.knowledge").joinpath("de", "stance.toml").read_text(encoding="utf-8"))
SAID = "Der/DET/2/det Minister/NOUN/3/nsubj sagte/VERB/0/root/sagen ,/PUNCT/{root}/punct "
REFUSED = SAID.format(root=8) + "der/DET/6/det Bericht/NOUN/8/nsubj sei/AUX/8/cop/sein erfunden/ADJ/3/ccomp"
WEATHER = SAID.format(root=8) + "das/DET/6/det Wetter/NOUN/8/nsubj sei/AUX/8/cop/sein schön/ADJ/3/ccomp"
DOUBLE = (
    SAID.format(root=7) + "kein/DET/6/det/kein Tag/NOUN/7/nsubj vergehe/VERB/3/ccomp/vergehen ohne/ADP/9/case/ohne "
    "Gespräch/NOUN/7/obl"
)


def reading(doc: Doc) -> Reading:
    return Reading(doc, Article(id="a", text=doc.text), Actors())


def said(sentence: str, type_: str) -> tuple[Candidate, Reading]:
    known = reading(parsed(sentence))
    return next(c for c in find_candidates(known) if c.frame.type == type_ and c.head.text == "sagte"), known


def test_the_list_is_usable() -> None:
    assert set(STANCE.values()) <= set(WORDS)
    for words in WORDS.values():
        assert len(words) == len(set(words))
        assert not any(" " in w or w.lstrip("*") == "" for w in words)


@pytest.mark.parametrize(
    ("word", "stance"),
    [("Skandal", "blame"), ("Spendenskandal", "blame"), ("Meilenstein", "praise"), ("dementieren", "refusal")],
)
def test_words_show_a_stance(word: str, stance: str) -> None:
    assert stance in stances_of(word)


@pytest.mark.parametrize("word", ["Wetter", "Haus", "skandinavisch", "fehlerfrei"])
def test_words_that_show_none(word: str) -> None:
    assert not stances_of(word)


@pytest.mark.parametrize(("sentence", "refused"), [(REFUSED, True), (WEATHER, False), (DOUBLE, False)])
def test_a_refusal_needs_a_refusal(sentence: str, refused: bool) -> None:
    assert refuses(*said(sentence, "REJECT")) is refused


def test_weighing_is_no_praise() -> None:
    weighed = parsed("Handel/NOUN/3/nsubj sei/AUX/3/cop wichtiger/ADJ/0/root/wichtig als/ADP/5/case Hilfe/NOUN/3/obl")
    praised = parsed("Handel/NOUN/3/nsubj sei/AUX/3/cop wichtig/ADJ/0/root/wichtig")
    assert not counted(weighed.tokens)  # neither praise nor a promise of help
    assert "praise" in counted(praised.tokens)


def test_two_negations_are_none() -> None:
    assert "negation" not in counted(parsed("kein/DET/2/det/kein Tag/NOUN/0/root ohne/ADP/2/case/ohne").tokens)
    assert counted(parsed("kein/DET/2/det/kein Tag/NOUN/0/root").tokens) == {"negation": 1}


def test_features_tell_the_stance_of_the_type_from_others() -> None:
    rejected, accused = (dict(content_features(*said(REFUSED, kind))) for kind in ("REJECT", "ACCUSE"))
    assert rejected["stance:own:1"] > 0 == rejected["stance:other:1"]
    assert accused["stance:own:1"] == 0 < accused["stance:other:1"]
    assert "stance:none:1" in dict(content_features(*said(WEATHER, "REJECT")))
