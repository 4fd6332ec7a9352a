"""Patterns of the rule tables: `< day:DAY '.' month:MONTH year:YEAR? >` parsed, and written as regular expressions.

An element is one word: CLASS, a literal word in lower case, or a quoted mark; alternatives with `/`, a slot name
before `:`. Groups `( a | b )` and elements may carry `?`, `*`, `+` or `{m,n}`. `<` and `>` bound the expression; what
stands before `<` and after `>` is only looked at (before: single words, none optional), `!CLASS` excludes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

_ELEMENT = re.compile(r"(?P<not>!)?(?:(?P<slot>[a-z]\w*):)?(?P<names>'[^']'|[^\s?*+{}()]+)(?P<many>[?*+]|\{\d+,\d+\})?")
_CLOSE = re.compile(r"\)(?P<many>[?*+]|\{\d+,\d+\})?")


@dataclass(slots=True)
class _Node:
    """A sequence of alternatives, an element (`names`) or a bound of the extent."""

    names: tuple[str, ...] = ()
    slot: str = ""
    many: str = ""
    negative: bool = False
    bound: str = ""
    group: str = ""
    branches: list[list[_Node]] = field(default_factory=list)

    def optional(self) -> bool:
        if self.bound or self.negative or self.many in ("?", "*") or self.many.startswith("{0"):
            return True
        return bool(self.branches) and any(all(n.optional() for n in branch) for branch in self.branches)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A parsed pattern: `first` are the classes that a match can begin with, `classes` all that it uses."""

    nodes: list[_Node]
    first: frozenset[str]
    classes: frozenset[str]
    elements: tuple[_Node, ...]

    def names_of(self, element: int) -> tuple[str, ...]:
        """The classes of element number `element`."""
        return self.elements[element].names

    def regex(self, symbols_of: Callable[[str], str]) -> str:
        """The regular expression over symbols, with the groups `L` and `R` at the extent's bounds."""
        return _write(self.nodes, symbols_of)


def parse_pattern(text: str) -> Pattern:
    """Parse one pattern; raises ValueError with the pattern where it is malformed."""
    stack: list[list[list[_Node]]] = [[[]]]
    for word in text.split():
        if word == "(":
            stack.append([[]])
        elif close := _CLOSE.fullmatch(word):
            if len(stack) < 2:
                raise ValueError(f"closing bracket without an opening one in {text!r}")
            branches = stack.pop()
            stack[-1][-1].append(_Node(branches=branches, many=close["many"] or ""))
        elif word == "|":
            stack[-1].append([])
        elif word in "<>":
            stack[-1][-1].append(_Node(bound=word))
        else:
            stack[-1][-1].append(_element(word, text))
    if len(stack) != 1 or len(stack[0]) != 1:
        raise ValueError(f"unbalanced brackets in {text!r}")
    nodes = stack[0][0]
    if [n.bound for n in nodes if n.bound] != ["<", ">"]:
        raise ValueError(f"one < and one > belong at the top level of {text!r}")
    start = next(i for i, n in enumerate(nodes) if n.bound == "<")
    if any(n.branches or n.optional() for n in nodes[:start]):
        raise ValueError(f"before < each element is one word, none optional: {text!r}")
    elements = _elements(nodes)
    for i, node in enumerate(elements):  # a slot may stand in several branches; group names may not
        node.group = f"{node.slot}__{i}" if node.slot else ""
    classes = frozenset(name for n in elements for name in n.names)
    return Pattern(nodes, frozenset(_first(nodes[start + 1 :])), classes, tuple(elements))


def _element(word: str, text: str) -> _Node:
    found = _ELEMENT.fullmatch(word)
    if not found:
        raise ValueError(f"cannot read {word!r} in {text!r}")
    quoted = found["names"].startswith("'")
    names = (found["names"][1],) if quoted else tuple(found["names"].split("/"))
    return _Node(names=names, slot=found["slot"] or "", many=found["many"] or "", negative=bool(found["not"]))


def _elements(nodes: list[_Node]) -> list[_Node]:
    found = []
    for node in nodes:
        if node.names:
            found.append(node)
        for branch in node.branches:
            found.extend(_elements(branch))
    return found


def _first(nodes: list[_Node]) -> set[str]:
    found: set[str] = set()
    for node in nodes:
        if not node.negative:
            found.update(node.names)
        for branch in node.branches:
            found |= _first(branch)
        if not node.optional():
            break
    return found


def _write(nodes: list[_Node], symbols_of: Callable[[str], str]) -> str:
    out = []
    behind = any(n.bound == "<" for n in nodes) and nodes[0].bound != "<"
    if behind:
        out.append("(?<=")  # the words before the expression stay free for the expression before
    for node in nodes:
        if node.bound == "<":
            out.append(")(?P<L>)" if behind else "(?P<L>)")
        elif node.bound == ">":
            out.append("(?P<R>)(?=")
        elif node.branches:
            inner = "|".join(_write(b, symbols_of) for b in node.branches)
            out.append(f"(?:{inner}){node.many}")
        else:
            out.append(_write_element(node, symbols_of))
    return "".join(out) + (")" if any(n.bound == ">" for n in nodes) else "")


def _write_element(node: _Node, symbols_of: Callable[[str], str]) -> str:
    symbols = "".join(sorted({s for name in node.names for s in symbols_of(name)}))
    one = f"[{symbols}]" if symbols else r"(?!)"
    if node.negative:
        return f"(?!{one})"
    return f"(?P<{node.group}>{one}){node.many}" if node.group else one + node.many
