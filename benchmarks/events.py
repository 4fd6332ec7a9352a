"""Events: the project's reader against the 40 adjudicated articles, and the classifier on the PLOVER records.

Nothing is trained on these 40 articles. Run alone: `python -m benchmarks.events ../shared`.
"""

from __future__ import annotations

import importlib.util
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.table import Row
from lagebild.language import analyse_many
from lagebild.language.doc import Doc
from lagebild.reading import read_doc
from lagebild.reading.events.classify import TYPES, sentence_scores, weights
from lagebild.records import Article, Event, Report

BARS = {"type": ("0.55", "0.70"), "who": ("0.42", "0.72"), "when": ("0.42", "–"), "where": ("0.35", "–")}
BINS = 5


def measure(shared: Path) -> list[Row]:
    """The rows of the bench table for events; empty figures where the gold is not there."""
    folder = shared / "data" / "events"
    if not (folder / "gold").is_dir():
        return [Row("events, type F1", None, bar="0.55", goal="0.70", note="no gold")]
    scorer = _scorer(shared)
    articles, gold, reports, rate = _read(folder, scorer)
    found = {key: [as_found(e) for e in report.events] for key, report in reports.items()}
    figures, n, by_type = scorer.score(articles, gold, found)
    rows = [
        Row(
            f"events, {name} F1", round(figures[name][2], 3), "0.92 (two annotations)" if name == "type" else "–", *bars
        )
        for name, bars in BARS.items()
    ]
    rows.append(Row("events, type precision", round(figures["type"][0], 3), "–", "0.58", "–"))
    recall = ", ".join(f"{t} {a}/{b}" for t, (a, b) in sorted(by_type.items()))
    rows.append(
        Row("events, status right", round(n["status"] / max(n["type"], 1), 3), note=f"recall by type: {recall}")
    )
    rows.append(Row("events, articles a second (this stage)", round(rate, 1), "–", "100", "–", "one core"))
    rows.append(Row("events, calibration error", *_reliability(scorer, articles, gold, reports)))
    rows.append(Row("PLOVER records (English), type accuracy", _plover(shared), note="sentence model, 16 types"))
    return rows


def _scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("event_scorer", shared / "eval" / "events.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


Articles = dict[str, dict[str, Any]]
Gold = dict[str, list[dict[str, Any]]]


def _read(folder: Path, scorer: ModuleType) -> tuple[Articles, Gold, dict[str, Report], float]:
    """Articles, gold and reports by id, and how many articles a second the stage of events reads."""
    from lagebild.reading.events import find_events

    gold: Gold = {p.stem: json.loads(p.read_text("utf-8"))["events"] for p in sorted((folder / "gold").glob("*.json"))}
    articles: Articles = {k: json.loads((folder / "articles" / f"{k}.json").read_text("utf-8")) for k in gold}
    reports, seconds = {}, 0.0
    for key, (article, doc) in zip(articles, _analysed(articles, scorer), strict=True):
        report = read_doc(article, doc)
        reports[key] = report
        start = time.process_time()
        find_events(doc, article, _actors(report, doc), report.quotes, report.times, report.places, report.quantities)
        seconds += time.process_time() - start
    return articles, gold, reports, len(articles) / max(seconds, 1e-9)


def _analysed(articles: Articles, scorer: ModuleType) -> Iterator[tuple[Article, Doc]]:
    texts = {k: scorer.text_of(a)[0] for k, a in articles.items()}
    docs = analyse_many((t, "de") for t in texts.values())
    for (key, text), doc in zip(texts.items(), docs, strict=True):
        yield Article(id=key, text=text, title=articles[key]["title"], published=articles[key]["published"]), doc


def _actors(report: Report, doc: Doc) -> Any:
    """The actors of a report again, by the head of each mention."""
    from lagebild.reading.actors import Actors

    at: dict[int, tuple[str, ...]] = {}
    for entity in report.entities:
        for m in entity.mentions:
            for token in doc.tokens_in(m.start, m.end)[-1:]:
                at[token.i] = (*at.get(token.i, ()), entity.id)
    return Actors(report.entities, at)


def as_found(event: Event) -> dict[str, Any]:
    """An event in the form of the scorer."""

    def people(rows: Any) -> list[dict[str, Any]]:
        return [{"name": p.name, "country": p.country} for p in rows]

    return {
        "type": event.type,
        "triggers": [list(t) for t in event.triggers],
        "actors": people(event.actors),
        "recipients": people(event.recipients),
        "date": event.date,
        "status": event.status,
        "place": {"name": event.place.name, "country": event.place.country} if event.place else None,
    }


def _reliability(
    scorer: ModuleType, articles: Articles, gold: Gold, reports: dict[str, Report]
) -> tuple[float, str, str, str, str]:
    """Expected calibration error of the confidence, and the table behind it as the row's note."""
    pairs: list[tuple[float, bool]] = []
    for key, report in reports.items():
        _, spans = scorer.text_of(articles[key])
        for event in report.events:
            at = {i for i, (s, e) in enumerate(spans) for start, _ in event.triggers if s <= start < e}
            if at:
                right = any(g["type"] == event.type and at & {t["sentence"] for t in g["triggers"]} for g in gold[key])
                pairs.append((event.confidence, right))
    error, cells = 0.0, []
    for i in range(BINS):
        low, high = i / BINS, (i + 1) / BINS
        inside = [(p, r) for p, r in pairs if low <= p < high or (high == 1 and p == 1)]
        if inside:
            mean, share = sum(p for p, _ in inside) / len(inside), sum(r for _, r in inside) / len(inside)
            error += abs(mean - share) * len(inside) / len(pairs)
            cells.append(f"{mean:.2f} → {share:.2f} ({len(inside)})")
    return round(error, 3), "–", "–", "–", "confidence → share right (number): " + ", ".join(cells)


def _plover(shared: Path) -> float | None:
    """Share of the English PLOVER records whose type the sentence model ranks first.

    The records are among what the sentence model is trained on, so this tells what the vectors can hold, no more; the
    figure by cross-validation is printed by `training/events.py`.
    """
    path, model = shared / "data" / "plover" / "PLOVER_GSR_CAMEO.json", weights()
    if model is None or not path.exists():
        return None
    rows = [r for r in json.loads(path.read_text("utf-8")) if r["event"] in TYPES and r.get("text")]
    right = 0
    for record, doc in zip(rows, analyse_many((r["text"], "en") for r in rows), strict=True):
        scores = sentence_scores(doc, model)
        if scores is not None:
            right += TYPES[int(scores[:, :16].max(0).argmax())] == record["event"]
    return round(right / max(len(rows), 1), 3)


if __name__ == "__main__":
    for row in measure(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")):
        print(f"{row.measure:45} {row.ours}  bar {row.bar}  goal {row.goal}  {row.note}")
