"""Cuts a word into the pieces of the encoder's vocabulary, and into the hashed affixes beside them.

Training and running use this one module, word by word, so that both see the same pieces and a word seen twice costs
one dictionary lookup. The pieces are those of USE multilingual v3 (a SentencePiece unigram vocabulary), pruned to
Latin script.
"""

from __future__ import annotations

import unicodedata
import zlib
from array import array
from collections.abc import Mapping, Sequence

SPACE = "\u2581"  # SentencePiece's mark for a preceding space
UNKNOWN, START, END = 0, 1, 2  # ids of <unk>, <s>, </s> in the vocabulary, kept by the pruning
MAX_PIECES = 12  # of one word; longer ones (addresses, strings of digits) keep their first and last pieces
AFFIX_ROWS = 8192  # rows of each affix table; collisions are rare for the frequent ones and harmless for the others
AFFIXES = ("form", "prefix2", "prefix4", "suffix1", "suffix2", "suffix3", "suffix4", "suffix5", "shape", "kind")
KINDS = ("noun", "first", "last", "place", "org")  # what word lists know a word as: bits of the last affix row
CACHE_WORDS = 200_000  # about 100 MB at most; then the cache starts afresh


def shape(word: str) -> str:
    """`Xxxx`, `dd.dd`, `XX-Xxx`: letters to x or X, digits to d, runs longer than three cut."""
    out: list[str] = []
    for c in word:
        kind = "X" if c.isupper() else "x" if c.isalpha() else "d" if c.isdigit() else c
        if len(out) < 3 or not (out[-1] == out[-2] == out[-3] == kind):
            out.append(kind)
    return "".join(out[:16])


def affix_rows(word: str) -> list[int]:
    """One row number per entry of AFFIXES but the last; row 0 of a table is kept for words dropped in training."""
    low = word.lower()
    keys = (low, low[:2], low[:4], low[-1:], low[-2:], low[-3:], low[-4:], low[-5:], shape(word))
    return [1 + zlib.crc32(k.encode("utf-8", "surrogatepass")) % (AFFIX_ROWS - 1) for k in keys]


class Pieces:
    """The vocabulary and its unigram segmentation (the best path by summed scores)."""

    def __init__(self, pieces: Sequence[str], scores: Sequence[float], kinds: Mapping[str, int]) -> None:
        self._kinds = kinds
        self._scores = scores
        self._unknown_score = min(scores) - 10.0  # SentencePiece's own penalty
        self._longest = max(map(len, pieces))
        table = {piece: i for i, piece in enumerate(pieces)}
        for piece in pieces:  # prefixes that are no piece themselves keep the walk going
            for k in range(len(piece) - 1, 0, -1):
                if piece[:k] in table:
                    break
                table[piece[:k]] = -1
        self._table = table
        self._cache: dict[tuple[str, bool], tuple[bytes, bytes]] = {}

    def word(self, text: str, spaced: bool) -> tuple[bytes, bytes]:
        """Piece ids (at least one, at most MAX_PIECES) and affix rows of a word with or without a space before it.

        Both as the bytes of int32 numbers: joined and read by `numpy.frombuffer`, they make a batch without a loop.
        """
        key = (text, spaced)
        found = self._cache.get(key)
        if found is None:
            if len(self._cache) > CACHE_WORDS:
                self._cache.clear()
            found = self._cache[key] = (
                array("i", self._cut(text, spaced)).tobytes(),
                array("i", [*affix_rows(text), 1 + self._kind(text)]).tobytes(),
            )
        return found

    def _kind(self, text: str) -> int:
        """What the word lists know; of a compound with hyphen its last part, of a genitive ("Merkels") the name."""
        known = self._kinds.get(text)
        if known is None and "-" in text:
            known = self._kinds.get(text.rsplit("-", 1)[1])
        if known is None and text.endswith("s"):
            known = self._kinds.get(text[:-1])
        return known or 0

    def _cut(self, text: str, spaced: bool) -> list[int]:
        plain = unicodedata.normalize("NFKC", text[:400]).replace(" ", SPACE)
        ids = self._best_path(SPACE + plain if spaced else plain) if plain else []
        if len(ids) > MAX_PIECES:
            ids = ids[: MAX_PIECES // 2] + ids[-MAX_PIECES // 2 :]
        return ids or [UNKNOWN]

    def _best_path(self, s: str) -> list[int]:
        n = len(s)
        best = [0.0] + [-1e30] * n
        came: list[tuple[int, int]] = [(0, UNKNOWN)] * (n + 1)
        get, scores = self._table.get, self._scores
        for i in range(n):
            base = best[i]
            if base + self._unknown_score > best[i + 1]:
                best[i + 1], came[i + 1] = base + self._unknown_score, (i, UNKNOWN)
            for j in range(i + 1, min(i + self._longest, n) + 1):
                piece = get(s[i:j])
                if piece is None:
                    break
                if piece >= 0 and base + scores[piece] > best[j]:
                    best[j], came[j] = base + scores[piece], (i, piece)
        ids: list[int] = []
        while n > 0:
            n, piece = came[n]
            ids.append(piece)
        return ids[::-1]
