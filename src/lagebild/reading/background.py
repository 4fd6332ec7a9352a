"""News in general, against which event types of one's own stand out: compiled by `training/background.py`."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FILE = Path(__file__).parent / "data" / "background.npz"


@dataclass(frozen=True, slots=True)
class Background:
    """Sentences of news in general; `model` is the checksum of the model that read them."""

    model: str
    sentences: int
    counts: dict[str, int]  # lemma -> sentences that hold it; rarer lemmas are left out
    center: NDArray[np.float32]
    vectors: NDArray[np.float32]  # of a sample
    terms: tuple[frozenset[str], ...]  # of the same sample

    def share(self, lemma: str) -> float:
        """The share of sentences that hold a lemma; what was hardly ever met counts as met half a time."""
        return max(0.5, self.counts.get(lemma, 0)) / self.sentences

    def rarity(self, lemma: str) -> float:
        """0 for what stands in every sentence, about 9 for what was never met."""
        return -math.log(self.share(lemma))


@cache
def background() -> Background:
    """The shipped background."""
    with np.load(FILE) as f:
        lemmas = str(f["lemmas"]).split("\n")
        ends = f["ends"].tolist()
        ids = f["terms"].tolist()
        return Background(
            model=str(f["model"]),
            sentences=int(f["sentences"]),
            counts=dict(zip(lemmas, f["counts"].tolist(), strict=True)),
            center=f["center"],
            vectors=f["vectors"].astype(np.float32),
            terms=tuple(frozenset(lemmas[i] for i in ids[a:b]) for a, b in zip([0, *ends[:-1]], ends, strict=True)),
        )
