"""Merging over articles: stories, copies and events on sixty articles with known groups (`gold/picture`), and volume."""

from __future__ import annotations

import json
import sys
from collections.abc import Hashable, Iterable, Mapping
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from benchmarks.table import Row

if TYPE_CHECKING:
    from lagebild.records import Report

GOLD = Path(__file__).parent / "gold/picture/articles.jsonl"
Pairs = set[frozenset[str]]


def pairs(groups: Mapping[str, Hashable]) -> Pairs:
    """The pairs of members that are in one group."""
    return {frozenset((a, b)) for a, b in combinations(sorted(groups), 2) if groups[a] == groups[b]}


def f1(gold: Pairs, found: Pairs) -> float:
    """Pairwise F1."""
    right = len(gold & found)
    return 2 * right / max(1, len(gold) + len(found))


def measure(shared: Path) -> list[Row]:
    """Pairwise F1 of copies, stories and events. `shared` is not needed: the gold is our own."""
    scores = merging()
    return [
        Row("picture: copies, pairwise F1", scores["copy"]),
        Row("picture: stories, pairwise F1", scores["story"], bar="0.85"),
        Row(
            "picture: events, pairwise F1",
            scores["event"],
            bar="0.60",
            note="an event that is not found counts as missed",
        ),
    ]


def merging() -> dict[str, float]:
    """Read the sixty articles into a store and compare its groups with the known ones."""
    from lagebild.api import article, read_many
    from lagebild.picture.store import open_store

    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    given = [article(r["text"], id=r["id"], published=r["published"], publisher=r["publisher"]) for r in rows]
    with TemporaryDirectory() as folder, open_store(Path(folder) / "lage.db") as store:
        reports: dict[str, Report] = {}
        for report in read_many(given):
            store.add(report)
            reports[report.article.id] = report
        found = {
            kind: dict(store.db.execute("SELECT member, grp FROM group_member WHERE kind = ?", (kind,)))
            for kind in ("copy", "story", "event")
        }
    gold_events = {f"{r['id']}/{t}/{label}": label for r in rows for t, label in r["events"]}
    return {
        "copy": f1(pairs({r["id"]: r["copy"] for r in rows}), pairs(found["copy"])),
        "story": f1(pairs({r["id"]: r["matter"] for r in rows}), pairs(found["story"])),
        "event": f1(pairs(gold_events), _event_pairs(rows, reports, found["event"])),
    }


def _event_pairs(rows: Iterable[dict[str, Any]], reports: Mapping[str, Report], groups: dict[str, str]) -> Pairs:
    """Which gold events the store holds to be one: a gold event is the article's first found event of its type that is
    not taken yet; one without a found event is alone."""
    at: dict[str, str] = {}
    for row in rows:
        taken: set[str] = set()
        for type_, label in row["events"]:
            report = reports[str(row["id"])]
            own = [v for v in report.events if v.type == type_ and v.id not in taken]
            if own:
                taken.add(own[0].id)
                member = f"{row['id']}/{own[0].id}"
                at[f"{row['id']}/{type_}/{label}"] = groups.get(member, member)
    return pairs(at)


if __name__ == "__main__":
    for line in measure(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("../shared")):
        print(line.measure, round(line.ours or 0.0, 3))
