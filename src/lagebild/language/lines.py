"""Blocks: where a line break ends a sentence, and where it is only the edge of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")
_WIDTH = range(45, 121)  # columns of hard-wrapped plain text
_ITEM = re.compile(r"\s*(?:[-–—•*·▪►■●○+]|\d{1,2}[.)])\s")
_CLOSED = re.compile(r"[.!?:…][\"“”«»'’‘)\]]*\s*$")


def blocks(text: str) -> list[tuple[int, int]]:
    """The pieces of the text, as [start, end), that hold whole sentences: paragraphs, headlines, points of lists."""
    found: list[tuple[int, int]] = []
    for paragraph in _paragraphs(text):
        if _wrapped(text, paragraph):
            found += _joined(text, paragraph)
        else:
            found += paragraph
    return found


def _paragraphs(text: str) -> Iterator[list[tuple[int, int]]]:
    """The lines with something in them, those without an empty line between together."""
    group: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        if not line.group().strip():
            continue
        a, b = line.span()
        if group and _empty_line_between(text, group[-1][1], a):
            yield group
            group = []
        group.append((a, b))
    if group:
        yield group


def _empty_line_between(text: str, end: int, start: int) -> bool:
    return len(text[end:start].replace("\r\n", "\n").split("\n")) > 2


def _wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Were these lines cut at the edge of a page: would the next line's first word never have fitted?"""
    if len(lines) < 2:
        return False
    width = max(b - a for a, b in lines)
    if width not in _WIDTH:
        return False
    fits = [b - a + 1 + len(text[c:d].split(maxsplit=1)[0]) <= width for (a, b), (c, d) in pairwise(lines)]
    return not any(fits) or (len(lines) > 3 and sum(fits) * 5 <= len(fits))


def _joined(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Wrapped lines put together again; a point of a list begins a new block."""
    found = [lines[0]]
    for a, b in lines[1:]:
        if _ITEM.match(text, a, b) and _CLOSED.search(text[slice(*found[-1])]):
            found.append((a, b))
        else:
            found[-1] = (found[-1][0], b)
    return found
