"""Scores a trained network on held-out sentences."""

from __future__ import annotations

import numpy as np
import torch
from batches import Batcher, bioes
from corpora import Example
from network import Network

from lagebild.language.decode import NameTags, best_tree
from lagebild.language.lemmas import apply_script


def spans(tags: list[str]) -> set[tuple[int, int, str]]:
    """The names in BIOES tags."""
    found, first = set(), 0
    for i, tag in enumerate(tags):
        if tag[0] in "BS":
            first = i
        if tag[0] in "ES":
            found.add((first, i + 1, tag[2:]))
    return found


@torch.no_grad()
def parse_scores(net: Network, batcher: Batcher, examples: list[Example]) -> dict[str, float]:
    """UPOS, UAS, LAS, case, all features, lemma with gold tokens; punctuation counts."""
    net.eval()
    inv = batcher.inv
    names = list(inv.features)
    sizes = [len(v) for v in inv.features.values()]
    right = dict.fromkeys(("upos", "uas", "las", "case", "lemma", "number", "gender"), 0)
    total = dict.fromkeys(right, 0)
    for group in batcher.batches(examples, 2000, None):
        b = batcher.inputs(group)
        out = net(b)
        heads = np.zeros(b.last.shape, np.int64)
        for i, e in enumerate(group):
            n = len(e.words)
            heads[i, :n] = best_tree(out["arcs"][i, :n, : n + 1].numpy())
        labels = net.labels(out, torch.from_numpy(heads)).argmax(-1)
        forms = [x.argmax(-1) for x in out["forms"].split(sizes, -1)]
        upos, lemmas = out["upos"].argmax(-1), out["lemmas"].argmax(-1)
        for i, e in enumerate(group):
            for k in range(len(e.words)):
                ok = heads[i, k] == e.heads[k]
                right["upos"] += inv.upos[upos[i, k]] == e.upos[k]
                right["uas"] += int(ok)
                right["las"] += int(ok and inv.deprels[labels[i, k]] == e.deprels[k])
                right["lemma"] += apply_script(inv.lemmas[lemmas[i, k]], e.words[k]) == e.lemmas[k]
                for name in ("Case", "Number", "Gender"):
                    gold = e.feats[k].get(name, "")
                    if gold:
                        f = names.index(name)
                        right[name.lower()] += inv.features[name][forms[f][i, k]] == gold
                        total[name.lower()] += 1
            for key in ("upos", "uas", "las", "lemma"):
                total[key] += len(e.words)
    return {k: round(right[k] / max(total[k], 1), 4) for k in right}


@torch.no_grad()
def name_scores(net: Network, batcher: Batcher, examples: list[Example]) -> dict[str, float]:
    """F1 of PER, LOC, ORG and over the three."""
    net.eval()
    decoder = NameTags(batcher.inv.names)
    counts = {k: [0, 0, 0] for k in ("PER", "LOC", "ORG", "all")}
    for group in batcher.batches(examples, 2000, None):
        scores = torch.log_softmax(net(batcher.inputs(group))["names"], -1).numpy()
        for i, e in enumerate(group):
            gold = {x for x in spans(bioes(e.names)) if x[2] in counts}
            found = {x[:3] for x in decoder.best(scores[i, : len(e.words)]) if x[2] in counts}
            for key, c in counts.items():
                g = {x for x in gold if key in ("all", x[2])}
                f = {x for x in found if key in ("all", x[2])}
                c[0] += len(g & f)
                c[1] += len(g)
                c[2] += len(f)
    return {k: round(2 * c[0] / max(c[1] + c[2], 1), 4) for k, c in counts.items()}
