"""The label inventories: what the heads choose from, and which treebank is trusted for which feature."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from corpora import Example
from lemmas import script

NAME_TAGS = ("O", *(f"{p}-{t}" for t in ("PER", "LOC", "ORG", "OTH") for p in "BIES"))
ANY = "any"  # the treebank or corpus that stands for an unknown one
MIN_FEATURE, MIN_SCRIPT, GERMAN_WEIGHT = 40, 3, 3
DROPPED_FEATURES = {"Typo", "ExtPos", "Abbr", "AdpType", "Style", "Foreign"}  # annotation notes or too rare to learn


@dataclass(frozen=True, slots=True)
class Inventory:
    """Ordered labels; the position is the class."""

    upos: list[str]
    deprels: list[str]
    features: dict[str, list[str]]  # feature -> values, '' first
    lemmas: list[str]
    names: list[str]
    treebanks: list[str]
    corpora: list[str]
    trusted: dict[str, list[str]]  # treebank -> features that it marks

    def counts(self) -> dict[str, int]:
        """How many classes and conditions the network has to tell apart."""
        names = ("treebanks", "corpora", "upos", "lemmas", "names", "deprels")
        return {name: len(getattr(self, name)) for name in names}

    def to_json(self) -> str:
        """As stored in the model file."""
        return json.dumps(asdict(self), ensure_ascii=False)


def build(examples: Iterable[Example]) -> Inventory:
    """Counts the labels of the training examples."""
    upos: Counter[str] = Counter()
    deprels: Counter[str] = Counter()
    feats: Counter[tuple[str, str]] = Counter()
    marked: Counter[tuple[str, str]] = Counter()
    scripts: Counter[str] = Counter()
    corpora: set[str] = set()
    for e in examples:
        upos.update(e.upos)
        deprels.update(e.deprels)
        for f in e.feats:
            feats.update(f.items())
            marked.update((e.treebank, name) for name in f)
        for word, lemma in zip(e.words, e.lemmas, strict=False):
            scripts[script(word, lemma)] += GERMAN_WEIGHT if e.language == "de" else 1
        corpora |= {e.corpus} - {""}
    features: dict[str, list[str]] = {}
    for (name, value), n in sorted(feats.items()):
        if n >= MIN_FEATURE and name not in DROPPED_FEATURES:
            features.setdefault(name, [""]).append(value)
    trusted: dict[str, list[str]] = {}
    for (treebank, name), n in sorted(marked.items()):
        if n >= MIN_FEATURE // 2 and name in features:
            trusted.setdefault(treebank, []).append(name)
    return Inventory(
        sorted(upos),
        sorted(deprels),
        features,
        [s for s, n in scripts.most_common() if n >= MIN_SCRIPT],
        list(NAME_TAGS),
        [ANY, *sorted(trusted)],
        [ANY, *sorted(corpora)],
        trusted,
    )
