"""The summary that people read."""

import io

import pytest
from rich.console import Console
from tests.records_for_tests import TEXT, full_report

from lagebild.commands.summary import print_report, sentence_at


def shown(width: int = 80) -> str:
    console = Console(file=io.StringIO(), width=width, highlight=False)
    print_report(full_report(), console)
    return console.file.getvalue()  # type: ignore[attr-defined,no-any-return]


def test_every_kind_of_record_is_shown_with_its_sentence() -> None:
    lines = " ".join(shown().split())
    for part in (
        "Ein Titel", "2021-02-22 · Seestadt · berg.txt · 1 passage taken out", "AID Nordland → Westmark 2021-02 Seestadt",
        "Nordland liefert 20 Tonnen Öl an Westmark.", "Anna Berg direct sagte", "„Das gilt.“",
        "Anna Berg Ministerin · DEU · GOV", "Nordland supplies Westmark", "am Montag 2021-02-22",
    ):  # fmt: skip
        assert part in lines, part


@pytest.mark.parametrize("width", [40, 80, 120])
def test_it_fits_the_terminal(width: int) -> None:
    assert max(map(len, shown(width).splitlines())) <= width


SENTENCES = [
    ("Seestadt", "Seestadt."),
    ("liefert", "Nordland liefert 20 Tonnen Öl an Westmark."),
    ("sagte", "Ministerin Berg sagte am Montag: „Das gilt.“"),
]


@pytest.mark.parametrize(("word", "sentence"), SENTENCES)
def test_the_sentence_around_a_word(word: str, sentence: str) -> None:
    at = TEXT.index(word)
    assert sentence_at(TEXT, at, at + len(word)) == sentence
