"""Places: found and resolved on hand-checked mentions (`gold/places.md`), places of gold events, speed, the look-up file.

Run: python -m benchmarks.places ../shared [--errors]
"""

from __future__ import annotations

import csv
import gzip
import importlib.util
import json
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.table import Row
from lagebild.knowledge import DATA, Knowledge, default_knowledge
from lagebild.language import analyse_many
from lagebild.language.doc import Doc
from lagebild.reading.places import find_places
from lagebild.reading.times import find_times
from lagebild.reading.where import place_of
from lagebild.records import Article, EventPlace, Place

GOLD = Path(__file__).parent / "gold" / "places.tsv"
REPEATS = 5  # the best of five is the machine without its neighbours
LOOKUPS = 100_000


def measure(shared: Path) -> list[Row]:
    """The rows of the bench table; empty figures where the gold is absent."""
    return [*_mentions(shared), *_event_places(shared), *_file()]


def _mentions(shared: Path, errors: bool = False) -> list[Row]:
    articles = _articles(shared / "data" / "quotes")
    with GOLD.open(encoding="utf-8", newline="") as file:
        gold = list(csv.DictReader(file, delimiter="\t"))
    ids = sorted({row["article"] for row in gold} & set(articles), key=int)
    if not ids:
        return [Row("places: country right", None, bar="0.95", note="articles not found")]
    docs = dict(zip(ids, analyse_many([(articles[i].text, "de") for i in ids]), strict=True))
    known = default_knowledge()
    right = dict.fromkeys(("country", "id", "true", "found"), 0)
    wanted = dict.fromkeys(("country", "id"), 0)
    for i in ids:
        rows = [row for row in gold if row["article"] == i]
        found = find_places(docs[i], articles[i], known)
        for row in (r for r in rows if r["label"] == "place"):
            _score_mention(row, found, right, wanted, articles[i].text if errors else None)
        _score_precision(rows, found, right, docs[i], known)
    return [
        Row(
            "places: country right",
            round(right["country"] / wanted["country"], 4),
            bar="0.95",
            note=f"{wanted['country']} mentions",
        ),
        Row(
            "places: GeoNames id right",
            round(right["id"] / wanted["id"], 4),
            bar="0.85",
            note=f"{wanted['id']} mentions",
        ),
        Row("places: precision of names", round(right["true"] / right["found"], 4), note=f"{right['found']} found"),
        _speed([docs[i] for i in ids], [articles[i] for i in ids], known),
    ]


def _score_mention(
    row: dict[str, str], found: tuple[Place, ...], right: dict[str, int], wanted: dict[str, int], text: str | None
) -> None:
    start, end = int(row["start"]), int(row["end"])
    best = next((p for p in found if p.start < end and p.end > start and not p.text[0].islower()), None)
    for key, value in (("country", best and best.country), ("id", best and best.geonames)):
        want = row["country" if key == "country" else "geonames"]
        wanted[key] += bool(want)
        right[key] += bool(want) and str(value) == want
        if text and want and str(value) != want:
            print(
                key, row["article"], text[start:end], want, best and (best.name, best.country, best.geonames), sep="\t"
            )


def _score_precision(
    rows: list[dict[str, str]], found: tuple[Place, ...], right: dict[str, int], doc: Doc, known: Knowledge
) -> None:
    """Names (no adjectives) in the passage that was labelled; those over neutral spans do not count."""
    end = next(int(r["end"]) for r in rows if r["label"] == "passage")
    for place in found:
        adjective = place.text[0].islower() or (place.text.endswith("er") and known.demonyms(place.text))
        if place.start >= end or adjective:
            continue
        over = {r["label"] for r in rows if int(r["start"]) < place.end and int(r["end"]) > place.start} - {"passage"}
        if over != {"neutral"}:
            right["found"] += 1
            right["true"] += "place" in over


