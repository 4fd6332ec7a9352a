"""Compile what news in general say: `src/lagebild/reading/data/background.npz`, for event types of one's own.

Run: python training/background.py --data ../shared/data

Reads sentences of corpora whose licence lets the result be used by anybody (GermEval 2014 dev, CC BY 4.0; 112 articles of
Wikinews, CC BY 2.5): in how many sentences each lemma stands, the mean of the sentence vectors, and a sample of sentences
as lemmas and vectors. No text is kept. It belongs to one model and must be made anew with each.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from lagebild.language import analyse_many
from lagebild.language.model_file import SHA256
from lagebild.reading.background import FILE
from lagebild.reading.custom import terms_of

SAMPLE = 1500
LEAST = 2  # sentences that a lemma must stand in to be kept
SEED = 20261122


def texts(data: Path) -> Iterator[str]:
    """The corpora, one article or sentence at a time."""
    for path in sorted((data / "events" / "train" / "articles").glob("*.json")):
        yield " ".join(s if isinstance(s, str) else s["text"] for s in json.loads(path.read_text("utf-8"))["sentences"])
    sentence: list[str] = []
    with gzip.open(data / "ner" / "germeval2014-dev.tsv.gz", "rt", encoding="utf-8") as file:
        for line in file:
            if line.strip():
                sentence.append(line.split("\t")[0])
            elif sentence:
                yield " ".join(sentence)
                sentence = []


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Compile the background of event types of one's own.")
    parser.add_argument("--data", type=Path, required=True)
    sentences = []
    for doc in analyse_many((t, "de") for t in texts(parser.parse_args().data)):
        assert doc.vectors is not None
        sentences += [(terms_of(doc.sentence_tokens(s.i)), doc.vectors[s.i]) for s in doc.sentences]
    counts = Counter(term for terms, _ in sentences for term in terms)
    lemmas = sorted(term for term, n in counts.items() if n >= LEAST)
    at = {lemma: i for i, lemma in enumerate(lemmas)}
    vectors = np.stack([v for _, v in sentences])
    sample = random.Random(SEED).sample(sentences, SAMPLE)
    rows = [sorted(at[t] for t in terms if t in at) for terms, _ in sample]
    FILE.parent.mkdir(exist_ok=True)
    np.savez_compressed(
        FILE,
        model=np.array(SHA256),
        sentences=np.array(len(sentences)),
        lemmas=np.array("\n".join(lemmas)),
        counts=np.array([counts[lemma] for lemma in lemmas], dtype=np.uint16),
        center=vectors.mean(axis=0).astype(np.float32),
        vectors=np.stack([v for _, v in sample]).astype(np.float16),
        terms=np.concatenate([np.array(row, dtype=np.uint16) for row in rows]),
        ends=np.cumsum([len(row) for row in rows]).astype(np.uint32),
    )
    print(f"{FILE}: {len(sentences)} sentences, {len(lemmas)} lemmas, {FILE.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
