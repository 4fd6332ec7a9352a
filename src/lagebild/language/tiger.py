"""TIGER trees, as spaCy's `de_core_news_*` pipelines give them, turned into Universal Dependencies.

TIGER hangs the noun on its preposition, the full verb on its auxiliary, the predicate on the copula, and each conjunct
on the conjunction before it; UD lets the words with content rule. The heads are turned here, the labels are read from
`de/tiger.tsv`.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DE = Path(__file__).with_name("de")
_VERBAL = frozenset(("VERB", "AUX"))
_COPULA = frozenset(("sein",))  # UD German: only "sein" is a copula; "werden" and "bleiben" govern their predicate
_PASSIVE = frozenset(("werden",))
_ROOT = "ROOT"


@dataclass(slots=True)
class Node:
    """A word in the tree; `head` is the number of its head, its own for a root, as in spaCy."""

    tag: str  # STTS
    upos: str
    lemma: str
    head: int
    label: str


def _table(name: str) -> list[dict[str, str]]:
    with (_DE / name).open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("# "))
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def stts() -> dict[str, tuple[str, dict[str, str]]]:
    """STTS tag -> UPOS and features."""
    rows = _table("stts.tsv")
    return {r["tag"]: (r["upos"], dict(f.split("=") for f in (r["feats"] or "").split("|") if f)) for r in rows}


@cache
def relations() -> dict[str, list[tuple[frozenset[str], frozenset[str], str]]]:
    """TIGER label -> rows of (UPOS of the dependent, UPOS of the head, UD relation); an empty set fits all."""
    table: dict[str, list[tuple[frozenset[str], frozenset[str], str]]] = {}
    for row in _table("tiger.tsv"):
        sides = [frozenset() if row[k] == "*" else frozenset(row[k].split("|")) for k in ("dependent", "head")]
        table.setdefault(row["label"], []).append((sides[0], sides[1], row["ud"]))
    return table


def to_ud(nodes: Sequence[Node]) -> list[tuple[int, str]]:
    """Head and UD relation of each word; a root has its own number and `root`. The nodes are changed."""
    tree = _Tree(nodes)
    tree.turn_coordinations()
    tree.turn_names()
    tree.turn_adpositions()
    tree.turn_auxiliaries()
    tree.turn_copulas()
    return [(n.head, _relation(nodes, i)) for i, n in enumerate(nodes)]


def _relation(nodes: Sequence[Node], i: int) -> str:
    node = nodes[i]
    if node.head == i:
        return "root"
    head = nodes[node.head]
    for dependent, governor, relation in relations().get(node.label, ()):
        if (not dependent or node.upos in dependent) and (not governor or head.upos in governor):
            return _refined(relation, nodes, i)
    return "dep"


def _refined(relation: str, nodes: Sequence[Node], i: int) -> str:
    """Distinctions that no single edge shows: passive subjects, clauses that share their subject."""
    if relation == "nsubj" and any(n.head == nodes[i].head and n.label == "aux:pass" for n in nodes):
        return "nsubj:pass"
    if relation == "ccomp" and nodes[i].tag in ("VVIZU", "VVINF", "VVPP", "VAINF", "VMINF"):
        own = {n.label for n in nodes if n.head == i}
        return "ccomp" if own & {"sb", "cp"} else "xcomp"
    return relation


class _Tree:
    """The turning of heads, on the nodes themselves."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self.nodes = nodes

    def children(self, i: int, label: str | None = None) -> list[int]:
        found = (k for k, n in enumerate(self.nodes) if n.head == i and k != i)
        return [k for k in found if label is None or self.nodes[k].label == label]

    def promote(self, child: int, label: str) -> None:
        """Let `child` take the place of its head, which becomes its dependent with `label`."""
        head = self.nodes[child].head
        for k in self.children(head):
            if k != child:
                self.nodes[k].head = child
        old = self.nodes[head]
        self.nodes[child].head = child if old.head == head else old.head
        self.nodes[child].label = old.label
        old.head, old.label = child, label

    def turn_coordinations(self) -> None:
        """A cd und cj C cj D: all conjuncts on the first, the conjunction on the conjunct that follows it."""
        for i in range(len(self.nodes)):
            if self.nodes[i].label == "cd":
                for k in self.children(i, "cj"):
                    self.nodes[k].head = self.nodes[i].head
                    self.nodes[i].head = k
        for i, node in enumerate(self.nodes):
            if node.label == "cj":
                node.head = self._first_conjunct(i)

    def _first_conjunct(self, i: int) -> int:
        head, seen = self.nodes[i].head, {i}
        while self.nodes[head].label == "cj" and self.nodes[head].head not in seen and head not in seen:
            seen.add(head)
            head = self.nodes[head].head
        return head

    def turn_names(self) -> None:
        """ "Angela" pnc on "Merkel": UD lets the first part of a name rule."""
        for i in range(len(self.nodes)):
            parts = [k for k in self.children(i, "pnc") if k < i]
            if parts:
                self.promote(parts[0], "pnc")

    def turn_adpositions(self) -> None:
        """Preposition with a noun below: the noun takes its place; likewise "als", "wie" and "um … willen"."""
        for i, node in enumerate(self.nodes):
            if (node.upos == "ADP" and node.tag != "PTKVZ") or node.tag == "KOKOM":
                nouns = [k for k in self.children(i, "nk") if self.nodes[k].upos != "PUNCT"]
                if nouns:
                    self.promote(nouns[-1], "case")

    def turn_auxiliaries(self) -> None:
        """Auxiliary or modal with a verb below: the verb takes its place, from the lowest pair up."""
        for i in sorted(range(len(self.nodes)), key=self._depth, reverse=True):
            if not self.nodes[i].tag.startswith(("VA", "VM")):
                continue
            verbs = [k for k in self.children(i, "oc") if self.nodes[k].tag[:2] in ("VV", "VA", "VM")]
            verb = next((k for k in verbs if not self.nodes[k].tag.endswith(("FIN", "IZU"))), None)
            if verb is not None:
                passive = self.nodes[i].lemma in _PASSIVE and self.nodes[verb].tag.endswith("PP")
                self.promote(verb, "aux:pass" if passive else "aux")

    def turn_copulas(self) -> None:
        """ "sein" with a predicate below: the predicate takes its place."""
        for i, node in enumerate(self.nodes):
            if node.tag.startswith("VA") and node.lemma in _COPULA:
                predicates = [k for k in self.children(i, "pd") if self.nodes[k].upos not in _VERBAL]
                if predicates:
                    self.promote(predicates[0], "cop")

    def _depth(self, i: int) -> int:
        depth, seen = 0, {i}
        while self.nodes[i].head not in seen:
            i = self.nodes[i].head
            seen.add(i)
            depth += 1
        return depth