def _speed(docs: list[Doc], articles: list[Article], known: Knowledge) -> Row:
    """Both stages that need only the tokens, as the brief asks: times and places."""
    best = float("inf")
    for _ in range(REPEATS):
        begin = time.process_time()
        for doc, article in zip(docs, articles, strict=True):
            find_times(doc, article.published)
            find_places(doc, article, known)
        best = min(best, time.process_time() - begin)
    words = sum(len(d.tokens) for d in docs) // len(docs)
    return Row(
        "times and places: articles a second", round(len(docs) / best, 1), bar="500", note=f"{words} tokens an article"
    )


def _event_places(shared: Path) -> list[Row]:
    """`place_of` at the triggers of the gold events, with the gold type: what the events can reach."""
    folder = shared / "data" / "events"
    paths = sorted((folder / "gold").glob("*.json"))
    if not paths:
        return [Row("where of gold events F1", None, note="gold not found")]
    scorer = _scorer(shared)
    texts = {p.name: json.loads((folder / "articles" / p.name).read_text(encoding="utf-8")) for p in paths}
    joined = {name: " ".join(s.strip() for s in a["sentences"]) for name, a in texts.items()}
    docs = analyse_many([(joined[p.name], "de") for p in paths])
    gold = found = right = 0
    for path, doc in zip(paths, docs, strict=True):
        article = Article(id=path.stem, text=doc.text, published=texts[path.name]["published"])
        places = find_places(doc, article, default_knowledge())
        for event in json.loads(path.read_text(encoding="utf-8"))["events"]:
            ours, wanted = _place_at(event, texts[path.name], doc, places, article), event["place"]
            gold += wanted is not None
            found += ours is not None
            if ours and wanted:
                right += ours.country == wanted["country"] and scorer.same_name(wanted["name"], ours.name)
    f1 = 2 * right / max(found + gold, 1)
    return [
        Row(
            "where of gold events F1",
            round(f1, 4),
            note=f"{gold} gold, {found} found, {right} right; gold triggers and types",
        )
    ]


def _place_at(
    event: dict[str, Any], article: dict[str, Any], doc: Doc, places: tuple[Place, ...], about: Article
) -> EventPlace | None:
    for trigger in event["triggers"]:
        sentence = article["sentences"][trigger["sentence"]].strip()
        at = doc.text.find(trigger["text"], max(doc.text.find(sentence), 0))
        tokens = doc.tokens_in(at, at + len(trigger["text"])) if at >= 0 else []
        place = place_of(tokens[0], doc, places, about, event["type"]) if tokens else None
        if place is not None:
            return place
    return None


def _file() -> list[Row]:
    """Size and opening of the look-up file, and look-ups of names in the order of a shuffled list, half of them unknown."""
    best = min(_opening() for _ in range(REPEATS))
    known = Knowledge()
    names = [name for n, name in enumerate(known.file.table("places", _row())) if n % 8 == 0][: LOOKUPS // 2]
    asked = [word for name in names for word in (name, name + "x")]
    begin = time.process_time()
    for word in asked:
        known.places(word)
    rate = len(asked) / (time.process_time() - begin)
    return [
        Row("knowledge: MB", round(DATA.stat().st_size / 1e6, 1), bar="40"),
        Row("knowledge: ms to open", round(best * 1000, 2), bar="50"),
        Row(
            "knowledge: look-ups a second",
            round(rate),
            bar="100000",
            note="each name once: nothing remembered, half unknown",
        ),
    ]


def _row() -> type[Any]:
    from lagebild.knowledge.rows import PlaceRow

    return PlaceRow


def _opening() -> float:
    begin = time.perf_counter()
    Knowledge()
    return time.perf_counter() - begin


def _articles(folder: Path) -> dict[str, Article]:
    return {str(a["id"]): Article(id=str(a["id"]), text=a["text"], published=a["published"]) for a in _lines(folder)}


def _lines(folder: Path) -> Iterable[dict[str, Any]]:
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            yield from map(json.loads, file)


def _scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("events_scorer", shared / "eval" / "events.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("../shared")
    if "--errors" in sys.argv:
        _mentions(given, errors=True)
    for line in measure(given):
        print(f"{line.measure:40} {line.ours}  bar {line.bar}  {line.note}")
