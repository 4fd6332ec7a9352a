"""The examples are read as a careful reader reads them: what must be found, by kind, with floors that only rise.

`examples/expected/NAME.toml` lists findings; `floors.toml` beside them pins the share that is found over all examples.
When a change finds more, raise the floor: `python -m tests.test_examples` prints the shares and what is missing.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from lagebild.check import check
from lagebild.intake import Options, open_paths
from lagebild.picture.keys import fold
from lagebild.pipeline import read_article
from lagebild.records import Article, Participant, Report

EXAMPLES = Path(__file__).parent.parent / "examples"
NAMES = sorted(p.stem for p in EXAMPLES.glob("expected/*.toml") if p.stem != "floors")
FLOORS = tomllib.loads((EXAMPLES / "expected/floors.toml").read_text(encoding="utf-8"))


@cache
def report(name: str) -> Report:
    path = next(p for p in EXAMPLES.glob(f"{name}.*"))
    article = next(iter(open_paths([str(path)], Options())))
    assert isinstance(article, Article)
    return read_article(article)


def expected(name: str) -> dict[str, Any]:
    return tomllib.loads((EXAMPLES / f"expected/{name}.toml").read_text(encoding="utf-8"))


def findings(name: str) -> Iterator[tuple[str, object, bool]]:
    """(kind, what is expected, whether it is found) of one example."""
    wanted, r = expected(name), report(name)
    yield "article", "published", r.article.published == wanted["published"]
    yield "article", "dateline", (r.article.dateline or "") == wanted["dateline"]
    for text in wanted["removed"]:
        yield "removed", text, any(text in x.text for x in r.article.removed)
    for text, value in wanted["times"]:
        yield "times", (text, value), any(t.value == value and (t.text in text or text in t.text) for t in r.times)
    for text, country in wanted["places"]:
        yield "places", text, any(p.text == text and p.country == country for p in r.places)
    names = {fold(e.name) for e in r.entities} | {
        fold(r.article.text[m.start : m.end]) for e in r.entities for m in e.mentions
    }
    for actor in wanted["actors"]:
        yield "actors", actor, fold(actor) in names
    for type_, begins, speaker in wanted["quotes"]:
        yield "quotes", begins, _said(r, type_, begins, speaker)
    for row in wanted["events"]:
        yield "events", row, _happened(r, *row)
    for type_, subject, object_ in wanted["relations"]:
        yield "relations", (type_, subject, object_), _holds(r, type_, subject, object_)


def _said(r: Report, type_: str, begins: str, speaker: str) -> bool:
    names = {e.id: e.name for e in r.entities}
    for q in r.quotes:
        text = " ".join(r.article.text[a:b] for a, b in q.quote)
        right = not speaker or fold(names.get(q.speaker_entity or "", "")) == fold(speaker)
        if q.type == type_ and begins in text and right:
            return True
    return False


def _happened(r: Report, type_: str, actors: list[str], recipients: list[str], date: str, status: str) -> bool:
    return any(
        v.type == type_
        and v.status == status
        and (not date or v.date == date)
        and set(actors) <= _keys(v.actors)
        and set(recipients) <= _keys((*v.recipients, *(v.actors if type_ in ("AGREE", "CONSULT") else ())))
        for v in r.events
    )


def _keys(rows: tuple[Participant, ...]) -> set[str]:
    return {p.country or p.name for p in rows} | {p.name for p in rows}


def _holds(r: Report, type_: str, subject: str, object_: str) -> bool:
    names = {e.id: fold(e.name) for e in r.entities}
    return any(
        x.type == type_ and fold(subject) in names[x.subject] and fold(object_) in names[x.object] for x in r.relations
    )


def shares() -> dict[str, float]:
    """The share found over all examples, by kind."""
    counts: dict[str, list[bool]] = defaultdict(list)
    for name in NAMES:
        for kind, _, found in findings(name):
            counts[kind].append(found)
    return {kind: round(sum(found) / len(found), 3) for kind, found in sorted(counts.items())}


@pytest.mark.parametrize("kind", sorted(FLOORS))
def test_no_kind_falls_below_its_floor(kind: str) -> None:
    assert shares()[kind] >= FLOORS[kind]


@pytest.mark.parametrize("name", NAMES)
def test_every_example_keeps_the_rules(name: str) -> None:
    assert check(report(name)) == []
    assert report(name).unread is None


if __name__ == "__main__":
    for example in NAMES:
        for what, wanted, found in findings(example):
            if not found:
                print(f"{example}: {what}: {wanted}")
    print(shares())
