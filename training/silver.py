"""The teacher annotates what a corpus lacks: trees where it is sure, names as the probabilities of all tags."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from batches import IGNORE, Batcher
from corpora import Example, cut_document
from network import Network
from numpy.typing import NDArray

from lagebild.language.decode import NameTags, best_tree

SURE_TREE = 0.6  # least probability of head times label for a token's arc to be learnt
SURE_TAG = 0.9  # the same for part of speech (with it the features) and for names in treebanks
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
    """Copies with silver trees where there were none, and names in GermEval's convention where they are not its own."""
    net.eval()
    inv = batcher.inv
    sizes = [len(v) for v in inv.features.values()]
    decoder = NameTags(inv.names)
    found = []
    for group in batcher.batches([e for e in examples if len(e.words) <= LONGEST], 2000, None):
        b = batcher.inputs([replace(e, corpus=GOLD) for e in group])
        out = net(b)
        n_words = b.lengths.tolist()
        valid = torch.arange(out["arcs"].shape[2]).unsqueeze(0) <= b.lengths.unsqueeze(1)
        arcs = torch.log_softmax(out["arcs"].masked_fill(~valid.unsqueeze(1), -1e9), -1)
        heads = np.zeros(tuple(b.last.shape), np.int64)
        for i, n in enumerate(n_words):
            heads[i, :n] = best_tree(arcs[i, :n, : n + 1].numpy())
        index = torch.from_numpy(heads)
        arc_p = torch.gather(arcs, 2, index.unsqueeze(-1)).squeeze(-1).exp()
        label_p, labels = torch.softmax(net.labels(out, index), -1).max(-1)
        upos_p, upos = torch.softmax(out["upos"], -1).max(-1)
        forms = torch.stack([x.argmax(-1) for x in out["forms"].split(sizes, -1)], -1).tolist()
        sure_arc = (arc_p * label_p >= SURE_TREE).tolist()
        sure_tag = (upos_p >= SURE_TAG).tolist()
        upos, labels = upos.tolist(), labels.tolist()
        names = torch.log_softmax(out["names"], -1).numpy()
        for i, e in enumerate(group):
            n = n_words[i]
            new = e
            if not e.heads:
                new = replace(
                    new,
                    treebank=batcher.defaults.get(e.language, ""),
                    silver_tree=True,
                    upos=[inv.upos[upos[i][k]] if sure_tag[i][k] else "" for k in range(n)],
                    feats=[_feats(inv.features, forms[i][k]) for k in range(n)],
                    heads=[int(heads[i, k]) if sure_arc[i][k] else IGNORE for k in range(n)],
                    deprels=[inv.deprels[labels[i][k]] if sure_arc[i][k] else "" for k in range(n)],
                )
            if not new.silver_tree:  # a treebank's words may still be put together (`vary`), so tags, not a table
                new = replace(new, silver_names=True, corpus=GOLD, names=_tags(decoder, names[i, :n], inv.names))
            elif e.corpus != GOLD:
                new = replace(new, silver_names=True, corpus=GOLD, soft=np.exp(names[i, :n]).astype(np.float16))
            found.append(new)
    return found


def _feats(features: dict[str, list[str]], classes: list[int]) -> dict[str, str]:
    return {name: values[c] for (name, values), c in zip(features.items(), classes, strict=True) if c}


def _tags(decoder: NameTags, scores: NDArray[np.float32], tags: list[str]) -> list[str]:
    """BIO of the sure names, O of the sure others, '' of the rest."""
    outside = np.exp(scores[:, tags.index("O")])
    found = ["O" if p >= SURE_TAG else "" for p in outside]
    for first, last, label, p in decoder.best(scores):
        for k in range(first, last):
            found[k] = (("B-" if k == first else "I-") + label) if p >= SURE_TAG else ""
    return found
