"""Near-duplicates: agency reports printed by several papers, whole or shortened.

Runs of five words are hashed; an eighth of the hashes, chosen by their value, stands for the article. Two articles are
copies where most of the shorter one's runs are in the longer one (containment, not Jaccard: papers cut from the end).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from zlib import crc32

import msgspec

from lagebild.picture.days import days_of
from lagebild.picture.groups import Member
from lagebild.records import Report

RUN = 5  # words a run: shorter ones are shared by chance ("in der Nacht zum Sonntag")
SAMPLE = 8  # one hash of so many is kept: a report of 250 words keeps about 30
SHORT = 80  # words: shorter articles keep every hash, or nothing would be left to compare
CONTAINMENT = 0.5  # share of the shorter article's runs; a retold report shares a few quotations, about 0.1
LEAST = 4  # runs shared at the least

_WORD = re.compile(r"\w+")


class Copies:
    """Articles that carry the same text."""

    kind = "copy"
    listed = False
    by_feature = True
    window = 30

    def members(self, report: Report, code: bytes | None) -> Iterable[Member]:
        """The article itself."""
        hashes = runs(report.article.text)
        if not hashes:
            return
        when = days_of(report.article.published)
        yield Member(
            id=report.article.id,
            article=report.article.id,
            rank=report.article.published or "9999",
            day=when.first if when else 0,
            features=tuple(_index(hashes)),
            data=msgspec.msgpack.encode(hashes),
        )

    def same(self, one: bytes, other: bytes) -> float | None:
        """The containment, where it is high enough."""
        a, b = _decoded(one), _decoded(other)
        shared = len(a & b)
        containment = shared / max(1, min(len(a), len(b)))
        return containment if shared >= LEAST and containment >= CONTAINMENT else None

    def features(self, data: bytes) -> Iterable[str]:
        """The hashes as the index has them."""
        return _index(_decoded(data))


def _index(hashes: Iterable[int]) -> Iterable[str]:
    return (f"{h:08x}" for h in hashes)


def runs(text: str) -> list[int]:
    """The sampled hashes of an article's runs of words, sorted."""
    words = _WORD.findall(text.casefold())
    hashes = {crc32(" ".join(words[i : i + RUN]).encode()) for i in range(len(words) - RUN + 1)}
    return sorted(hashes if len(words) < SHORT else (h for h in hashes if h % SAMPLE == 0))


@lru_cache(maxsize=256)
def _decoded(data: bytes) -> frozenset[int]:
    return _HASHES.decode(data)


_HASHES = msgspec.msgpack.Decoder(frozenset[int])
