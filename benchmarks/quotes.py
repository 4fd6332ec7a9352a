"""Quotations on the German news quotation corpus: parts, direct speech, confidence, and the speed of the stage.

Run: python -m benchmarks.quotes ../shared [--train 150] [--errors] [--confidence FILE]

`--confidence FILE` writes the table of `reading/quotes/confidence.tsv` anew from the train articles. The corpus is under
an NC licence: it is measured on, and the shares in that table are thresholds read off it; nothing is trained.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.table import Row
from lagebild.language import analyse_many
from lagebild.language.doc import Doc
from lagebild.reading.quotes import FoundQuote, find_quotes

Json = dict[str, Any]
PARTS = ("quote", "speaker", "cue", "frame", "addressee")
BARS = {"quote": ("0.68", "0.88"), "speaker": ("0.62", "–"), "joint": ("0.58", "0.80")}
DIRECT = {"direct found": ("0.95", "0.99"), "direct speaker": ("0.85", "0.95")}
RIGHT = 0.8  # token F1 from which a found quotation counts as right
SURE = 0.9  # the confidence from which nine of ten are to be right
TRAIN_SAMPLE, SEED = 150, 11
REPEATS = 3
SMALLEST = 4  # kinds of evidence with fewer quotations are not measured


@dataclass(frozen=True, slots=True)
class Read:
    """Gold articles with what was found in them."""

    gold: dict[str, Json]
    docs: dict[str, Doc]
    found: dict[str, tuple[FoundQuote, ...]]


def measure(shared: Path, train: int = TRAIN_SAMPLE) -> list[Row]:
    """The rows of the bench table; empty figures where the gold is absent."""
    gold = _lines(shared / "data" / "quotes" / "dev.jsonl.gz")
    if not gold:
        return [Row("quote F1, German news quotations dev", None, bar="0.68", goal="0.88", note="gold not found")]
    score = _scorer(shared)
    dev = read(gold)
    rows = [*_figures(score, dev, "dev"), _sure(score, dev), _speed(dev)]
    sample = _lines(shared / "data" / "quotes" / "train.jsonl.gz")
    random.Random(SEED).shuffle(sample)
    return rows + (_figures(score, read(sample[:train]), f"train, {train} articles") if train else [])


def read(gold: list[Json]) -> Read:
    """Analyse and read the articles."""
    docs = dict(zip([g["id"] for g in gold], analyse_many([(g["text"], "de") for g in gold]), strict=True))
    return Read({g["id"]: g for g in gold}, docs, {key: find_quotes(doc) for key, doc in docs.items()})


def _figures(score: ModuleType, part: Read, name: str) -> list[Row]:
    figures, types, direct = score.score(part.gold, _as_found(part.found))
    note = f"{types[2]} gold, {types[1]} found"
    rows = [
        Row(f"quotations {key} F1, {name}", round(score.f1(*figures[key]), 4), bar=bar, goal=goal, note=note)
        for key, (bar, goal) in BARS.items()
    ]
    for (key, (bar, goal)), count in zip(DIRECT.items(), direct, strict=False):
        rows.append(
            Row(f"{key}, {name}", round(count / max(direct[2], 1), 4), bar=bar, goal=goal, note=f"of {direct[2]}")
        )
    return rows


def _sure(score: ModuleType, part: Read) -> Row:
    """The share of right ones among the quotations that we are sure of."""
    judged = [(quote, right) for quote, right, _ in judge(score, part) if quote.confidence >= SURE]
    share = sum(right for _, right in judged) / len(judged) if judged else 0.0
    everything = sum(len(found) for found in part.found.values())
    note = f"{len(judged)} of {everything} quotes; right: token F1 of the words at least {RIGHT}"
    return Row(f"right among quotes with confidence >= {SURE}, dev", round(share, 4), bar="0.90", note=note)


def judge(score: ModuleType, part: Read) -> list[tuple[FoundQuote, bool, str]]:
    """Each found quotation, whether it is right, and the gold type it was paired with ("" for none)."""
    out = []
    for key, row in part.gold.items():
        gold = [{**q, **{p: set(q.get(p) or []) for p in PARTS}} for q in row["quotes"]]
        found: list[Json] = [
            {"type": q.type, "which": q, "quote": score.tokens_in(q.quote, row["tokens"])} for q in part.found[key]
        ]
        for g, f in score.pairs_of(gold, [f for f in found if f["quote"]]):
            if f is not None:
                overlap = score.overlap(g["quote"], f["quote"]) if g else 0.0
                out.append((f["which"], overlap >= RIGHT, g["type"] if g and overlap else ""))
    return out


def _speed(part: Read) -> Row:
    best = 1e9
    for _ in range(REPEATS):
        began = time.process_time()
        for doc in part.docs.values():
            find_quotes(doc)
        best = min(best, time.process_time() - began)
    words = sum(len(d.tokens) for d in part.docs.values()) / len(part.docs)
    return Row(
        "quotations, articles a second",
        round(len(part.docs) / best),
        bar="300",
        note=f"{words:.0f} tokens each, 1 core",
    )


def _as_found(found: dict[str, tuple[FoundQuote, ...]]) -> dict[str, Json]:
    return {
        key: {"id": key, "quotes": [{"type": q.type, **{p: getattr(q, p) for p in PARTS}} for q in quotes]}
        for key, quotes in found.items()
    }


def confidence_table(score: ModuleType, part: Read) -> str:
    """The text of `confidence.tsv`: evidence, share of right quotations (one right and one wrong added), how many."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for quote, right, _ in judge(score, part):
        counts[quote.evidence][0] += right
        counts[quote.evidence][1] += 1
    lines = [
        "# How often quotations with each kind of evidence are right (token F1 of the words at least 0.8), measured by",
        "# `python -m benchmarks.quotes ../shared --confidence FILE --train 250` on train articles of German news quotations",
        "# (Petersen-Frey & Biemann 2024, CC BY-NC-SA): thresholds read off a corpus, one right and one wrong case added to",
        "# each; no text of the corpus is in here and nothing is trained on it.",
        "evidence\tshare\tcases",
    ]
    for evidence, (good, n) in sorted(counts.items()):
        if n >= SMALLEST:
            lines.append(f"{evidence}\t{(good + 1) / (n + 2):.2f}\t{n}")
    return "\n".join(lines) + "\n"


