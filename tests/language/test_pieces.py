"""Words to pieces and affix rows."""

from __future__ import annotations

import numpy as np
import pytest

from lagebild.language.pieces import AFFIX_ROWS, AFFIXES, MAX_PIECES, SPACE, UNKNOWN, Pieces, affix_rows, shape

VOCABULARY = ["<unk>", "<s>", "</s>", f"{SPACE}Haus", "haus", "bau", f"{SPACE}H", "a", "u", "s", f"{SPACE}", "Haus"]
SCORES = [0.0, 0.0, 0.0, -5.0, -5.0, -5.0, -6.0, -4.0, -4.0, -4.0, -3.0, -5.5]


def ids(text: str, spaced: bool = True) -> list[int]:
    pieces, _ = Pieces(VOCABULARY, SCORES, {}).word(text, spaced)
    return np.frombuffer(pieces, np.int32).tolist()


@pytest.mark.parametrize(
    ("text", "spaced", "expected"),
    [
        ("Haus", True, [3]),
        ("Haus", False, [11]),
        ("Hausbau", True, [3, 5]),
        ("haus", True, [10, 4]),
        ("aus", False, [7, 8, 9]),
        ("x", False, [UNKNOWN]),
        ("", False, [UNKNOWN]),
    ],
)
def test_best_path(text: str, spaced: bool, expected: list[int]) -> None:
    assert ids(text, spaced) == expected


def test_unknown_letters_do_not_swallow_the_rest() -> None:
    assert ids("жHaus", False) == [UNKNOWN, 11]


def test_long_words_are_cut_in_the_middle() -> None:
    assert len(ids("as" * 5000)) == MAX_PIECES


def test_compatibility_letters_are_folded() -> None:
    assert ids("ﬀ", False) == [UNKNOWN, UNKNOWN]  # the ligature is two letters


def test_affix_rows_keep_zero_for_dropped_words() -> None:
    rows = affix_rows("Bundestag")
    assert len(rows) == len(AFFIXES) - 1  # the last, what word lists know, is added by Pieces
    assert all(0 < row < AFFIX_ROWS for row in rows)


def test_affixes_share_what_words_share() -> None:
    one, two = affix_rows("Regierung"), affix_rows("Zeitung")
    same = {name for name, a, b in zip(AFFIXES, one, two, strict=False) if a == b}
    assert same == {"suffix1", "suffix2", "suffix3", "shape"}


@pytest.mark.parametrize(
    ("word", "expected"),
    [("Merkel", "Xxxx"), ("USA", "XXX"), ("1.234", "d.ddd"), ("CDU-Chef", "XXX-Xxxx"), ("", ""), ("–", "–")],
)
def test_shape(word: str, expected: str) -> None:
    assert shape(word) == expected


def test_lone_surrogates_do_not_fail() -> None:
    assert ids("\ud800", False) == [UNKNOWN]


@pytest.mark.parametrize(("text", "bits"), [("Anna", 2), ("Annas", 2), ("Müller-Anna", 2), ("Anka", 0), ("s", 0)])
def test_word_lists_know_names_and_their_genitives(text: str, bits: int) -> None:
    _, rows = Pieces(VOCABULARY, SCORES, {"Anna": 2}).word(text, True)
    assert np.frombuffer(rows, np.int32)[-1] == 1 + bits
