"""Which triggers tell the same event: the labels from the gold, and the weights that merging uses.

Part of `training/events.py`. Every two candidates of one type in an article whose gold event is known make a pair,
label 1 where it is the same event; features of `reading/events/pairs.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from lagebild.reading.events.context import Reading
from lagebild.reading.events.finder import Scored, draft_of
from lagebild.reading.events.pairs import BIAS, pair_features

L2_PAIRS = 4.0  # 3 and 8 give the same type F1 by cross-validation
MIN_PAIRS = 3  # a feature of fewer pairs is left out
Pairs = list[tuple[dict[str, float], float]]


class Article(Protocol):
    """What is needed of a training article."""

    gold: list[dict[str, Any]]
    spans: list[tuple[int, int]]
    reading: Reading
    scored: list[Scored]


def told(article: Article, scored: Scored) -> tuple[list[int], list[int]]:
    """The gold events of a candidate's type with a trigger in its sentence, and those with its very word as trigger."""
    here, exact = [], []
    for i, event in enumerate(article.gold):
        if event["type"] != scored.candidate.frame.type:
            continue
        for trigger in event["triggers"]:
            start, end = article.spans[trigger["sentence"]]
            inside = [t.text for t in scored.candidate.triggers if start <= t.start < end]
            if inside:
                here.append(i)
                if trigger["text"] in inside:
                    exact.append(i)
    return sorted(set(here)), sorted(set(exact))


def labels(article: Article) -> list[float]:
    """1 for each candidate that tells a gold event.

    By its very word; where no candidate of the sentence has the gold's word, whatever has its type stands for it.
    """
    both = [told(article, s) for s in article.scored]
    kinds = [(s.candidate.frame.type, s.candidate.head.sent) for s in article.scored]
    named = {k for k, (_, exact) in zip(kinds, both, strict=True) if exact}
    return [float(bool(exact or (here and k not in named))) for k, (here, exact) in zip(kinds, both, strict=True)]


def pairs_of(article: Article) -> Pairs:
    """Features and label of each pair of candidates whose gold event is known."""
    by_type: dict[str, list[tuple[Any, int]]] = {}
    for scored in article.scored:
        here, exact = told(article, scored)
        sure = exact if len(exact) == 1 else here if not exact and len(here) == 1 else []
        if sure:
            by_type.setdefault(scored.candidate.frame.type, []).append((draft_of(scored, article.reading), sure[0]))
    return [
        (pair_features(a, b), float(x == y))
        for drafts in by_type.values()
        for j, (b, y) in enumerate(drafts)
        for a, x in drafts[:j]
    ]


def fit_pairs(pairs: Sequence[Pairs]) -> dict[str, float]:
    """Feature -> weight, with the bias under its own name."""
    flat = [pair for article in pairs for pair in article]
    counts = Counter(name for features, _ in flat for name in features)
    names = [n for n, c in counts.items() if c >= MIN_PAIRS]
    x = matrix([f for f, _ in flat], names)
    w, b = logistic(x, np.array([y for _, y in flat]), np.full(len(names), L2_PAIRS))
    return {BIAS: b, **dict(zip(names, w.tolist(), strict=True))}


def matrix(rows: Sequence[dict[str, float]], names: Sequence[str]) -> csr_matrix:
    """The rows as a sparse matrix with these columns."""
    at = {n: i for i, n in enumerate(names)}
    cells = [(r, at[n], v) for r, features in enumerate(rows) for n, v in features.items() if n in at]
    row, column, value = zip(*cells, strict=True)
    return csr_matrix((value, (row, column)), shape=(len(rows), len(names)))


def logistic(x: csr_matrix, y: np.ndarray, l2: np.ndarray) -> tuple[np.ndarray, float]:
    """Weights and bias of a logistic regression; the bias is not punished."""

    def loss(values: np.ndarray) -> tuple[float, np.ndarray]:
        w, b = values[:-1], values[-1]
        z = x @ w + b
        p = 1 / (1 + np.exp(-z))
        cost = float(np.logaddexp(0, z).sum() - z @ y + (l2 * w) @ w / 2)
        return cost, np.append(x.T @ (p - y) + l2 * w, (p - y).sum())

    start: np.ndarray = np.zeros(x.shape[1] + 1)
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return best.x[:-1], float(best.x[-1])
