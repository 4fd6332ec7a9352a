"""Fits the weights of the event classifier (`src/lagebild/knowledge/data/event_weights.npz`).

usage: python training/events.py [--shared ../shared] [--cache FILE]

Two linear models. The *sentence model* tells from a sentence's vector which types it holds: learned from the sentences of
the 112 training articles (CC BY 4.0), of the articles that we annotated (`annotated.py`), the PLOVER gold records (CC BY-SA
4.0) and the lexicon's own example sentences. The *candidate model* weighs each place where the lexicon fits: features of
`reading/events/classify.py`, label 1 where the gold has an event of that type with this trigger. A third one says which
triggers tell one event (`event_pairs.py`).
Sentence scores that the candidate model learns from are
always out of fold. Printed: F1 by cross-validation over articles with the project's scorer, and the reliability table.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import pickle
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from annotated import annotated
from event_pairs import Pairs, fit_pairs, labels, logistic, matrix, pairs_of

from lagebild.knowledge import default_knowledge
from lagebild.language import analyse_many
from lagebild.language.doc import Doc
from lagebild.reading.actors import find_actors
from lagebild.reading.events import classify, finder
from lagebild.reading.events.classify import TYPES, Told, Weights, probability, with_sentence
from lagebild.reading.events.context import Reading
from lagebild.reading.events.finder import Scored, events_of, score
from lagebild.reading.events.lexicon import lexicon
from lagebild.reading.events.merge import Joins
from lagebild.reading.events.pairs import joiner
from lagebild.reading.places import find_places
from lagebild.reading.quotes import find_quotes, link_quotes
from lagebild.reading.times import find_times
from lagebild.records import Article

FOLDS, SEED = 8, 7
L2_SENTENCE, L2_CANDIDATE, STRETCH = 3.0, 12.0, 8.0  # chosen by cross-validation on the training articles
THRESHOLDS = (0.27, 0.3, 0.33, 0.36, 0.39, 0.42)
MIN_PRECISION = 0.6  # a reader who meets a wrong event in every second line stops reading; 0.58 is asked for
AS_GOOD = 0.005
MIN_COUNT = 2  # a feature seen in fewer candidates is left out
# What is said of single words and pairs is seen rarely and held nearer to nothing than what is said of all.
LEXICAL = ("frame:", "word:", "under:", "who:", "type:", "actor:", "recipient:", "quoted:", "said:", "prep:", "rel:", "vec:A",
           "vec:C", "vec:M", "vec:P", "vec:R", "vec:S", "vec:T")  # fmt: skip
L2_GENERAL = 4.0
EXAMPLE_WEIGHT = 1.0  # of the lexicon examples and PLOVER records (0.3 is worse: mean type F1 0.594 against 0.600)
OUT = Path(__file__).parent.parent / "src/lagebild/knowledge/data/event_weights.npz"


@dataclass
class Read:
    """One training article with what the reader found before the classifier."""

    id: str
    gold: list[dict[str, Any]]
    spans: list[tuple[int, int]]
    reading: Reading
    scored: list[Scored]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--cache", type=Path, help="pickle of the analysed articles, made where it is not there")
    options = parser.parse_args()
    scorer = load_scorer(options.shared)
    remember_dates_and_places()
    docs = read_docs(options.shared / "data", scorer, options.cache)
    extra = extra_vectors(options.shared, options.cache)
    articles = [candidates_of(*row) for row in docs]
    rng = np.random.default_rng(SEED)
    folds = rng.permutation(len(articles)) % FOLDS
    scores = out_of_fold_sentences(articles, folds, extra)
    rows = [feature_rows(a, s) for a, s in zip(articles, scores, strict=True)]
    by_fold = [probabilities(rows, folds, f) for f in range(FOLDS)]
    probs = [by_fold[f][i] for i, f in enumerate(folds)]
    pairs = [pairs_of(a) for a in articles]
    joins = [joiner(fit_pairs([p for p, f in zip(pairs, folds, strict=True) if f != fold])) for fold in range(FOLDS)]
    tried = Tried(articles, probs, [joins[f] for f in folds], scorer)
    threshold = best_threshold(tried)
    report(tried, rows, threshold)
    print(f"  PLOVER records, type accuracy by cross-validation: {plover_accuracy(articles, extra):.3f}")
    save(articles, rows, extra, fit_pairs(pairs), threshold)


def remember_dates_and_places() -> None:
    """Dates and places do not depend on the weights: worked out once for all thresholds."""
    known: dict[tuple[Any, ...], Any] = {}

    def once(function: Any) -> Any:
        def call(token: Any, doc: Any, *rest: Any, **options: Any) -> Any:
            key = (function.__name__, id(doc), token.i, rest[-1], *options.items())
            if key not in known:
                known[key] = function(token, doc, *rest, **options)
            return known[key]

        return call

    names = vars(finder)
    names.update(dating_of=once(names["dating_of"]), place_of=once(names["place_of"]))


def load_scorer(shared: Path) -> Any:
    spec = importlib.util.spec_from_file_location("event_scorer", shared / "eval/events.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def training_articles(data: Path) -> list[tuple[dict[str, Any], list[Any]]]:
    """(article, gold events) of the training articles: the shared ones, then our own."""
    folder, rows = data / "events/train", []
    for path in sorted((folder / "gold").glob("*.json")):
        article = json.loads((folder / "articles" / path.name).read_text(encoding="utf-8"))
        rows.append((article, json.loads(path.read_text(encoding="utf-8"))["events"]))
    return rows + annotated(data)


def read_docs(data: Path, scorer: Any, cache: Path | None) -> list[tuple[dict[str, Any], list[Any], Doc]]:
    """(article, gold events, analysed text) of each training article."""
    if cache is not None and cache.exists():
        with cache.open("rb") as file:
            return pickle.load(file)  # type: ignore[no-any-return]  # own file, written below
    rows = training_articles(data)
    docs = analyse_many([(scorer.text_of(a)[0], "de") for a, _ in rows])
    found = [(a, g, d) for (a, g), d in zip(rows, docs, strict=True)]
    for article, _, _ in found:
        article["spans"] = scorer.text_of(article)[1]
    if cache is not None:
        with cache.open("wb") as file:
            pickle.dump(found, file)
    return found


def candidates_of(article: dict[str, Any], gold: list[Any], doc: Doc) -> Read:
    reading = read(article, doc)
    classify.weights.cache_clear()
    saved, classify.weights = classify.weights, lambda: None  # type: ignore[assignment]  # the features are wanted alone
    try:
        scored = score(reading)
    finally:
        classify.weights = saved
    return Read(str(article["id"]), gold, article["spans"], reading, scored)


def read(article: dict[str, Any], doc: Doc) -> Reading:
    """All stages before the events."""
    record = Article(id=str(article["id"]), text=doc.text, title=article["title"], published=article["published"])
    known = default_knowledge()
    times = find_times(doc, record.published)
    quotes = find_quotes(doc)
    places = find_places(doc, record, known)
    actors = find_actors(doc, record, quotes, places, times, known)
    linked = link_quotes(doc, record, quotes, actors, times)
    return Reading(doc, record, actors, linked, times, places, {e.id: e for e in actors.entities})


def extra_vectors(shared: Path, cache: Path | None) -> tuple[np.ndarray, np.ndarray]:
    """Vectors and types of the lexicon's examples and the PLOVER records."""
    path = cache.with_suffix(".extra") if cache is not None else None
    if path is not None and path.exists():
        with path.open("rb") as file:
            return pickle.load(file)  # type: ignore[no-any-return]
    texts = [(f.example, "de", TYPES.index(f.type)) for f in lexicon().frames]
    for record in json.loads((shared / "data/plover/PLOVER_GSR_CAMEO.json").read_text(encoding="utf-8")):
        if record["event"] in TYPES and record.get("text"):
            texts.append((record["text"], "en", TYPES.index(record["event"])))
    docs = analyse_many([(t, language) for t, language, _ in texts])
    vectors = [d.vectors[0] if d.vectors is not None else np.zeros(512, np.float32) for d in docs]
    found = np.array(vectors, np.float32), np.array([y for _, _, y in texts])
    if path is not None:
        with path.open("wb") as file:
            pickle.dump(found, file)
    return found


