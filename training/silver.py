"""The teacher annotates what a corpus lacks: names, as the probabilities of all tags.

Its trees and features are not learnt from: they are no better than the network's own (NOTES.md).
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from batches import Batcher
from corpora import Example, cut_document
from network import Network
from numpy.typing import NDArray

from lagebild.language.decode import NameTags

SURE_TAG = 0.9  # least probability of a name's tag in a treebank
GOLD = "germeval"  # the corpus whose convention of names the teacher is asked for
LONGEST = 60  # words; longer sentences are too often lists that the simple splitter did not cut


def read_texts(data: Path) -> Iterator[Example]:
    """Wikinews articles (CC BY) without the measured ones; only their text is used, not the NC annotation."""
    measured = {p.stem for p in (data / "events" / "articles").glob("*.json")}
    with gzip.open(data / "quotes" / "train.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if str(record["id"]) not in measured:
                yield from (e for e in cut_document(record["text"], []) if 4 <= len(e.words) <= LONGEST)


@torch.no_grad()
def annotate(net: Network, batcher: Batcher, examples: Iterable[Example]) -> list[Example]:
    """Copies with names in GermEval's convention where they are not its own."""
    net.eval()
    decoder = NameTags(batcher.inv.names)
    found = []
    for group in batcher.batches([e for e in examples if len(e.words) <= LONGEST], 2000, None):
        names = net(batcher.inputs([replace(e, corpus=GOLD) for e in group]))["names"]
        chances = torch.log_softmax(names, -1).numpy()
        found += [_taught(e, x[: len(e.words)], decoder) for e, x in zip(group, chances, strict=True)]
    return found


def _taught(e: Example, chances: NDArray[np.float32], decoder: NameTags) -> Example:
    if e.corpus == GOLD:
        return e
    if e.heads:  # a treebank's words may still be put together (`vary`), so tags, not a table
        return replace(e, silver_names=True, corpus=GOLD, names=_tags(decoder, chances, decoder.tags))
    return replace(e, silver_names=True, corpus=GOLD, soft=np.exp(chances).astype(np.float16))


def _tags(decoder: NameTags, scores: NDArray[np.float32], tags: list[str]) -> list[str]:
    """BIO of the sure names, O of the sure others, '' of the rest."""
    outside = np.exp(scores[:, tags.index("O")])
    found = ["O" if p >= SURE_TAG else "" for p in outside]
    for first, last, label, p in decoder.best(scores):
        for k in range(first, last):
            found[k] = (("B-" if k == first else "I-") + label) if p >= SURE_TAG else ""
    return found
