"""The trained network behind one call: tags, morphology, lemmas, trees, names and sentence vectors for a `Doc`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Protocol, TypeVar

import numpy as np

from lagebild.language.decode import NameTags, best_tree
from lagebild.language.doc import Doc, Name, Token
from lagebild.language.lemmas import Lemmatiser
from lagebild.language.model_file import FILE_NAME, SHA256
from lagebild.language.network import Cut, Floats, Network, Scores, Words, checked_bytes

# Padded pieces in a batch of the network and of the second reader: larger ones leave the processor's cache.
BATCH, AGAIN = 512, 256
AGAIN_LONGEST = 100  # words of what it reads: attention grows with the square of a sentence's pieces
LONGEST = 160  # words; longer sentences (lists, tables, lost full stops) are read in pieces and joined
# Part of a sentence is read again when its words' mean doubt is above this. A word's doubt is the chance that its best tag of
# names is wrong, and so many times the chance that it is wrong about a person. docs/model-card.md: what other bars give.
DOUBT, PERSONS = 0.046, 3
UNSURE, AROUND = (
    0.15,
    5,
)  # what is read: from the first word doubted more than this to the last, and words on either side
BREAKS = frozenset(";:,.!?")  # where a sentence that is too long is best cut


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of tokens that is read at once: a sentence, or a part of one that is too long."""

    doc: int
    sentence: int
    tokens: list[Token]
    words: Words
    cut: Cut


@dataclass(frozen=True, slots=True)
class _Again:
    """The words of a part that the second reader gets, and what the network says of all its words' names."""

    part: _Part
    scores: Floats
    first: int
    cut: Cut


