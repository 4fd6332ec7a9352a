"""Runs the ONNX file: sentences of words in, arrays of scores out.

Knows nothing of documents: it pads a group of sentences into one batch, runs it and masks what is padding.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

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
    lines = zlib.decompress(base64.b64decode(packed)).decode("utf-8").split("\n") if packed else []
    return {word: int(bits) for bits, *words in (line.split(" ") for line in lines) for word in words}


class Network:
    """The session with its labels and vocabulary."""

    def __init__(self, content: bytes) -> None:
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1  # one core a process: parallel readers are processes
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = ort.InferenceSession(content, options, providers=["CPUExecutionProvider"])
        meta = self._session.get_modelmeta().custom_metadata_map
        raw = json.loads(meta["inventory"])
        self.labels = Inventory(**{k: raw[k] for k in Inventory.__slots__})
        pieces = zlib.decompress(base64.b64decode(meta["pieces"])).decode("utf-8").split("\n")
        scores = np.frombuffer(zlib.decompress(base64.b64decode(meta["scores"])), np.float32).tolist()
        self._pieces = Pieces(pieces, scores, _read_kinds(meta.get("kinds", "")))
        self._meta = meta
        shapes = {i.name: i.shape for i in self._session.get_inputs()}
        self._affixes = int(shapes["affixes"][2])  # a file from before the word lists has one column less
        self._treebanks = {name: i for i, name in enumerate(self.labels.treebanks)}
        self._cuts = np.cumsum([len(v) for v in self.labels.features.values()])[:-1]
        feed = self._inputs([Words(["."], [True], "de")])
        (weight,) = self._session.run(["label_weight"], feed)
        self._label_weight: Floats = weight[:-1]
        self._label_bias: Floats = weight[-1]

    def lexicon(self, language: str) -> Lexicon:
        """Lemmas by lower-case form and part of speech, as the treebanks of the language have them."""
        packed = self._meta.get(f"lexicon_{language}", "")
        if not packed:
            return {}
        lines = zlib.decompress(base64.b64decode(packed)).decode("utf-8").split("\n")
        return {(form, upos): lemma for form, upos, lemma in (line.split("\t") for line in lines)}

    def run(self, batch: Sequence[Words]) -> Scores:
        """Scores of the sentences (each with at least one word)."""
        feed = self._inputs(batch)
        upos, forms, lemmas, names, arcs, dep, head, vectors = self._session.run(OUTPUTS, feed)
        lengths: Ints = feed["lengths"].astype(np.int64)
        heads = np.arange(arcs.shape[2])
        arcs[np.broadcast_to((heads > lengths[:, None])[:, None, :], arcs.shape)] = NEVER
        split = [np.argmax(x, axis=2) for x in np.split(forms, self._cuts, axis=2)]
        return Scores(lengths, upos, split, lemmas, names, arcs, dep, head, vectors)

    def labels_of(self, scores: Scores, heads: Ints) -> Ints:
        """[B, T] label classes under the chosen heads [B, T]."""
        rows = np.arange(len(heads))[:, None]
        hidden = scores.label_dep + scores.label_head[rows, heads]
        np.maximum(hidden, 0, out=hidden)
        found: Ints = np.argmax(hidden @ self._label_weight + self._label_bias, axis=2)
        return found

    def _inputs(self, batch: Sequence[Words]) -> dict[str, NDArray[np.generic]]:
        cut = [[self._pieces.word(t, s) for t, s in zip(w.texts, w.spaced, strict=True)] for w in batch]
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
        ends = np.zeros((size, words), np.int64)
        ends[sentence, word] = last
        affixes = np.zeros((size, words, self._affixes), np.int32)
        affixes[sentence, word] = rows[:, : self._affixes]
        return {
            "ids": ids,
            "mask": (np.arange(width) < (totals + 2)[:, None]).astype(np.float32),
            "pool": pool,
            "last": ends,
            "affixes": affixes,
            "lengths": lengths.astype(np.int32),
            "treebank": np.array([self._treebank(w.language) for w in batch], np.int32),
        }

    def _treebank(self, language: str) -> int:
        short = language[:2].lower()
        name = PREFERRED.get(short, "")
        if name not in self._treebanks:
            name = next((t for t in self._treebanks if t.startswith(short + "_")), "any")
        return self._treebanks.get(name, 0)
