"""Runs the ONNX file: sentences of words in, arrays of scores out.

Knows nothing of documents: it pads a group of sentences into one batch, runs it and masks what is padding.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from lagebild.language.lemmas import Lexicon
from lagebild.language.pieces import AFFIXES, END, START, Pieces

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
NEVER = np.float32(-1e9)
OUTPUTS = ("upos", "forms", "lemmas", "names", "arcs", "label_dep", "label_head", "vectors")
# What a language's sentences are read as, where it has several treebanks: the one nearest to news text.
PREFERRED = {"de": "de_gsd", "en": "en_ewt", "nl": "nl_lassysmall", "nb": "no_bokmaal", "nn": "no_bokmaal"}


class ModelFileError(RuntimeError):
    """The model file is missing or is not the one this version was built with."""


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence for the network: words, whether a space stands before each, and the language."""

    texts: Sequence[str]
    spaced: Sequence[bool]
    language: str


@dataclass(frozen=True, slots=True)
class Cut:
    """One sentence in pieces: for each word the ids of its pieces and the rows of its affixes, as bytes of int32."""

    words: Sequence[tuple[bytes, bytes]]
    pieces: int
    language: str


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of a batch of B sentences with up to T words; rows beyond `lengths` are padding."""

    lengths: Ints
    upos: Ints  # [B, T] classes
    forms: list[Ints]  # per feature [B, T] classes
    lemmas: Ints  # [B, T] classes
    names: Floats  # [B, T, tags] log probabilities
    arcs: Floats  # [B, T, T + 1]; head 0 is the root
    label_dep: Floats
    label_head: Floats
    vectors: Floats  # [B, 512]


@dataclass(frozen=True, slots=True)
class Inventory:
    """The labels by class, as the training wrote them into the file."""

    upos: list[str]
    deprels: list[str]
    features: dict[str, list[str]]
    lemmas: list[str]
    names: list[str]
    treebanks: list[str]


def checked_bytes(path: Path, sha256: str) -> bytes:
    """The file's content, if its checksum is the expected one."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelFileError(f"cannot read the language model {path}: {error}; reinstall lagebild") from error
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise ModelFileError(
            f"the language model {path} has SHA-256 {found}, expected {sha256}: the file is damaged or from another "
            "version; reinstall lagebild or run `make model`"
        )
    return content


def _read_kinds(packed: str) -> dict[str, int]:
    """Lines of words, one line for each set of bits: the number, then the words, spaces between."""
    lines = zlib.decompress(base64.b64decode(packed)).decode("utf-8").split("\n")
    return {word: int(bits) for bits, *words in (line.split(" ") for line in lines) for word in words}


class Network:
    """The session with its labels and vocabulary."""

    def __init__(self, content: bytes) -> None:
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1  # one core a process: parallel readers are processes
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Addition and normalisation put into one operator are three times slower than apart (onnxruntime 1.2x, one core).
        self._session = ort.InferenceSession(
            content, options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
        )
        meta = self._session.get_modelmeta().custom_metadata_map
        raw = json.loads(meta["inventory"])
        self.labels = Inventory(**{k: raw[k] for k in Inventory.__slots__})
        self._pieces = _read_pieces(meta, "", _read_kinds(meta["kinds"]))
        self._second = _read_pieces(meta, "second_", {})
        self.read_twice = frozenset(meta["second_languages"].split())  # languages that have a second reader of names
        self._meta = meta
        self._treebanks = {name: i for i, name in enumerate(self.labels.treebanks)}
        self._cuts = np.cumsum([len(v) for v in self.labels.features.values()])[:-1]
        (weight,) = self._run(["label_weight"], _NOTHING)
        self._label_weight: Floats = weight[:-1]
        self._label_bias: Floats = weight[-1]

    def lexicon(self, language: str) -> Lexicon:
        """Lemmas by lower-case form and part of speech, as the treebanks of the language have them."""
        packed = self._meta.get(f"lexicon_{language}", "")
        if not packed:
            return {}
        lines = zlib.decompress(base64.b64decode(packed)).decode("utf-8").split("\n")
        return {(form, upos): lemma for form, upos, lemma in (line.split("\t") for line in lines)}

    def cut(self, words: Words) -> Cut:
        """What `run` takes."""
        return _cut(self._pieces, words)

    def cut_again(self, words: Words) -> Cut:
        """What `names_again` takes: the second reader has pieces of its own."""
        return _cut(self._second, words)

    def run(self, batch: Sequence[Cut]) -> Scores:
        """Scores of the sentences (each with at least one word)."""
        feed = self._inputs(batch)
        upos, forms, lemmas, names, arcs, dep, head, vectors = self._run(OUTPUTS, feed | _NOT_AGAIN)
        lengths: Ints = feed["lengths"].astype(np.int64)
        heads = np.arange(arcs.shape[2])
        arcs[np.broadcast_to((heads > lengths[:, None])[:, None, :], arcs.shape)] = NEVER
        split = [np.argmax(x, axis=2) for x in np.split(forms, self._cuts, axis=2)]
        return Scores(lengths, upos, split, lemmas, names, arcs, dep, head, vectors)

    def names_again(self, batch: Sequence[Cut]) -> Floats:
        """[B, T, tags] log probabilities of names by the second reader, about ten times as slow as `run`."""
        laid = _laid_out(batch)
        feed = {
            "second_ids": laid.ids,
            "second_counts": laid.counts.astype(np.int32),
            "second_pool": laid.pool,
            "second_lengths": laid.lengths.astype(np.int32),
        }
        names: Floats = self._run(["second_names"], _NOTHING | feed)[0]
        return names

    def _run(self, outputs: Sequence[str], feed: Mapping[str, NDArray[np.generic]]) -> list[Any]:
        """Only the nodes that the outputs need are run; onnxruntime wants all inputs all the same."""
        options = ort.RunOptions()
        options.only_execute_path_to_fetches = True
        found: list[Any] = self._session.run(outputs, feed, options)
        return found

    def labels_of(self, scores: Scores, heads: Ints) -> Ints:
        """[B, T] label classes under the chosen heads [B, T]."""
        rows = np.arange(len(heads))[:, None]
        hidden = scores.label_dep + scores.label_head[rows, heads]
        np.maximum(hidden, 0, out=hidden)
        found: Ints = np.argmax(hidden @ self._label_weight + self._label_bias, axis=2)
        return found

    def _inputs(self, batch: Sequence[Cut]) -> dict[str, NDArray[np.generic]]:
        laid = _laid_out(batch)
        width = laid.ids.shape[1]
        affixes = np.zeros((*laid.pool.shape[:2], len(AFFIXES)), np.int32)
        affixes[laid.sentence, laid.word] = laid.affixes
        ends = np.zeros(laid.pool.shape[:2], np.int64)
        ends[laid.sentence, laid.word] = laid.last
        return {
            "ids": laid.ids,
            "mask": (np.arange(width) < laid.counts[:, None]).astype(np.float32),
            "pool": laid.pool,
            "last": ends,
            "affixes": affixes,
            "lengths": laid.lengths.astype(np.int32),
            "treebank": np.array([self._treebank(c.language) for c in batch], np.int32),
        }

    def _treebank(self, language: str) -> int:
        short = language[:2].lower()
        name = PREFERRED.get(short, "")
        if name not in self._treebanks:
            name = next((t for t in self._treebanks if t.startswith(short + "_")), "any")
        return self._treebanks.get(name, 0)