def errors(score: ModuleType, part: Read) -> list[tuple[str, int]]:
    """Kinds of misses (by gold type) and false finds (by evidence), the most frequent first."""
    kinds: Counter[str] = Counter()
    paired: Counter[str] = Counter()
    for quote, right, gold in judge(score, part):
        if not right:
            kinds[f"{'wrong extent' if gold else 'false'}: {quote.evidence}"] += 1
        if right:
            paired[gold] += 1
    for kind, n in Counter(q["type"] for row in part.gold.values() for q in row["quotes"]).items():
        kinds[f"missed: {kind}"] += n - paired[kind]
    return kinds.most_common(30)


def _lines(path: Path) -> list[Json]:
    if not path.exists():
        return []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("quote_scorer", shared / "eval" / "quotes.py")
    assert spec is not None and spec.loader is not None, "the scorer lies beside the data"
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main(argv: Sequence[str] | None = None) -> None:
    """Print the rows; see the top of the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, nargs="?", default=Path("../shared"))
    parser.add_argument("--train", type=int, default=TRAIN_SAMPLE)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--confidence", type=Path)
    args = parser.parse_args(argv)
    if args.confidence or args.errors:
        gold = _lines(args.shared / "data" / "quotes" / "train.jsonl.gz")
        random.Random(SEED).shuffle(gold)
        part = read(gold[: args.train])
        score = _scorer(args.shared)
        if args.confidence:
            args.confidence.write_text(confidence_table(score, part), encoding="utf-8")
        if args.errors:
            for kind, n in errors(score, part):
                print(f"{n:5} {kind}")
        return
    for row in measure(args.shared, args.train):
        print(f"{row.measure:55} {row.ours}  bar {row.bar}  goal {row.goal}  ({row.note})")


if __name__ == "__main__":
    main()
