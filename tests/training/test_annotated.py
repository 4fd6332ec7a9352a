"""The gold that we annotated: what its lines hold, and how they are joined with their texts."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

TRAINING = Path(__file__).parents[2] / "training"
sys.path.insert(0, str(TRAINING))

from annotated import GOLD, joined  # noqa: E402

from lagebild.edtf import is_edtf  # noqa: E402
from lagebild.reading.events.plover import types  # noqa: E402

LINES = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
EVENTS = [(row, event) for row in LINES for event in row["events"]]


def parts(event: dict[str, Any]) -> list[dict[str, Any]]:
    return [*event["actors"], *event["recipients"], *([event["place"]] if event["place"] else [])]


def test_each_article_is_there_once_and_holds_no_text() -> None:
    assert len({row["id"] for row in LINES}) == len(LINES) > 0
    assert all(set(row) == {"id", "sentences", "events"} for row in LINES)
    assert all("text" not in part for _, event in EVENTS for part in parts(event))


def test_sentences_come_in_order() -> None:
    for row in LINES:
        flat = [at for span in row["sentences"] for at in span]
        assert flat == sorted(flat), row["id"]


def test_every_trigger_stands_in_one_sentence() -> None:
    for row, event in EVENTS:
        assert event["triggers"], row["id"]
        for start, end in event["triggers"]:
            assert sum(s <= start and end <= e for s, e in row["sentences"]) == 1, (row["id"], start)


def test_labels_are_those_of_the_guideline() -> None:
    for row, event in EVENTS:
        assert event["mode"] is None or event["mode"] in types()[event["type"]].modes, (row["id"], event["mode"])
        assert event["date"] is None or is_edtf(event["date"]), (row["id"], event["date"])
        assert event["actors"] or event["recipients"], row["id"]
        assert all(p["country"] is None or re.fullmatch("[A-Z]{3}", p["country"]) for p in parts(event)), row["id"]


def test_an_article_gets_its_words_back() -> None:
    text = "Es regnet. Der Wirt schimpft über die Brauerei in Aachen."
    side = {"name": "Wirt", "kind": "person", "country": "DEU", "sector": None}
    event = {
        "triggers": [[20, 28]], "type": "ACCUSE", "mode": "disapprove", "actors": [side | {"span": [15, 19]}],
        "recipients": [], "date": None, "place": {"span": [50, 56], "name": "Aachen", "country": "DEU"},
        "status": "occurred",
    }  # fmt: skip
    row = {"id": "1", "sentences": [[0, 10], [11, 57]], "events": [event]}
    article, events = joined(row, {"id": "1", "title": "Bier", "published": "2020-01-02", "text": text, "tokens": []})
    assert article["sentences"] == ["Es regnet.", "Der Wirt schimpft über die Brauerei in Aachen."]
    assert set(article) == {"id", "title", "published", "sentences"}
    assert events[0]["triggers"] == [{"sentence": 1, "text": "schimpft"}]
    assert events[0]["actors"] == [side | {"text": "Wirt"}]
    assert events[0]["place"] == {"text": "Aachen", "name": "Aachen", "country": "DEU"}


@pytest.mark.parametrize("start", [9, 10])
def test_a_trigger_outside_every_sentence_is_an_error(start: int) -> None:
    row: dict[str, Any] = {"id": "1", "sentences": [[0, 5]], "events": [
        {"triggers": [[start, start + 1]], "actors": [], "recipients": [], "place": None}
    ]}  # fmt: skip
    with pytest.raises(StopIteration):
        joined(row, {"id": "1", "title": "", "published": None, "text": "Hallo Welt.", "tokens": []})
