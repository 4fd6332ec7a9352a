"""Relations: how many of those found are right, on relations judged by hand (`gold/relations.md`).

Run: python -m benchmarks.relations ../shared
"""

from __future__ import annotations

import csv
import gzip
import json
import sys
from collections import Counter
from pathlib import Path

from benchmarks.table import Row
from lagebild.language import analyse_many
from lagebild.reading import read_doc
from lagebild.records import Article, Relation

GOLD = Path(__file__).parent / "gold" / "relations.tsv"


def measure(shared: Path) -> list[Row]:
    """The rows of the bench table; empty figures where the articles are absent."""
    path = shared / "data" / "quotes" / "train.jsonl.gz"
    if not path.is_file():
        return [Row("relations, precision", None, note="articles not found")]
    with GOLD.open(encoding="utf-8", newline="") as file:
        gold = list(csv.DictReader(file, delimiter="\t"))
    found = _found(path, {row["article"] for row in gold})
    right, judged = Counter[str](), Counter[str]()
    for row in gold:
        here = [r for r in found[row["article"]] if r.type == row["type"]]
        if any(r.start < int(row["end"]) and int(row["start"]) < r.end for r in here):
            judged[row["type"]] += 1
            right[row["type"]] += row["label"] == "right"
    total = sum(map(len, found.values()))
    by_type = ", ".join(f"{t} {right[t]}/{n}" for t, n in judged.most_common())
    kept = sum(right.values()) / max(1, sum(row["label"] == "right" for row in gold))
    return [
        Row("relations, precision", round(sum(right.values()) / max(1, sum(judged.values())), 3), note=by_type),
        Row("relations, judged right and still found", round(kept, 3), note=f"{total} found in {len(found)} articles"),
    ]


def _found(path: Path, ids: set[str]) -> dict[str, tuple[Relation, ...]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        articles = [a for a in map(json.loads, file) if a["id"] in ids]
    docs = analyse_many((a["text"], "de") for a in articles)
    found = {}
    for a, doc in zip(articles, docs, strict=True):
        article = Article(id=a["id"], text=a["text"], title=a["title"], published=a["published"])
        found[a["id"]] = read_doc(article, doc).relations
    return found


if __name__ == "__main__":
    for row in measure(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")):
        print(row.measure, row.ours, row.note)
