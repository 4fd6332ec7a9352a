"""Which pieces of a vocabulary are worth shipping: most of those of multilingual encoders serve other languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from corpora import Example
from numpy.typing import NDArray

from lagebild.language.pieces import Pieces


def used(
    pieces: Sequence[str],
    scores: Sequence[float],
    sources: dict[str, list[Example]],
    lists: Iterable[str],
    least: int,
) -> NDArray[np.int64]:
    """Numbers of the pieces that the sources or the word lists use at least so often, and of all of one or two letters.

    A word with a rarer piece is cut into these.
    """
    cut = Pieces(pieces, scores, {})
    text = (w for name, part in sources.items() if not _held(name) for e in part for w in e.words)
    keep = np.array([len(p) < 3 for p in pieces]) | np.array([k < 3 for k in range(len(pieces))])
    for words in (text, lists):
        seen = np.zeros(len(pieces), np.int64)
        for word in words:
            np.add.at(seen, np.frombuffer(cut.word(word, True)[0], np.int32), 1)
        keep |= seen >= least
    return np.flatnonzero(keep)


def _held(name: str) -> bool:
    return "held" in name or "test-a" in name
