"""Event types of the user's own, given by a definition and example sentences; nothing is trained by the user.

A sentence is held against the examples in two ways: by words (lemmas that are frequent in the examples and rare in news
in general; "Streik" also finds the compound "Warnstreik") and by meaning (cosine of the encoder's vectors, news in
general taken off). Both are set against what the examples reach when each is left out, and the threshold against what
sentences of news in general reach by chance (`background.py`).
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lagebild.language.doc import Doc
from lagebild.reading.actors import Actors
from lagebild.reading.background import Background, background
from lagebild.reading.when import dating_of
from lagebild.reading.wording import Terms, terms_of, told_by, weights_of
from lagebild.records import Article, CustomEvent, Participant, Time

__all__ = [
    "CustomType",
    "Ontology",
    "OntologyError",
    "Texts",
    "find_custom",
    "load_ontology",
    "terms_of",
    "told_by",
    "weights_of",
]

Vectors = NDArray[np.float32]
Analyse = Callable[[Sequence[str]], "Texts"]

LEAST_EXAMPLES = 5
LEAST_CONFIDENCE = 0.5
NEAREST = 3  # examples that a sentence is held against: a type may be told in several ways
# Share of sentences of news in general that may reach the threshold; among 1,500 some truly are of a type such as "strike".
FALSE_ALARMS = 0.003
MIDWAY = 0.35  # where the threshold lies between chance and a typical example; by the strikes of benchmarks/custom.py
CAP = 1.5  # more of the one must not make up for little of the other
# What meaning counts at least: a sentence about something else in its main clause may still tell of the type in its words.
FLOOR = 0.1
COUNTER_WEIGHT = 0.5
LEAST_TOLD = 3.0  # words that a sentence must have however unlike each other the examples are


class OntologyError(ValueError):
    """The file cannot be used; the message says what was found and what is needed."""


@dataclass(frozen=True, slots=True)
class CustomType:
    """A type ready for use."""

    name: str
    center: Vectors  # mean of news in general
    examples: Vectors  # centred and of unit length, n x 512
    counter: Vectors  # the same of sentences that are near but not of the type, m x 512; m may be 0
    words: dict[str, float]  # lemmas and their weight
    usual: tuple[float, float]  # what an unseen example reaches by meaning and by words
    threshold: float = 0.0
    scale: float = 1.0

    def score(self, vector: Vectors, terms: Terms) -> float:
        """1 for what a typical unseen example reaches, 0 for nothing in common."""
        meaning, wording = (
            self.nearness(vector) / self.usual[0],
            told_by(terms, self.words, background()) / self.usual[1],
        )
        return math.sqrt(max(FLOOR, min(CAP, meaning)) * min(CAP, wording))  # meaning alone is never enough

    def nearness(self, vector: Vectors) -> float:
        """The mean cosine with the nearest examples, less a share of that with the nearest counterexample."""
        direction = centred(vector, self.center)
        near = float(np.sort(self.examples @ direction)[-NEAREST:].mean())
        against = float((self.counter @ direction).max()) if len(self.counter) else 0.0
        return near - COUNTER_WEIGHT * max(0.0, against)

    def confidence(self, vector: Vectors, terms: Terms) -> float:
        """0 to 1 by a logistic curve that is 0.5 at the threshold."""
        return float(1.0 / (1.0 + np.exp(-np.clip((self.score(vector, terms) - self.threshold) / self.scale, -30, 30))))


@dataclass(frozen=True, slots=True)
class Ontology:
    """Types of the user's own, ready for comparison."""

    types: tuple[CustomType, ...] = ()


def load_ontology(path: Path, analyse: Analyse | None = None) -> Ontology:
    """The types of a TOML file: tables `[[type]]` with `name`, `definition`, five or more `examples`, and, where near
    misses are to be kept out, `counterexamples`.

    Raises OntologyError with the type and what is missing.
    """
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise OntologyError(f"{path}: {error}") from None
    types = given.get("type")
    if not isinstance(types, list) or not types:
        raise OntologyError(
            f"{path}: no [[type]] in it. Give each type a name, a definition and {LEAST_EXAMPLES} examples"
        )
    for entry in types:
        _check(path, entry)
    analyse = analyse or analysed
    return Ontology(tuple(_fitted(entry, background(), analyse) for entry in types))


def _fitted(entry: Any, news: Background, analyse: Analyse) -> CustomType:
    against = entry.get("counterexamples", ())
    own = analyse((entry["definition"], *entry["examples"]))
    return fit(entry["name"], own, news, analyse(against) if against else None)


