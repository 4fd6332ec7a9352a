"""Stories: articles on one matter over days, by what they are about, who is in them and when they came."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import lru_cache

import msgspec

from lagebild.picture.days import days_of
from lagebild.picture.groups import Member
from lagebild.picture.keys import actor_key
from lagebild.records import Entity, Report

WINDOW = 10  # days between two reports of a story that link them directly; longer stories grow link by link
SAME = 0.5  # found on benchmarks/gold/stories: below, matters of the same country and week run together
WEIGHTS = {"person": 1.0, "organization": 0.8, "place": 0.7, "group": 0.4, "country": 0.5}
DECAY = 20.0  # days after which the share of time in the score has fallen to 1/e
_CAPITALISED = re.compile(r"[A-ZÄÖÜ][\wäöüß-]{3,}")


class Features(msgspec.Struct, frozen=True, array_like=True):
    """What is compared: weighted actors and places, content words, the vector's sign bits, the day. The words are taken
    apart when they are asked for: most candidates are refused without them."""

    actors: dict[str, float]
    words: msgspec.Raw  # a set of numbers
    code: bytes | None
    day: int


class Stories:
    """Articles that tell of the same matter."""

    kind = "story"
    listed = True
    by_feature = True
    window = WINDOW

    def members(self, report: Report, code: bytes | None) -> Iterable[Member]:
        """The article itself, where it names anybody."""
        actors = weights(report)
        if not actors:
            return
        when = days_of(report.article.published)
        day = when.first if when else 0
        words = _content(report)
        yield Member(
            id=report.article.id,
            article=report.article.id,
            rank=report.article.published or "9999",
            day=day,
            features=tuple(_index_terms(actors)),
            data=msgspec.msgpack.encode(Features(actors, msgspec.Raw(msgspec.msgpack.encode(words)), code, day)),
        )

    def same(self, one: bytes, other: bytes) -> float | None:
        """Shared actors, words and meaning, less with the days between."""
        a, b = _decoded(one), _decoded(other)
        if _at_most(a, b) < SAME:
            return None
        score = likeness(a, b)
        return score if score >= SAME else None

    def features(self, data: bytes) -> Iterable[str]:
        """What it is found by."""
        return _index_terms(_decoded(data).actors)


def likeness(a: Features, b: Features) -> float:
    """0 to 1: mean of the weighted overlap of actors, of words and of the vectors' cosine, times the decay in time."""
    return _mean(a, b, min(1.0, 2.5 * _jaccard(_words(bytes(a.words)), _words(bytes(b.words)))))


def _at_most(a: Features, b: Features) -> float:
    """What the likeness comes to if all words are the same; a trace more, since it is a sum of fractions."""
    return _mean(a, b, 1.0) + 1e-9


def _mean(a: Features, b: Features, words: float) -> float:
    parts = [_overlap(a.actors, b.actors), words]
    if a.code and b.code:
        parts.append(max(0.0, cosine(a.code, b.code)))
    return sum(parts) / len(parts) * math.exp(-abs(a.day - b.day) / DECAY)


def cosine(one: bytes, other: bytes) -> float:
    """The cosine that the sign bits of two vectors tell: cos(pi * share of bits that differ)."""
    differ = (int.from_bytes(one) ^ int.from_bytes(other)).bit_count()
    return math.cos(math.pi * differ / (8 * len(one)))


def weights(report: Report) -> dict[str, float]:
    """The actors of an article by key, heavier by kind and by how often they are mentioned."""
    found: dict[str, float] = {}
    for entity in report.entities:
        key = actor_key(entity, report.article.id)
        if not key.startswith("local:"):
            found[key] = found.get(key, 0.0) + _weight(entity)
    return found


def _weight(entity: Entity) -> float:
    return WEIGHTS[entity.kind] * (1.0 + math.log(max(1, len(entity.mentions))))


def _index_terms(actors: dict[str, float]) -> Iterable[str]:
    """Actors that are telling alone, and the pairs of the heaviest: a single country would fetch half the store."""
    heavy = sorted(actors, key=lambda k: (-actors[k], k))[:6]
    yield from (k for k in heavy if not k.startswith(("country:", "group:")))
    yield from (f"{a}|{b}" for i, a in enumerate(sorted(heavy)) for b in sorted(heavy)[i + 1 :])


def _content(report: Report) -> set[int]:
    """Hashes of the capitalised words, in German the nouns and names, cut to a stem of seven letters."""
    from zlib import crc32

    text = f"{report.article.title or ''} {report.article.text}"
    return {crc32(word[:7].casefold().encode()) & 0xFFFFFF for word in _CAPITALISED.findall(text)}


def _overlap(a: dict[str, float], b: dict[str, float]) -> float:
    shared = sum(min(a[k], b[k]) for k in a.keys() & b.keys())
    return shared / max(1e-9, min(sum(a.values()), sum(b.values())))


def _jaccard(a: frozenset[int], b: frozenset[int]) -> float:
    shared = len(a & b)
    return shared / max(1, len(a) + len(b) - shared)


@lru_cache(maxsize=256)  # a new article is compared with dozens
def _decoded(data: bytes) -> Features:
    return _FEATURES.decode(data)


@lru_cache(maxsize=256)
def _words(packed: bytes) -> frozenset[int]:
    return _WORDS.decode(packed)


_WORDS = msgspec.msgpack.Decoder(frozenset[int])
_FEATURES = msgspec.msgpack.Decoder(Features)
