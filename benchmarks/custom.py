"""Event types of one's own: the worked example on sentences judged by hand (`gold/custom.md`), and what loading costs.

Run: python -m benchmarks.custom ../shared
"""

from __future__ import annotations

import csv
import gzip
import json
import sys
import time
from pathlib import Path

from benchmarks.table import Row
from lagebild.language import analyse_many
from lagebild.reading.actors import Actors
from lagebild.reading.custom import Ontology, find_custom, load_ontology
from lagebild.records import Article

GOLD = Path(__file__).parent / "gold" / "custom.tsv"
ONTOLOGY = Path(__file__).parents[1] / "examples" / "ontology" / "arbeit.toml"
Key = tuple[str, str, int]  # type, article, start


def measure(shared: Path) -> list[Row]:
    """The rows of the bench table; empty figures where the articles are absent."""
    path = shared / "data" / "quotes" / "train.jsonl.gz"
    if not path.is_file():
        return [Row("types of one's own, precision", None, note="articles not found")]
    list(analyse_many([("Guten Tag.", "de")]))  # the model is there in any case
    start = time.perf_counter()
    ontology = load_ontology(ONTOLOGY)
    seconds = time.perf_counter() - start
    with GOLD.open(encoding="utf-8", newline="") as file:
        gold = {
            (r["type"], r["article"], int(r["start"])): r["label"] == "yes"
            for r in csv.DictReader(file, delimiter="\t")
        }
    found = _found(path, {article for _, article, _ in gold}, ontology)
    rows = [row for kind in ontology.types for row in _rows(kind.name, found, gold)]
    return [*rows, Row("types of one's own, seconds to load two", round(seconds, 2), bar="2")]


def _rows(kind: str, found: set[Key], gold: dict[Key, bool]) -> list[Row]:
    here = {key for key in found if key[0] == kind}
    right = sum(gold.get(key, False) for key in here)
    yes = sum(label for key, label in gold.items() if key[0] == kind)
    unjudged = sum(key not in gold for key in here)
    return [
        Row(
            f"{kind}: precision",
            round(right / max(1, len(here)), 3),
            note=f"{right}/{len(here)}, {unjudged} not judged",
        ),
        Row(f"{kind}: recall", round(right / max(1, yes), 3), note=f"{right}/{yes}"),
    ]


def _found(path: Path, ids: set[str], ontology: Ontology) -> set[Key]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        articles = [a for a in map(json.loads, file) if a["id"] in ids]
    docs = analyse_many((a["text"], "de") for a in articles)
    return {
        (event.type, a["id"], event.start)
        for a, doc in zip(articles, docs, strict=True)
        for event in find_custom(doc, Article(id=a["id"], text=a["text"]), Actors(), (), ontology)
    }


if __name__ == "__main__":
    for row in measure(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")):
        print(row.measure, row.ours, row.note)
