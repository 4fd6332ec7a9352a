"""Turns examples into padded batches with targets, with the changes that make training data look like running text."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from corpora import Example, merge_contractions
from hyphens import merge_hyphens
from inventory import ANY, Inventory
from lemmas import script
from network import Batch
from numpy.typing import NDArray
from torch import Tensor

from lagebild.language.pieces import AFFIXES, END, START, UNKNOWN, Pieces

IGNORE = -100
SILVER = 0.6  # weight of what the teacher annotated
QUOTES = (("„", "“"), ("„", "”"), ("»", "«"), ("“", "”"), ("«", "»"), ("‚", "‘"))


@dataclass(slots=True)
class Targets:
    """Gold classes, IGNORE where nothing is known; weights of the sentences for names."""

    upos: Tensor
    forms: Tensor  # [B, T, features]
    lemmas: Tensor
    heads: Tensor
    deprels: Tensor
    names: Tensor
    soft: Tensor  # [B, T, tags] the teacher's probabilities of names; zeros where it was not asked
    name_weight: Tensor  # [B]


def bioes(tags: Sequence[str]) -> list[str]:
    """BIO to BIOES."""
    out = []
    for i, tag in enumerate(tags):
        ends = i + 1 == len(tags) or not tags[i + 1].startswith("I-")
        if tag.startswith("B-"):
            tag = ("S-" if ends else "B-") + tag[2:]
        elif tag.startswith("I-"):
            tag = ("E-" if ends else "I-") + tag[2:]
        out.append(tag)
    return out


def vary(e: Example, rng: random.Random) -> Example:
    """Contractions as one token, other quotation marks, a missing full stop: as running text and headlines have it."""
    if e.heads and rng.random() < 0.6:
        e = merge_hyphens(e)
    if e.ranges and e.language in ("de", "fr") and rng.random() < 0.6:
        e = merge_contractions(e)
    if '"' in e.words and e.language == "de" and rng.random() < 0.6:
        pair, turn, words = rng.choice(QUOTES), 0, []
        for w in e.words:
            words.append(pair[turn % 2] if w == '"' else w)
            turn += w == '"'
        e = replace(e, words=words)
    ends = e.heads and len(e.words) > 3 and e.upos[-1] == "PUNCT"
    if ends and len(e.words) not in e.heads and rng.random() < 0.12:
        e = replace(
            e, words=e.words[:-1], spaces=e.spaces[:-1], upos=e.upos[:-1], feats=e.feats[:-1], heads=e.heads[:-1],
            deprels=e.deprels[:-1], lemmas=e.lemmas[:-1], names=e.names[:-1] if e.names else [],
        )  # fmt: skip
    return e


class Batcher:
    """Builds batches for one inventory and vocabulary."""

    def __init__(self, inventory: Inventory, pieces: Pieces, weights: dict[str, float] | None = None) -> None:
        self.inv, self.pieces, self.weights = inventory, pieces, weights or {}
        self.upos = {x: i for i, x in enumerate(inventory.upos)}
        self.deprels = {x: i for i, x in enumerate(inventory.deprels)}
        self.lemmas = {x: i for i, x in enumerate(inventory.lemmas)}
        self.names = {x: i for i, x in enumerate(inventory.names)}
        self.treebanks = {x: i for i, x in enumerate(inventory.treebanks)}
        self.corpora = {x: i for i, x in enumerate(inventory.corpora)}
        self.values = [{v: i for i, v in enumerate(vs)} for vs in inventory.features.values()]
        self.defaults = {"de": "de_gsd", "en": "en_ewt", "fr": "fr_gsd"}

    def batches(self, examples: list[Example], tokens: int, rng: random.Random | None) -> Iterator[list[Example]]:
        """Groups of sentences of like length with about `tokens` words; shuffled if `rng` is given."""
        if rng:
            keyed = sorted(examples, key=lambda e: len(e.words) + rng.random() * 3)
        else:
            keyed = sorted(examples, key=lambda e: len(e.words))
        groups: list[list[Example]] = [[]]
        total = 0
        for e in keyed:
            if groups[-1] and total + len(e.words) > tokens:
                groups.append([])
                total = 0
            groups[-1].append(e)
            total += len(e.words)
        if rng:
            rng.shuffle(groups)
        yield from (group for group in groups if group)

    def inputs(self, group: Sequence[Example], rng: random.Random | None = None) -> Batch:
        """The padded input; with `rng` some treebank ids and words are hidden."""
        cut = [[self._word(w, s) for w, s in zip(e.words, e.spaces, strict=True)] for e in group]
        size, words = len(group), max(len(c) for c in cut)
        width = 2 + max(sum(len(ids) for ids, _ in c) for c in cut)
        ids = np.zeros((size, width), np.int64)
        mask = np.zeros((size, width), np.float32)
        pool = np.zeros((size, words, width), np.float32)
        last = np.zeros((size, words), np.int64)
        affixes = np.zeros((size, words, len(AFFIXES)), np.int64)
        treebank, corpus = np.zeros(size, np.int64), np.zeros(size, np.int64)
        for i, (e, c) in enumerate(zip(group, cut, strict=True)):
            at = 1
            ids[i, 0] = START
            for k, (pieces, rows) in enumerate(c):
                n = len(pieces)
                ids[i, at : at + n] = UNKNOWN if rng and rng.random() < 0.02 else pieces
                pool[i, k, at : at + n] = 1 / n
                affixes[i, k] = rows
                at += n
                last[i, k] = at - 1
            ids[i, at] = END
            mask[i, : at + 1] = 1
            name = e.treebank or self.defaults.get(e.language, ANY)
            treebank[i] = 0 if rng and rng.random() < 0.05 else self.treebanks.get(name, 0)
            corpus[i] = self.corpora.get(e.corpus or "germeval", 0)
        t = torch.from_numpy
        lengths = torch.tensor([len(c) for c in cut])
        return Batch(t(ids), t(mask), t(pool), t(last), t(affixes), lengths, t(treebank), t(corpus))

    def _word(self, word: str, spaced: bool) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        pieces, rows = self.pieces.word(word, spaced)
        return np.frombuffer(pieces, np.int32), np.frombuffer(rows, np.int32)

    def targets(self, group: Sequence[Example]) -> Targets:
        """Gold classes of the same shape."""
        size, words = len(group), max(len(e.words) for e in group)
        upos, lemmas, heads, deprels, names = (np.full((size, words), IGNORE, np.int64) for _ in range(5))
        forms = np.full((size, words, len(self.values)), IGNORE, np.int64)
        features = list(self.inv.features)
        soft = np.zeros((size, words, len(self.inv.names)), np.float32)
        name_weight = np.ones(size, np.float32)
        for i, e in enumerate(group):
            n = len(e.words)
            name_weight[i] = SILVER if e.silver_names else self.weights.get(e.corpus, 1.0)
            if e.soft is not None:
                soft[i, :n] = e.soft
            elif e.names:
                names[i, :n] = [self.names.get(t, IGNORE) for t in bioes(e.names)]
            if not e.heads:
                continue
            upos[i, :n] = [self.upos.get(u, IGNORE) for u in e.upos]
            heads[i, :n] = e.heads
            deprels[i, :n] = [self.deprels.get(d, IGNORE) for d in e.deprels]
            if e.lemmas:
                lemmas[i, :n] = [
                    self.lemmas.get(script(w, m), IGNORE) if u != "PUNCT" else 0
                    for w, m, u in zip(e.words, e.lemmas, e.upos, strict=True)
                ]
            trusted = set(self.inv.trusted.get(e.treebank, ()))
            for f, name in enumerate(features):
                if name in trusted:
                    forms[i, :n, f] = [
                        self.values[f].get(x.get(name, ""), IGNORE) if u else IGNORE
                        for x, u in zip(e.feats, e.upos, strict=True)
                    ]
        t = torch.from_numpy
        return Targets(
            t(upos), t(forms), t(lemmas), t(heads), t(deprels), t(names), t(soft), t(name_weight)
        )  # fmt: skip
