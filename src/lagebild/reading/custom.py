"""Event types of the user's own, given by a definition and example sentences; nothing is trained by the user.

A sentence is held against the examples in two ways: by meaning (cosine of the encoder's vectors, news in general taken
off) and by words (parts of words that are frequent in the examples and rare in news in general, so that "Streik" also
finds "Warnstreiks"). News in general are the example sentences of our own tables. Both scores are set against what the
examples reach when each is left out, and against what the background reaches by chance.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lagebild.language.doc import Doc
from lagebild.reading.actors import Actors
from lagebild.reading.when import date_of
from lagebild.records import Article, CustomEvent, Participant, Time

Vectors = NDArray[np.float32]
_WORD = re.compile(r"[^\W\d_]{4,}")
Embed = Callable[[Sequence[str]], Vectors]

LEAST_EXAMPLES = 5
LEAST_CONFIDENCE = 0.5
NEAREST = 3  # examples that a sentence is held against: a type may be told in several ways
FALSE_ALARMS = 0.005  # share of background sentences that may reach the threshold
PART = 5  # letters of the parts of words: "Streik" is two of them
STRONGEST = 8  # parts that count: a long sentence must not win by its length
SMOOTH = 0.02
TABLES = ("frames.tsv", "cues.tsv", "relations.tsv")  # their last column is an example sentence of our own


class OntologyError(ValueError):
    """The file cannot be used; the message says what was found and what is needed."""


@dataclass(frozen=True, slots=True)
class CustomType:
    """A type ready for use."""

    name: str
    center: Vectors  # mean of the background
    examples: Vectors  # centred and of unit length, n x 512
    words: dict[str, float]  # parts of words and their weight
    usual: tuple[float, float]  # what an unseen example reaches by meaning and by words
    threshold: float = 0.0
    scale: float = 1.0

    def score(self, vector: Vectors, text: str) -> float:
        """1 for what a typical unseen example reaches, 0 for nothing in common."""
        near = np.sort(self.examples @ centred(vector, self.center))[-NEAREST:].mean()
        return (float(near) / self.usual[0] + min(2.0, told_by(text, self.words) / self.usual[1])) / 2

    def confidence(self, vector: Vectors, text: str) -> float:
        """0 to 1 by a logistic curve that is 0.5 at the threshold."""
        return float(1.0 / (1.0 + np.exp(-np.clip((self.score(vector, text) - self.threshold) / self.scale, -30, 30))))


@dataclass(frozen=True, slots=True)
class Ontology:
    """Types of the user's own, ready for comparison."""

    types: tuple[CustomType, ...] = ()


