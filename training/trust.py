"""Fits how far events can be trusted (`src/lagebild/picture/trust.tsv`): type, participants, date, place, status.

usage: python training/trust.py [--shared ../shared] [--cache FILE]

Learned from the 112 training articles (CC BY 4.0) and those that we annotated (`annotated.py`): the events that are read
in them with weights learned from the other articles (folds of `training/events.py`), against their gold. A field is right
where the gold event of the same type in the same sentence has it: every participant that was found is one of the gold's on
its side, date, place and status are the gold's or left open (the day of publication stands for an open date). Printed: how
often what reaches a bar is right, by cross-validation and on the 40 articles nothing is trained on.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from event_pairs import fit_pairs, pairs_of
from events import (
    FOLDS,
    SEED,
    as_found,
    candidates_of,
    extra_vectors,
    feature_rows,
    load_scorer,
    out_of_fold_sentences,
    probabilities,
    read_docs,
)  # fmt: skip

from lagebild.picture.trust import ALL_SIDES, BIAS, FIELDS, features
from lagebild.reading.events.classify import weights
from lagebild.reading.events.finder import events_of
from lagebild.reading.events.pairs import joiner
from lagebild.records import Event, Reader, Report, Sentence

OUT = Path(__file__).parent.parent / "src/lagebild/picture/trust.tsv"
MIN_COUNT = 8  # a feature of fewer events is left out
L2 = 6.0  # 1 to 20 are as good by cross-validation
BARS = (0.5, 0.6, 0.7, 0.8, 0.9)
Named = dict[str, Any]


class Row:
    """An event that was read, and which of its fields are right."""

    def __init__(self, article: int, report: Report, event: Event, right: tuple[bool, ...]) -> None:
        self.article, self.features, self.right = article, features(report, event), right


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--cache", type=Path, help="pickle of the analysed articles, made where it is not there")
    options = parser.parse_args()
    scorer = load_scorer(options.shared)
    rows, test = training_rows(options.shared, scorer, options.cache), test_rows(options.shared, scorer)
    names = [
        BIAS,
        *sorted(n for n, c in Counter(n for r in rows for n in r.features).items() if c >= MIN_COUNT and n != BIAS),
    ]
    folds = np.array([r.article % FOLDS for r in rows])
    told = np.zeros((len(rows), len(FIELDS)))
    for fold in range(FOLDS):
        told[folds == fold] = predicted(fitted([r for r, f in zip(rows, folds, strict=True) if f != fold], names),
                                        [r for r, f in zip(rows, folds, strict=True) if f == fold], names)  # fmt: skip
    table = fitted(rows, names)
    report("cross-validation", told, rows)
    report("40 articles", predicted(table, test, names), test)
    save(table, names)


def training_rows(shared: Path, scorer: Any, cache: Path | None) -> list[Row]:
    """The events of the training articles, each read with what was learned from other articles."""
    docs = read_docs(shared / "data", scorer, cache)
    extra = extra_vectors(shared, cache)
    articles = [candidates_of(*row) for row in docs]
    folds = np.random.default_rng(SEED).permutation(len(articles)) % FOLDS
    scores = out_of_fold_sentences(articles, folds, extra)
    rows = [feature_rows(a, s) for a, s in zip(articles, scores, strict=True)]
    by_fold = [probabilities(rows, folds, f) for f in range(FOLDS)]
    pairs = [pairs_of(a) for a in articles]
    joins = [joiner(fit_pairs([p for p, f in zip(pairs, folds, strict=True) if f != k])) for k in range(FOLDS)]
    model = weights()
    found = []
    for i, (article, fold) in enumerate(zip(articles, folds, strict=True)):
        scored = [replace(s, probability=p) for s, p in zip(article.scored, by_fold[fold][i], strict=True)]
        r = article.reading
        events = events_of(scored, r, model.threshold if model else 0.5, joins[fold])
        sentences = tuple(Sentence(start=s.start, end=s.end) for s in r.doc.sentences)
        report = Report(article=r.article, entities=r.actors.entities, events=events, quotes=r.quotes, times=r.times,
                        places=r.places, sentences=sentences, reader=Reader(version="", model=""))  # fmt: skip
        found += rows_of(i, report, article.gold, article.spans, scorer)
    return found


def test_rows(shared: Path, scorer: Any) -> list[Row]:
    from benchmarks.events import _read

    articles, gold, reports, _ = _read(shared / "data/events", scorer)
    return [
        row
        for i, key in enumerate(gold)
        for row in rows_of(i, reports[key], gold[key], scorer.text_of(articles[key])[1], scorer)
    ]


def rows_of(
    article: int, report: Report, gold: list[Named], spans: Sequence[tuple[int, int]], scorer: Any
) -> list[Row]:
    """A row for each event in a sentence of the article (its title is not annotated)."""
    found = []
    for event in report.events:
        at = {i for i, (s, e) in enumerate(spans) for start, _ in event.triggers if s <= start < e}
        if at:
            same = [g for g in gold if g["type"] == event.type and at & {t["sentence"] for t in g["triggers"]}]
            checked = [right(as_found(event), g, report.article.published, scorer) for g in same]
            found.append(Row(article, report, event, max(checked, key=sum, default=(False,) * len(FIELDS))))
    return found


def right(f: Named, g: Named, published: str | None, scorer: Any) -> tuple[bool, ...]:
    """Which fields of a found event the gold event of its type has, too."""
    if f["type"] in ALL_SIDES:
        who = among(f["actors"] + f["recipients"], g["actors"] + g["recipients"], scorer)
    else:
        who = among(f["actors"], g["actors"], scorer) and among(f["recipients"], g["recipients"], scorer)
    when = f["date"] in (None, g["date"]) or (g["date"] is None and f["date"] == published)
    where, there = f["place"], g["place"]
    place = where is None or bool(
        there and where["country"] == there["country"] and scorer.same_name(where["name"], there["name"])
    )
    return True, who and bool(f["actors"] or f["recipients"]), when, place, f["status"] == g["status"]


def among(found: list[Named], gold: list[Named], scorer: Any) -> bool:
    """Whether each of `found` is one of `gold`."""
    return all(any(same(f, g, scorer) for g in gold) for f in found)


def same(f: Named, g: Named, scorer: Any) -> bool:
    """By the scorer's key (country, else name), or by name where no two countries speak against it."""
    if scorer.key(f) == scorer.key(g):
        return True
    return not (f.get("country") and g.get("country")) and bool(scorer.same_name(f["name"], g["name"]))