def labels_of(article: Read) -> np.ndarray:
    """For each sentence of the document: which types the gold has in it, column 16 for any."""
    doc = article.reading.doc
    labels = np.zeros((len(doc.sentences), 17), np.float32)
    for event in article.gold:
        for trigger in event["triggers"]:
            start, end = article.spans[trigger["sentence"]]
            for s in doc.sentences:
                if s.start < end and start < s.end:
                    labels[s.i, TYPES.index(event["type"])] = 1
                    labels[s.i, 16] = 1
    return labels


def fit_sentences(articles: list[Read], extra: tuple[np.ndarray, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """The sentence model from these articles and the extra sentences."""
    xs = [a.reading.doc.vectors for a in articles if a.reading.doc.vectors is not None]
    ys = [labels_of(a) for a in articles if a.reading.doc.vectors is not None]
    more = np.zeros((len(extra[1]), 17), np.float32)
    more[np.arange(len(more)), extra[1]] = 1
    more[:, 16] = 1
    x, y = np.concatenate([*xs, extra[0]]).astype(np.float64), np.concatenate([*ys, more])
    weight = np.concatenate([np.ones(len(x) - len(more)), np.full(len(more), EXAMPLE_WEIGHT)])[:, None]
    mean = (y * weight).sum(0) / weight.sum()
    w = np.linalg.solve((x * weight).T @ x + L2_SENTENCE * np.eye(x.shape[1]), (x * weight).T @ (y - mean))
    # Least squares guess shares; stretched to the span of log odds, which is what the candidate model likes best.
    return w * STRETCH, np.log(mean.clip(1e-3) / (1 - mean).clip(1e-3))


def plover_accuracy(articles: list[Read], extra: tuple[np.ndarray, np.ndarray]) -> float:
    """Share of the English records whose type the sentence model ranks first, each left out of what it learns from."""
    first, right = len(lexicon().frames), 0
    folds = np.arange(len(extra[1])) % FOLDS
    for fold in range(FOLDS):
        rest = folds != fold
        rest[:first] = True
        w, b = fit_sentences(articles, (extra[0][rest], extra[1][rest]))
        right += int(((extra[0][~rest] @ w + b)[:, :16].argmax(1) == extra[1][~rest]).sum())
    return right / max(len(extra[1]) - first, 1)


def out_of_fold_sentences(
    articles: list[Read], folds: np.ndarray, extra: tuple[np.ndarray, np.ndarray]
) -> list[np.ndarray]:
    found: list[np.ndarray] = [np.zeros(0)] * len(articles)
    for fold in range(FOLDS):
        w, b = fit_sentences([a for a, f in zip(articles, folds, strict=True) if f != fold], extra)
        for i in np.flatnonzero(folds == fold):
            vectors = articles[i].reading.doc.vectors
            assert vectors is not None
            found[i] = np.clip(vectors @ w + b, -classify.FEATURE_CAP, classify.FEATURE_CAP)
    return found


def feature_rows(article: Read, scores: np.ndarray) -> list[tuple[dict[str, float], float]]:
    """(features, label) of each candidate."""
    told = Told(scores)
    return [
        (with_sentence(s.features, s.candidate, told), y) for s, y in zip(article.scored, labels(article), strict=True)
    ]


def fit_candidates(rows: Rows) -> dict[str, float]:
    """Feature -> weight."""
    flat = [pair for article in rows for pair in article]
    counts = Counter(name for features, _ in flat for name in features)
    names = [n for n, c in counts.items() if c >= MIN_COUNT]
    x = matrix([features for features, _ in flat], names)
    punished = np.array([L2_CANDIDATE if n.startswith(LEXICAL) else L2_GENERAL for n in names])
    w, b = logistic(x, np.array([label for _, label in flat]), punished)
    return {"bias": b, **dict(zip(names, w.tolist(), strict=True))}


Rows = list[Pairs]


def probabilities(rows: Rows, folds: np.ndarray, fold: int) -> dict[int, list[float]]:
    """Probabilities of the candidates of the articles in `fold`, learned from the others."""
    of = fit_candidates([r for r, f in zip(rows, folds, strict=True) if f != fold])
    model = Weights(of, np.zeros((512, 17), np.float32), np.zeros(17, np.float32), 0.5)
    return {int(i): [probability(features, model) for features, _ in rows[i]] for i in np.flatnonzero(folds == fold)}


@dataclass
class Tried:
    """The training articles with what was learned from the others: probabilities of the candidates, merging."""

    articles: list[Read]
    probs: list[list[float]]
    joins: list[Joins | None]
    scorer: Any


def figures(tried: Tried, threshold: float) -> tuple[dict[str, Any], Any, Any]:
    """The project's scorer on what comes out at a threshold."""
    gold = {a.id: a.gold for a in tried.articles}
    source = {a.id: {"title": a.reading.article.title, "sentences": sentences_of(a)} for a in tried.articles}
    found = {}
    for article, ps, joins in zip(tried.articles, tried.probs, tried.joins, strict=True):
        scored = [replace(s, probability=p) for s, p in zip(article.scored, ps, strict=True)]
        found[article.id] = [as_found(e) for e in events_of(scored, article.reading, threshold, joins)]
    return tried.scorer.score(source, gold, found)  # type: ignore[no-any-return]


def sentences_of(article: Read) -> list[str]:
    return [article.reading.doc.text[s:e] for s, e in article.spans]


def as_found(event: Any) -> dict[str, Any]:
    """An event in the form of the scorer."""

    def people(rows: Any) -> list[dict[str, Any]]:
        return [{"name": p.name, "country": p.country} for p in rows]

    return {
        "type": event.type, "triggers": [list(t) for t in event.triggers], "actors": people(event.actors),
        "recipients": people(event.recipients), "date": event.date, "status": event.status,
        "place": {"name": event.place.name, "country": event.place.country} if event.place else None,
    }  # fmt: skip


def best_threshold(tried: Tried) -> float:
    """The threshold with the best mean F1 of type, who, when and where whose type precision is high enough.

    Of those that are as good (the figures of 112 articles tell no finer) the lowest: it finds most.
    """
    found = []
    for threshold in THRESHOLDS:
        result = figures(tried, threshold)[0]
        mean = sum(f for _, _, f in result.values()) / len(result)
        print(
            f"threshold {threshold:.2f}: mean F1 {mean:.3f}, type P {result['type'][0]:.3f} F1 {result['type'][2]:.3f}"
        )
        found.append((result["type"][0] >= MIN_PRECISION, mean, threshold))
    best = max(found)
    return float(min(t for enough, mean, t in found if enough == best[0] and mean > best[1] - AS_GOOD))


def report(tried: Tried, rows: Rows, threshold: float) -> None:
    result, n, by_type = figures(tried, threshold)
    print(
        f"cross-validation, {len(tried.articles)} articles, threshold {threshold:.2f}: {n['gold']} gold, {n['found']} found"
    )
    for name, (p, r, f) in result.items():
        print(f"  {name:6} P {p:.3f} R {r:.3f} F1 {f:.3f}")
    print("  recall by type:", ", ".join(f"{t} {a}/{b}" for t, (a, b) in sorted(by_type.items())))
    pairs = [(p, y) for ps, rs in zip(tried.probs, rows, strict=True) for p, (_, y) in zip(ps, rs, strict=True)]
    print(f"  {len(pairs)} candidates; reliability (confidence, share right, number):")
    for low in np.arange(0, 1, 0.1):
        inside = [(p, y) for p, y in pairs if low <= p < low + 0.1]
        if inside:
            print(f"    {np.mean([p for p, _ in inside]):.2f}  {np.mean([y for _, y in inside]):.2f}  {len(inside)}")


def save(
    articles: list[Read],
    rows: Rows,
    extra: tuple[np.ndarray, np.ndarray],
    pairs: dict[str, float],
    threshold: float,
) -> None:
    w, b = fit_sentences(articles, extra)
    of = {n: v for n, v in (fit_candidates(rows) | pairs).items() if abs(v) > 0.005}
    OUT.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        OUT,
        names=np.frombuffer("\n".join(of).encode("utf-8"), np.uint8),
        weights=np.array(list(of.values()), np.float16),
        sentence=w.astype(np.float16),
        bias=b.astype(np.float32),
        threshold=np.array(threshold),
    )
    print(f"{len(of)} weights, {OUT.stat().st_size / 1e3:.0f} kB: {OUT}")


if __name__ == "__main__":
    main()
