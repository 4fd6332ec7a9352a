"""Trees and names from scores."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from lagebild.language.decode import NameTags, best_tree, find_cycle

TAGS = ["O", *(f"{p}-{t}" for t in ("PER", "LOC") for p in "BIES")]


def is_tree(heads: list[int]) -> bool:
    return heads.count(0) == 1 and find_cycle([0, *heads]) is None


def score(scores: np.ndarray, heads: tuple[int, ...] | list[int]) -> float:  # type: ignore[type-arg]
    return float(sum(scores[i, h] for i, h in enumerate(heads)))


@pytest.mark.parametrize("seed", range(40))
def test_best_tree_is_the_best_of_all_trees(seed: int) -> None:
    n = 2 + seed % 4
    scores = np.random.default_rng(seed).normal(size=(n, n + 1)).astype(np.float32)
    trees = [
        h for h in product(range(n + 1), repeat=n) if is_tree(list(h)) and all(x != i + 1 for i, x in enumerate(h))
    ]
    found = best_tree(scores)
    assert is_tree(found)
    assert score(scores, found) == pytest.approx(max(score(scores, t) for t in trees), abs=1e-4)


def test_long_random_scores_give_a_tree() -> None:
    assert is_tree(best_tree(np.random.default_rng(1).normal(size=(120, 121)).astype(np.float32)))


def test_no_words_no_heads() -> None:
    assert best_tree(np.zeros((0, 1), np.float32)) == []


def test_one_word_is_the_root() -> None:
    assert best_tree(np.array([[-5.0, 3.0]], np.float32)) == [0]


def log_probabilities(*tags: dict[str, float]) -> np.ndarray:  # type: ignore[type-arg]
    rows = np.full((len(tags), len(TAGS)), 0.001)
    for row, given in zip(rows, tags, strict=True):
        for tag, p in given.items():
            row[TAGS.index(tag)] = p
    return np.log(rows).astype(np.float32)


NAMES = [
    ([{"O": 0.9}, {"O": 0.9}], []),
    ([{"S-PER": 0.9}, {"O": 0.9}], [(0, 1, "PER")]),
    ([{"B-PER": 0.9}, {"E-PER": 0.8}], [(0, 2, "PER")]),
    ([{"B-LOC": 0.6, "S-LOC": 0.3}, {"O": 0.9}], [(0, 1, "LOC")]),  # a beginning without an end
    ([{"B-PER": 0.6}, {"E-LOC": 0.5, "E-PER": 0.4}], [(0, 2, "PER")]),  # the types must agree
    ([{"O": 0.9}, {"I-PER": 0.5, "O": 0.4}], []),
]


@pytest.mark.parametrize(("tags", "expected"), NAMES)
def test_names_begin_and_end(tags: list[dict[str, float]], expected: list[tuple[int, int, str]]) -> None:
    assert [n[:3] for n in NameTags(TAGS).best(log_probabilities(*tags))] == expected


def test_a_name_is_as_sure_as_its_least_sure_tag() -> None:
    (name,) = NameTags(TAGS).best(log_probabilities({"B-PER": 0.9}, {"E-PER": 0.7}))
    assert name[3] == pytest.approx(0.7, abs=1e-3)


@pytest.mark.parametrize("seed", range(30))
def test_names_are_those_of_the_best_fitting_tags(seed: int) -> None:
    tags = TAGS[:6]
    scores = np.random.default_rng(seed).normal(size=(3, len(tags))).astype(np.float32) * 2
    names = NameTags(tags)

    def fits(path: tuple[int, ...]) -> bool:
        words = [tags[t] for t in path]
        after = zip(["O", *words], [*words, "O"], strict=True)
        return all(b[0] in "IE" and a[2:] == b[2:] if a[0] in "BI" else b[0] in "OBS" for a, b in after)

    paths = [p for p in product(range(len(tags)), repeat=3) if fits(p)]
    best = max(paths, key=lambda p: sum(float(scores[i, t]) for i, t in enumerate(p)))
    starts = [i for i, t in enumerate(best) if tags[t][0] in "BS"]
    assert [n[0] for n in names.best(scores)] == starts
