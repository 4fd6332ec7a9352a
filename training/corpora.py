"""Reads the treebanks and name corpora into `Example`s."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

KEPT_SUBTYPES = {"nsubj:pass", "aux:pass", "compound:prt"}
MERGED_LANGUAGES = {"de", "fr"}  # contractions (im, zum, du) are one token in running text, two in the treebank
TYPES = ("PER", "LOC", "ORG", "OTH")


@dataclass(slots=True)
class Example:
    """One sentence with whatever is known of it; heads count from 1, 0 is the root."""

    words: list[str]
    spaces: list[bool]  # is there a space before the word
    language: str
    treebank: str = ""
    upos: list[str] = field(default_factory=list)
    feats: list[dict[str, str]] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deprels: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)  # BIO
    corpus: str = ""  # of the names
    ranges: list[int] = field(default_factory=list)  # first words (from 0) of two-word contractions
    surfaces: list[str] = field(default_factory=list)
    silver_names: bool = False  # annotated by the teacher
    soft: NDArray[np.float16] | None = None  # [words, tags] the teacher's probabilities, in place of `names`


def plain_label(deprel: str) -> str:
    """The label with its subtype dropped, unless it is one of the kept ones."""
    return deprel if deprel in KEPT_SUBTYPES else deprel.split(":")[0]


def read_conllu(path: Path) -> Iterator[Example]:
    """The sentences of a packed CoNLL-U file; empty nodes are left out."""
    treebank = path.name.split("-")[0]
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for block in lines.read().split("\n\n"):
            if block.strip():
                yield _example(block, treebank)


def _example(block: str, treebank: str) -> Example:
    e = Example([], [], treebank[:2], treebank)
    spaced, until, after_range = True, 0, True
    for line in block.split("\n"):
        c = line.split("\t")
        if len(c) != 10 or "." in c[0]:
            continue
        if "-" in c[0]:
            first, last = map(int, c[0].split("-"))
            until, after_range = last, "SpaceAfter=No" not in c[9]
            if last == first + 1:
                e.ranges.append(first - 1)
                e.surfaces.append(c[1])
            continue
        e.words.append(c[1])
        e.spaces.append(spaced)
        number = int(c[0])
        spaced = True if number < until else after_range if number == until else "SpaceAfter=No" not in c[9]
        e.upos.append(c[3])
        e.feats.append(dict(f.split("=", 1) for f in c[5].split("|") if "=" in f))
        e.heads.append(int(c[6]))
        e.deprels.append(plain_label(c[7]))
        e.lemmas.append(c[2])
    return e


def merge_contractions(e: Example) -> Example:
    """The sentence with `in dem` as `im`: tag, label and head of the first word, features of both."""
    if not e.ranges:
        return e
    drop = {i + 1 for i in e.ranges}
    surface = dict(zip(e.ranges, e.surfaces, strict=True))
    keep = [i for i in range(len(e.words)) if i not in drop]
    new = {old + 1: at + 1 for at, old in enumerate(keep)}
    new[0] = 0

    def moved(i: int) -> int:
        h = e.heads[i]
        for _ in range(5):
            if h - 1 in drop:
                h = e.heads[h - 1] if e.heads[h - 1] != h - 1 else h - 1
        if h == i + 1:  # the first word hung on the second: take the second's head
            h = e.heads[i + 1]
        return new.get(h, 0)

    return replace(
        e,
        words=[surface.get(i, e.words[i]) for i in keep],
        spaces=[e.spaces[i] for i in keep],
        upos=[e.upos[i] for i in keep],
        feats=[{**e.feats[i], **e.feats[i + 1]} if i in surface else e.feats[i] for i in keep],
        heads=[moved(i) for i in keep],
        deprels=[e.deprels[i] for i in keep],
        lemmas=[e.lemmas[i] for i in keep],
        names=[e.names[i] for i in keep] if e.names else [],
        ranges=[],
        surfaces=[],
    )


NO_SPACE_BEFORE = set(".,;:!?)]}”’»%…")
NO_SPACE_AFTER = set("([{„‚«")


def guess_spaces(words: list[str]) -> list[bool]:
    """Where spaces stood in a corpus that gives tokens alone; straight quotes open and close by turns."""
    spaces: list[bool] = []
    after, opened = True, False
    for word in words:
        before = after and word not in NO_SPACE_BEFORE
        after = word not in NO_SPACE_AFTER
        if word in ('"', "''", "``", "“"):
            if opened or (word == "“" and spaces):
                before, opened = False, False
            else:
                opened, after = True, False
        spaces.append(before)
    if spaces:
        spaces[0] = True
    return spaces


def read_columns(path: Path, language: str, corpus: str) -> Iterator[Example]:
    """Name corpora in two columns; wiki markup that WikiANN left in the words is dropped."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for block in lines.read().split("\n\n"):
            rows = [line.split("\t") for line in block.split("\n") if "\t" in line]
            if corpus.startswith("wikiann"):
                rows = [r for r in rows if r[0] not in ("''", "'''", "**", "*", "'", "WEITERLEITUNG", "REDIRECT")]
            if rows:
                words = [r[0] for r in rows]
                yield Example(words, guess_spaces(words), language, names=[r[1] for r in rows], corpus=corpus)


TOKEN = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:[-'’.&]\w+)*|\S")
SENTENCE_END = re.compile(r"(?<=[a-zäöüß)\"“»][.!?])\s+(?=[A-ZÄÖÜ„\"»])|\n+")


def read_smartdata(path: Path) -> Iterator[Example]:
    """SmartData's documents cut into sentences and tokens by simple patterns (the names have character offsets)."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield from cut_document(record["text"], [n for n in record["names"] if n["type"] in TYPES])


def cut_document(text: str, names: list[dict[str, object]]) -> Iterator[Example]:
    """German text with names by character offsets, cut into sentences and tokens."""
    kinds = {i: (n["type"], i == n["start"]) for n in names for i in range(int(n["start"]), int(n["end"]))}  # type: ignore[call-overload]
    start = 0
    for end in [*(m.start() for m in SENTENCE_END.finditer(text)), len(text)]:
        words, spaces, tags, last = [], [], [], None
        for m in TOKEN.finditer(text, start, end):
            words.append(m.group())
            spaces.append(m.start() == start or text[m.start() - 1].isspace())
            kind, first = kinds.get(m.start(), (None, False))
            inside = kind is not None and not first and last == kind
            tags.append("O" if kind is None else f"{'I' if inside else 'B'}-{kind}")
            last = kind
        if words:
            spaces[0] = True
            yield Example(words, spaces, "de", names=tags, corpus="smartdata")
        start = end


def load(data: Path, seed: int = 1) -> dict[str, list[Example]]:
    """All sources by name; `*_held` are held out of training."""
    ud, ner = data / "ud", data / "ner"
    sources = {p.name.removesuffix(".conllu.gz"): list(read_conllu(p)) for p in sorted(ud.glob("*.conllu.gz"))}
    for key in ("germeval2014-dev", "germeval2014-test-a"):
        sources[key] = list(read_columns(ner / f"{key}.tsv.gz", "de", "germeval"))
    for language in ("de", "en"):
        for part in ("train", "val"):
            key = f"wikiann-{language}-{part}"
            sources[key] = list(read_columns(ner / f"{key}.tsv.gz", language, f"wikiann_{language}"))
    for part in ("train", "dev", "test"):
        sources[f"smartdata-{part}"] = list(read_smartdata(ner / f"smartdata-{part}.jsonl.gz"))
    random.Random(seed).random()
    return sources
