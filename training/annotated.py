"""Our own annotation of political events: offsets and labels over Wikinews articles, joined with their texts.

`gold/events.jsonl` holds one article a line: `id` (of the German news quotation set, `data/quotes`), `sentences`, the
[start, end] of each in the article's `text` in code points, and `events` as in `spec/events.md`, but that triggers and the
words of participants and places are [start, end] of the text instead of words. The texts stay where they are. Annotated
under the same guideline as `data/events/train`, one annotation each, not adjudicated.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

GOLD = Path(__file__).parent / "gold/events.jsonl"
PARTS = ("train", "dev")


def annotated(data: Path) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """(article, events) in the form of `data/events`, for each line of the gold whose text lies in `data`/quotes."""
    texts: dict[str, dict[str, Any]] = {}
    for part in PARTS:
        with gzip.open(data / f"quotes/{part}.jsonl.gz", "rt", encoding="utf-8") as lines:
            texts |= {row["id"]: row for row in map(json.loads, lines)}
    with GOLD.open(encoding="utf-8") as lines:
        return [joined(row, texts[row["id"]]) for row in map(json.loads, lines) if row["id"] in texts]


def joined(row: dict[str, Any], source: dict[str, Any]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """One line of the gold with its text: the article with its sentences, the events with their words."""
    text = source["text"]
    sentences = [text[start:end] for start, end in row["sentences"]]
    article = {k: source[k] for k in ("id", "title", "published")} | {"sentences": sentences}
    return article, [_with_words(event, row["sentences"], text) for event in row["events"]]


def _with_words(event: dict[str, Any], sentences: list[list[int]], text: str) -> dict[str, Any]:
    def words(span: list[int]) -> str:
        return str(text[span[0] : span[1]])

    def sentence(at: int) -> int:
        return next(i for i, (start, end) in enumerate(sentences) if start <= at < end)

    def named(part: dict[str, Any]) -> dict[str, Any]:
        return {k: v for k, v in part.items() if k != "span"} | {"text": words(part["span"])}

    return event | {
        "triggers": [{"sentence": sentence(span[0]), "text": words(span)} for span in event["triggers"]],
        "actors": [named(p) for p in event["actors"]],
        "recipients": [named(p) for p in event["recipients"]],
        "place": named(event["place"]) if event["place"] else None,
    }