def _check(path: Path, entry: Any) -> None:
    name = entry.get("name") if isinstance(entry, dict) else None
    if not isinstance(name, str) or not name.strip():
        raise OntologyError(f"{path}: a [[type]] without a name")
    if not isinstance(entry.get("definition"), str):
        raise OntologyError(f"{path}: type {name!r} needs a definition, one sentence")
    examples = entry.get("examples")
    if (
        not isinstance(examples, list)
        or not all(isinstance(e, str) for e in examples)
        or len(examples) < LEAST_EXAMPLES
    ):
        found = len(examples) if isinstance(examples, list) else 0
        raise OntologyError(f"{path}: type {name!r} has {found} example sentences; {LEAST_EXAMPLES} or more are needed")


@dataclass(frozen=True, slots=True)
class Texts:
    """Sentences: what they say in lemmas and in vectors (n x 512)."""

    terms: tuple[Terms, ...]
    vectors: Vectors

    def without(self, i: int) -> Texts:
        """All but number `i`."""
        return Texts(self.terms[:i] + self.terms[i + 1 :], np.delete(self.vectors, i, axis=0))


def fit(name: str, own: Texts, news: Background, against: Texts | None = None) -> CustomType:
    """The type that the sentences `own` are examples of and `against` are not, in front of `news` in general."""
    center = news.center
    near_misses = against.terms if against is not None else ()
    counter = np.zeros((0, len(center)), dtype=np.float32)
    if against is not None:
        counter = np.stack([centred(v, center) for v in against.vectors])

    def made(examples: Texts, usual: tuple[float, float]) -> CustomType:
        near = np.stack([centred(v, center) for v in examples.vectors])
        return CustomType(name, center, near, counter, weights_of(examples.terms, news, near_misses), usual)

    left_out = [made(own.without(i), (1.0, 1.0)) for i in range(len(own.terms))]
    meaning = [
        float(np.sort(kind.examples @ centred(own.vectors[i], center))[-NEAREST:].mean())
        for i, kind in enumerate(left_out)
    ]
    wording = [told_by(own.terms[i], kind.words, news) for i, kind in enumerate(left_out)]
    usual = (max(0.05, float(np.median(meaning))), max(LEAST_TOLD, float(np.median(wording))))
    final = made(own, usual)
    chance = [final.score(v, t) for v, t in zip(news.vectors, news.terms, strict=True)]
    noise = float(np.quantile(chance, 1 - FALSE_ALARMS))
    # A typical unseen example scores 1, chance hardly anything above the noise.
    threshold = noise + MIDWAY * max(0.0, 1.0 - noise)
    return replace(final, threshold=threshold, scale=max((1.0 - noise) / 4, 0.08))


def centred(vector: Vectors, center: Vectors) -> Vectors:
    """The direction in which a sentence differs from news in general."""
    found = vector - center
    return np.asarray(found / max(float(np.linalg.norm(found)), 1e-9), dtype=np.float32)


def analysed(sentences: Sequence[str]) -> Texts:
    """Sentences by the shipped model."""
    from lagebild.language import analyse_many

    rows, terms = [], []
    for doc in analyse_many((s, "de") for s in sentences):
        assert doc.vectors is not None, "the shipped model gives vectors"
        mean = doc.vectors.mean(axis=0)
        rows.append(mean / max(float(np.linalg.norm(mean)), 1e-9))
        terms.append(terms_of(doc.tokens))
    return Texts(tuple(terms), np.stack(rows).astype(np.float32))


def find_custom(
    doc: Doc, article: Article, actors: Actors, times: tuple[Time, ...], ontology: Ontology
) -> tuple[CustomEvent, ...]:
    """The sentences of `doc` that fit a type of `ontology`; ids c1, c2 ... A document without vectors has none."""
    if doc.vectors is None:
        return ()
    found: list[CustomEvent] = []
    for sentence, vector in zip(doc.sentences, doc.vectors, strict=True):
        terms = terms_of(doc.sentence_tokens(sentence.i))
        for kind in ontology.types:
            confidence = kind.confidence(vector, terms)
            root = doc.root(sentence.i)
            if confidence < LEAST_CONFIDENCE or root is None or sentence.kind == "dateline":
                continue
            found.append(
                CustomEvent(
                    id=f"c{len(found) + 1}", type=kind.name, start=sentence.start, end=sentence.end,
                    actors=_subjects(doc, sentence.i, actors), date=dating_of(root, doc, times, article.published).date,
                    confidence=round(confidence, 3),
                )
            )  # fmt: skip
    return tuple(found)


def _subjects(doc: Doc, sentence: int, actors: Actors) -> tuple[Participant, ...]:
    """The entities that the subjects of a sentence mean."""
    found: dict[str, Participant] = {}
    for token in doc.sentence_tokens(sentence):
        if token.deprel.startswith("nsubj"):
            for entity in map(actors.get, actors.at(token)):
                found.setdefault(
                    entity.id,
                    Participant(
                        entity=entity.id, name=entity.name, start=token.start, end=token.end, country=entity.country,
                        sector=entity.sector,
                    ),
                )  # fmt: skip
    return tuple(found.values())
