"""Tokens and sentences from raw text, against treebanks and news: F1 of character spans, as in CoNLL 2018.

A contraction ("im") counts as one token, as in running text. Run: python -m benchmarks.segment ../shared
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.table import Row
from lagebild.language.conllu import read_conllu, word_parts
from lagebild.language.doc import Doc
from lagebild.language.rules import rules
from lagebild.language.segment import segment

Span = tuple[int, int]
_DOCUMENT = 20  # sentences joined to one document, where a treebank does not mark its documents


def f1(gold: set[Span], found: set[Span]) -> float:
    """The F1 of exactly equal spans."""
    return 2 * len(gold & found) / (len(gold) + len(found)) if gold or found else 1.0


def documents(path: Path) -> Iterator[tuple[str, list[Span], list[Span]]]:
    """Text, token spans and sentence spans of a treebank, its sentences joined by spaces."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        sentences = list(read_conllu(lines))
    for at in range(0, len(sentences), _DOCUMENT):
        text, tokens, ends = "", [], []
        for sentence in sentences[at : at + _DOCUMENT]:
            start = len(text) + (text != "")
            text = f"{text} {sentence.text}" if text else sentence.text
            tokens += [(start + a, start + b) for a, b in sentence.surface_spans()]
            ends.append((tokens[-len(sentence.surface_spans())][0], tokens[-1][1]))
        yield text, tokens, ends


def _written(doc: Doc) -> Iterator[Span]:
    """The tokens as `lagebild parse --format conllu` writes them (hyphen compounds as the treebank has them)."""
    apart = rules(doc.language).hyphens_apart
    for token in doc.tokens:
        at = token.start
        for part in word_parts(token.text) if apart else [token.text]:
            yield at, at + len(part)
            at += len(part)


def treebank(path: Path, language: str) -> tuple[float, float]:
    """Token F1 and sentence F1 on the raw text of a treebank."""
    gold_tokens: set[Span] = set()
    gold_sentences: set[Span] = set()
    found_tokens: set[Span] = set()
    found_sentences: set[Span] = set()
    base = 0
    for text, tokens, sentences in documents(path):
        doc = segment(text, language)
        gold_tokens |= {(base + a, base + b) for a, b in tokens}
        gold_sentences |= {(base + a, base + b) for a, b in sentences}
        found_tokens |= {(base + a, base + b) for a, b in _written(doc)}
        found_sentences |= {(base + s.start, base + s.end) for s in doc.sentences}
        base += len(text) + 1
    return f1(gold_tokens, found_tokens), f1(gold_sentences, found_sentences)


def news(path: Path) -> tuple[float, float]:
    """Token F1 on the Wikinews articles of the quotation corpus (its own tokens), and tokens a CPU second."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    same = total = count = 0
    seconds = 0.0
    for record in records:
        began = time.process_time()
        doc = segment(record["text"], "de")
        seconds += time.process_time() - began
        gold, found = {(a, b) for a, b in record["tokens"]}, {(t.start, t.end) for t in doc.tokens}
        same += len(gold & found)
        total += len(gold) + len(found)
        count += len(found)
    return 2 * same / total, count / seconds


def measure(shared: Path) -> list[Row]:
    """The rows of the bench table on segmenting."""
    rows = []
    ud, bars = shared / "data" / "ud", {"de_gsd-ud-test-a": ("0.99", "0.95")}
    for name in ("de_gsd-ud-test-a", "de_gsd-ud-dev", "de_pud-ud-test", "en_pud-ud-test"):
        path = ud / f"{name}.conllu.gz"
        tokens, sentences = treebank(path, name[:2]) if path.exists() else (None, None)
        bar = bars.get(name, ("–", "–"))
        rows.append(Row(f"tokens F1, raw text, {name}", tokens, bar=bar[0]))
        rows.append(Row(f"sentences F1, raw text, {name}", sentences, bar=bar[1]))
    path = shared / "data" / "quotes" / "train.jsonl.gz"
    agreement, speed = news(path) if path.exists() else (None, None)
    rows.append(Row("tokens F1, Wikinews (quotation corpus)", agreement))
    rows.append(Row("segmenting, tokens a second", speed, bar="50000"))
    return rows


if __name__ == "__main__":
    for row in measure(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")):
        print(f"{row.measure:50} {row.ours if row.ours is None else round(row.ours, 4)}")