class Model:
    """The language model. One instance may be shared; it holds no state of the documents."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._names = NameTags(network.labels.names)
        self._persons = np.array([tag.endswith("-PER") for tag in network.labels.names])
        self._lemmas = Lemmatiser(network.lexicon)
        self._features = list(network.labels.features.items())
        self._feats: dict[tuple[int, ...], dict[str, str]] = {}  # class tuples seen so far and what they mean

    def annotate(self, doc: Doc) -> None:
        """Fill upos, feats, lemma, head, children, deprel of the tokens, and doc.names and doc.vectors.

        The document brings its text, tokens (text, start, end, sent) and sentences.
        """
        self.annotate_many([doc])

    def annotate_many(self, docs: Sequence[Doc]) -> None:
        """The same for several documents: sentences of like length run through the network together."""
        parts = [part for i, doc in enumerate(docs) for part in self._parts(i, doc)]
        vectors = [np.zeros((len(doc.sentences), 512), np.float32) for doc in docs]
        for doc in docs:
            doc.names = []
        unsure: list[_Again] = []
        for group in _batches(parts, BATCH):
            scores = self._network.run([p.cut for p in group])
            self._fill(group, scores, docs)
            unsure += self._names_of(group, scores.names, docs)
            for part, vector in zip(group, scores.vectors, strict=True):
                vectors[part.doc][part.sentence] += vector * len(part.tokens)
        for again in _batches(unsure, AGAIN):
            for one, scored in zip(again, self._network.names_again([a.cut for a in again]), strict=True):
                count = len(one.cut.words)
                one.scores[one.first : one.first + count] = scored[:count]
                self._name(one.part, one.scores, docs)
        for doc, rows in zip(docs, vectors, strict=True):
            rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
            doc.vectors = rows
            doc.names.sort(key=lambda n: n.first)
            _join_parts(doc)
            if repair := _repair(doc.language[:2]):
                repair(doc)

    def _fill(self, group: Sequence[_Part], scores: Scores, docs: Sequence[Doc]) -> None:
        labels = self._network.labels
        lengths: list[int] = scores.lengths.tolist()
        heads = np.zeros(scores.upos.shape, np.int64)
        for i, n in enumerate(lengths):
            heads[i, :n] = best_tree(scores.arcs[i, :n, : n + 1])
        relations = self._network.labels_of(scores, heads)
        classes = np.stack([scores.upos, scores.lemmas, heads, relations, *scores.forms], axis=2)
        for i, part in enumerate(group):
            tokens, language = part.tokens, part.words.language[:2]
            rows: list[list[int]] = classes[i, : lengths[i]].tolist()
            for token, (upos, script, head, relation, *forms) in zip(tokens, rows, strict=True):
                token.head = tokens[head - 1] if head else None
                token.deprel = labels.deprels[relation] if head else "root"
                token.upos = labels.upos[upos]
                token.feats = self._feats_of(tuple(forms)).copy()
                token.lemma = self._lemmas.lemma(token.text, token.upos, labels.lemmas[script], language, token.feats)
                token.children = []
            for token in tokens:
                if token.head is not None:
                    token.head.children.append(token)

    def _names_of(self, group: Sequence[_Part], scores: Floats, docs: Sequence[Doc]) -> Iterator[_Again]:
        """Names of the parts whose tags are sure enough; of the others, what is to be read again."""
        chances = np.exp(scores)
        person = chances[:, :, self._persons].sum(axis=2)
        doubts = 1 - chances.max(axis=2) + PERSONS * np.minimum(person, 1 - person)
        for part, rows, doubt in zip(group, scores, doubts, strict=True):
            count = len(part.tokens)
            again = part.words.language[:2] in self._network.read_twice and count <= AGAIN_LONGEST
            if again and doubt[:count].mean() > DOUBT:
                yield self._again(part, rows[:count].copy(), doubt[:count])
            else:
                self._name(part, rows, docs)

    def _again(self, part: _Part, scores: Floats, doubt: Floats) -> _Again:
        """The stretch around the words in doubt, cut where the network sees no name."""
        places = np.flatnonzero(doubt > UNSURE) if doubt.max() > UNSURE else np.arange(len(doubt))
        first, last = max(int(places[0]) - AROUND, 0), min(int(places[-1]) + 1 + AROUND, len(doubt))
        outside = scores.argmax(axis=1) == self._names.outside
        while first > 0 and not (outside[first] or outside[first - 1]):
            first -= 1
        while last < len(doubt) and not (outside[last - 1] or outside[last]):
            last += 1
        words = part.words
        stretch = Words(words.texts[first:last], words.spaced[first:last], words.language)
        return _Again(part, scores, first, self._network.cut_again(stretch))

    def _name(self, part: _Part, scores: Floats, docs: Sequence[Doc]) -> None:
        for first, last, label, score in self._names.best(scores[: len(part.tokens)]):
            a, b = part.tokens[first], part.tokens[last - 1]
            docs[part.doc].names.append(Name(a.i, b.i + 1, a.start, b.end, label, score))

    def _parts(self, number: int, doc: Doc) -> Iterator[_Part]:
        for sentence in doc.sentences:
            tokens = doc.tokens[sentence.first : sentence.last]
            while tokens:
                cut = _cut_at(tokens)
                here, tokens = tokens[:cut], tokens[cut:]
                spaced = [True, *(b.start > a.end for a, b in pairwise(here))]
                words = Words([t.text for t in here], spaced, doc.language)
                yield _Part(number, sentence.i, here, words, self._network.cut(words))

    def _feats_of(self, classes: tuple[int, ...]) -> dict[str, str]:
        found = self._feats.get(classes)
        if found is None:
            pairs = zip(self._features, classes, strict=True)
            found = self._feats[classes] = {name: values[c] for (name, values), c in pairs if c}
        return found


def _cut_at(tokens: Sequence[Token]) -> int:
    """All, or up to the last mark in the second half of the longest stretch that is read at once."""
    if len(tokens) <= LONGEST:
        return len(tokens)
    marks = (k + 1 for k in range(LONGEST - 1, LONGEST // 2, -1) if tokens[k].text in BREAKS)
    return next(marks, LONGEST)


class _HasCut(Protocol):
    @property
    def cut(self) -> Cut: ...


_Item = TypeVar("_Item", bound=_HasCut)


def _batches(items: Sequence[_Item], most: int) -> Iterator[list[_Item]]:
    """Sentences of like length together, so many padded pieces at once."""
    group: list[_Item] = []
    for item in sorted(items, key=lambda item: item.cut.pieces):
        if group and (item.cut.pieces + 2) * (len(group) + 1) > most:
            yield group
            group = []
        group.append(item)
    if group:
        yield group


def _join_parts(doc: Doc) -> None:
    """One root a sentence: the roots of later parts hang on the first one as parataxis."""
    for sentence in doc.sentences:
        if sentence.last - sentence.first <= LONGEST:
            continue
        first, *others = (t for t in doc.tokens[sentence.first : sentence.last] if t.head is None)
        for token in others:
            token.head, token.deprel = first, "parataxis"
            first.children.append(token)


@cache
def _repair(language: str) -> Callable[[Doc], None] | None:
    """What a language's grammar rules out, `LANGUAGE/agreement.py`, if it has that."""
    name = f"lagebild.language.{language}"
    if not language.isalpha() or find_spec(name) is None or find_spec(f"{name}.agreement") is None:
        return None
    repair: Callable[[Doc], None] = import_module(f"{name}.agreement").repair
    return repair


@cache
def default_model() -> Model:
    """The model that ships with the package, loaded at the first call."""
    return Model(Network(checked_bytes(Path(__file__).parent / "data" / FILE_NAME, SHA256)))