def matrix(rows: Sequence[Row], names: Sequence[str]) -> np.ndarray:
    return np.array([[r.features.get(n, 0.0) for n in names] for r in rows])


def fitted(rows: Sequence[Row], names: Sequence[str]) -> np.ndarray:
    """One column of weights a field; all but the type's are learned where the type is right."""
    x, y = matrix(rows, names), np.array([r.right for r in rows], float)
    return np.array(
        [logistic(x, y[:, i]) if i == 0 else logistic(x[y[:, 0] > 0], y[y[:, 0] > 0, i]) for i in range(len(FIELDS))]
    ).T


def logistic(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Logistic regression by Newton's method; the first column is the bias and not held down."""
    w, held = np.zeros(x.shape[1]), np.full(x.shape[1], L2)
    held[0] = 1e-6
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.diag(held), x.T @ (p - y) + held * w)
        w = w - step
        if np.abs(step).max() < 1e-6:
            break
    return w


def predicted(table: np.ndarray, rows: Sequence[Row], names: Sequence[str]) -> np.ndarray:
    found: np.ndarray = 1 / (1 + np.exp(-matrix(rows, names) @ table))
    return found


def report(what: str, told: np.ndarray, rows: Sequence[Row]) -> None:
    """How often what reaches each bar is right."""
    y = np.array([r.right for r in rows])
    typed = y[:, 0]
    print(f"{what}: {len(rows)} events; what reaches a bar: share right (number)")
    cases = [("type and participants", told[:, 0] * told[:, 1], y[:, 0] & y[:, 1])]
    cases += [(FIELDS[i], told[typed, i], y[typed, i]) for i in range(2, len(FIELDS))]
    for name, p, good in cases:
        cells = [f"{b}: {good[p >= b].mean():.2f} ({(p >= b).sum()})" for b in (0.0, *BARS) if (p >= b).any()]
        print(f"  {name}: " + ", ".join(cells))


def save(table: np.ndarray, names: Sequence[str]) -> None:
    lines = ["# How far events can be trusted: made by training/trust.py from the training articles, not by hand.",
             "\t".join(("feature", *FIELDS))]  # fmt: skip
    lines += ["\t".join((name, *(f"{w:.3f}" for w in row))) for name, row in zip(names, table, strict=True)]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(names)} features: {OUT}")


if __name__ == "__main__":
    main()