def load_ontology(path: Path, embed: Embed | None = None) -> Ontology:
    """The types of a TOML file: tables `[[type]]` with `name`, `definition` and five or more `examples`.

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
    embed = embed or embedded
    texts = [[entry["definition"], *entry["examples"]] for entry in types]
    news = Texts(background(), embed(background()))
    return Ontology(
        tuple(fit(e["name"], Texts(tuple(own), embed(own)), news) for e, own in zip(types, texts, strict=True))
    )


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
    """Sentences with their vectors (n x 512)."""

    texts: tuple[str, ...]
    vectors: Vectors

    def without(self, i: int) -> Texts:
        """All but number `i`."""
        return Texts(self.texts[:i] + self.texts[i + 1 :], np.delete(self.vectors, i, axis=0))


def fit(name: str, own: Texts, news: Texts) -> CustomType:
    """The type that the sentences `own` are examples of, against `news` in general."""
    center = news.vectors.mean(axis=0)
    frequent = Counter(part for text in news.texts for part in parts(text))

    def made(examples: Texts, usual: tuple[float, float]) -> CustomType:
        near = np.stack([centred(v, center) for v in examples.vectors])
        return CustomType(name, center, near, weights_of(examples.texts, frequent, len(news.texts)), usual)

    left_out = [made(own.without(i), (1.0, 1.0)) for i in range(len(own.texts))]
    meaning = [
        float(np.sort(kind.examples @ centred(own.vectors[i], center))[-NEAREST:].mean())
        for i, kind in enumerate(left_out)
    ]
    wording = [told_by(own.texts[i], kind.words) for i, kind in enumerate(left_out)]
    usual = (max(0.05, float(np.median(meaning))), max(1.0, float(np.median(wording))))
    final = made(own, usual)
    chance = [final.score(v, t) for v, t in zip(news.vectors, news.texts, strict=True)]
    noise = float(np.quantile(chance, 1 - FALSE_ALARMS))
    # A typical unseen example scores 1: the threshold lies half-way from the background's upper edge to it.
    return replace(final, threshold=max(noise, (noise + 1.0) / 2), scale=max((1.0 - noise) / 4, 0.05))


def centred(vector: Vectors, center: Vectors) -> Vectors:
    """The direction in which a sentence differs from news in general."""
    found = vector - center
    return np.asarray(found / max(float(np.linalg.norm(found)), 1e-9), dtype=np.float32)


def parts(text: str) -> set[str]:
    """The parts of the words of a text, `PART` letters each; words of four letters whole."""
    found: set[str] = set()
    for word in _WORD.findall(text.lower()):
        found |= {word[i : i + PART] for i in range(len(word) - PART + 1)} or {word}
    return found


def weights_of(texts: Sequence[str], frequent: Counter[str], total: int) -> dict[str, float]:
    """How much more often than in news in general a part stands in the examples (log of the ratio), where it does."""
    counted = Counter(part for text in texts for part in parts(text))
    found = {
        part: math.log((n / len(texts) + SMOOTH) / (frequent[part] / total + SMOOTH)) for part, n in counted.items()
    }
    return {part: weight for part, weight in found.items() if weight > 0}


def told_by(text: str, words: dict[str, float]) -> float:
    """The sum of the strongest weights of the parts that a text has."""
    return sum(sorted((words[p] for p in parts(text) if p in words), reverse=True)[:STRONGEST])


@cache
def background() -> tuple[str, ...]:
    """Sentences that stand for news in general: the examples of our own tables."""
    folder = files("lagebild.knowledge").joinpath("de")
    found = []
    for table in TABLES:
        for line in folder.joinpath(table).read_text(encoding="utf-8").splitlines():
            last = line.rsplit("\t", 1)[-1].strip()
            if not line.startswith("#") and last.endswith((".", "!", "?", "“")) and " " in last:
                found.append(last)
    return tuple(dict.fromkeys(found))


def embedded(sentences: Sequence[str]) -> Vectors:
    """The unit vectors of sentences (n x 512) by the shipped model."""
    from lagebild.language import analyse_many

    rows = []
    for doc in analyse_many((s, "de") for s in sentences):
        assert doc.vectors is not None, "the shipped model gives vectors"
        mean = doc.vectors.mean(axis=0)
        rows.append(mean / max(float(np.linalg.norm(mean)), 1e-9))
    return np.stack(rows).astype(np.float32)


def find_custom(
    doc: Doc, article: Article, actors: Actors, times: tuple[Time, ...], ontology: Ontology
) -> tuple[CustomEvent, ...]:
    """The sentences of `doc` that fit a type of `ontology`; ids c1, c2 ... A document without vectors has none."""
    if doc.vectors is None:
        return ()
    found: list[CustomEvent] = []
    for sentence, vector in zip(doc.sentences, doc.vectors, strict=True):
        for kind in ontology.types:
            confidence = kind.confidence(vector, doc.text[sentence.start : sentence.end])
            root = doc.root(sentence.i)
            if confidence < LEAST_CONFIDENCE or root is None or sentence.kind == "dateline":
                continue
            found.append(
                CustomEvent(
                    id=f"c{len(found) + 1}", type=kind.name, start=sentence.start, end=sentence.end,
                    actors=_subjects(doc, sentence.i, actors), date=date_of(root, doc, times, article.published),
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
