"""The cue table: its columns, and that each example is read as its row says."""

from __future__ import annotations

import pytest

from lagebild.language import analyse_many
from lagebild.reading.quotes import find_quotes
from lagebild.reading.quotes.cues import TABLE, cue_rows, noun_cue, verb_cue
from tests.reading.quote_examples import Example, example_of, reads

# The share of examples that must be read right with the model that ships; the rest are parses that it still gets wrong.
FLOOR = 0.95
FORMS = {"direct", "dass", "v2", "ob", "inf"}


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    return [example_of(row) for row in cue_rows()]


def test_a_few_hundred_rows_with_an_example_each() -> None:
    assert len(cue_rows()) >= 380
    assert all("[" in row.example and "]" in row.example for row in cue_rows())


def test_no_row_stands_twice() -> None:
    keys = [(row.cue, row.kind) for row in cue_rows()]
    assert len(keys) == len(set(keys))


def test_cells_hold_known_values() -> None:
    for row in cue_rows():
        assert row.forms <= FORMS, row.cue
        assert row.medium in ("speech", "thought", "writing"), row.cue
        assert row.strength in (1, 2, 3), row.cue
        assert row.kind in ("verb", "noun", "preposition", "adverb", "adjective"), row.cue


def test_the_table_says_where_it_comes_from() -> None:
    assert "Written by hand for this project" in TABLE.read_text(encoding="utf-8").splitlines()[0]


def test_examples_are_read_as_their_rows_say(examples: list[Example]) -> None:
    docs = analyse_many([(example.text, "de") for example in examples])
    wrong = [(e.row.cue, what) for e, d in zip(examples, docs, strict=True) if (what := reads(e, find_quotes(d)))]
    assert len(wrong) <= (1 - FLOOR) * len(examples), wrong


@pytest.mark.parametrize(
    ("word", "part", "cue"),
    [
        ("sagte", "", "sagen"),
        ("kündigte", "an", "ankündigen"),
        ("angekündigt", "", "ankündigen"),
        ("anzukündigen", "", "ankündigen"),
        ("gab", "bekannt", "bekanntgeben"),
        ("gab", "zu", "zugeben"),
        ("wies", "zurück", "zurückweisen"),
        ("warf", "vor", "vorwerfen"),
        ("versprach", "", "versprechen"),
        ("bat", "", "bitten"),
        ("hieß", "", "heißen"),
    ],
)
def test_verb_forms_lead_to_their_row(word: str, part: str, cue: str) -> None:
    row = verb_cue(word, part)
    assert row is not None
    assert row.cue == cue


@pytest.mark.parametrize("word", ["bekannt", "gab", "Haus", "läuft"])
def test_other_words_are_no_cue(word: str) -> None:
    assert verb_cue(word) is None


@pytest.mark.parametrize(("noun", "cue"), [("Regierungsbericht", "Bericht"), ("Angabe", "Angabe")])
def test_compounds_keep_the_meaning_of_their_last_part(noun: str, cue: str) -> None:
    row = noun_cue(noun)
    assert row is not None
    assert row.cue == cue


@pytest.mark.parametrize("noun", ["Haftbefehl", "Wahlergebnis", "Fahrplan"])
def test_compounds_with_another_meaning_are_no_cue(noun: str) -> None:
    assert noun_cue(noun) is None