@dataclass(frozen=True, slots=True)
class _Layout:
    """A batch in pieces: B sentences, P pieces with <s> and </s>, T words, W words in all."""

    ids: NDArray[np.int32]  # [B, P]
    counts: Ints  # [B] pieces
    pool: Floats  # [B, T, P]; rows sum to one: the mean over a word's pieces
    lengths: Ints  # [B] words
    sentence: Ints  # [W] of each word
    word: Ints  # [W] its number in the sentence
    last: Ints  # [W] where its last piece is
    affixes: NDArray[np.int32]  # [W, len(AFFIXES)]


def _cut(pieces: Pieces, words: Words) -> Cut:
    found = [pieces.word(t, s) for t, s in zip(words.texts, words.spaced, strict=True)]
    return Cut(found, sum(len(ids) for ids, _ in found) // 4, words.language)


def _laid_out(batch: Sequence[Cut]) -> _Layout:
    cut = [c.words for c in batch]
    lengths = np.array([len(c) for c in cut])
    size, words = len(cut), int(lengths.max())
    flat = np.frombuffer(b"".join([ids for c in cut for ids, _ in c]), np.int32)
    counts = np.array([len(ids) // 4 for c in cut for ids, _ in c])
    rows = np.frombuffer(b"".join([r for c in cut for _, r in c]), np.int32).reshape(-1, len(AFFIXES))
    sentence = np.repeat(np.arange(size), lengths)  # of each word
    word = np.arange(len(counts)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    after = np.cumsum(counts)
    begin = (after - counts)[np.cumsum(lengths) - lengths]  # pieces before each sentence
    last = after - 1 - begin[sentence] + 1  # position 0 is <s>
    owner = np.repeat(np.arange(len(counts)), counts)  # word of each piece
    place = np.arange(len(flat)) - begin[sentence[owner]] + 1
    totals = np.bincount(sentence, counts, size).astype(np.int64)
    width = int(totals.max()) + 2
    ids = np.zeros((size, width), np.int32)
    ids[:, 0] = START
    ids[sentence[owner], place] = flat
    ids[np.arange(size), totals + 1] = END
    pool = np.zeros((size, words, width), np.float32)
    pool[sentence[owner], word[owner], place] = (1 / counts)[owner]
    return _Layout(ids, totals + 2, pool, lengths, sentence, word, last, rows)


def _read_pieces(meta: Mapping[str, str], prefix: str, kinds: Mapping[str, int]) -> Pieces:
    """A vocabulary of the file."""
    pieces = zlib.decompress(base64.b64decode(meta[f"{prefix}pieces"])).decode("utf-8").split("\n")
    scores = np.frombuffer(zlib.decompress(base64.b64decode(meta[f"{prefix}scores"])), np.float32).tolist()
    return Pieces(pieces, scores, kinds)


_NOT_AGAIN: dict[str, NDArray[np.generic]] = {
    "second_ids": np.zeros((1, 1), np.int32), "second_counts": np.ones(1, np.int32),
    "second_pool": np.zeros((1, 1, 1), np.float32), "second_lengths": np.ones(1, np.int32),
}  # fmt: skip
_NOTHING: dict[str, NDArray[np.generic]] = _NOT_AGAIN | {
    "ids": np.zeros((1, 1), np.int32), "mask": np.ones((1, 1), np.float32), "pool": np.zeros((1, 1, 1), np.float32),
    "last": np.zeros((1, 1), np.int64), "affixes": np.zeros((1, 1, len(AFFIXES)), np.int32),
    "lengths": np.ones(1, np.int32), "treebank": np.zeros(1, np.int32),
}  # fmt: skip
