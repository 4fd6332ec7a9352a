"""Cleaning: whole passages of boilerplate out, listed with the reason; every other character stays as it came.

The patterns are data (`boilerplate.toml`). Line ends become `\\n`; there is no normalising, folding or stripping.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from lagebild.records import Removed

_LINE = re.compile(r"[^\n]*\n?")
_FINAL = (".", "!", "?", ":", "“", "”", "«", "»", '"', ")", ";", ",")
# Longer lines are prose, never boilerplate; this also bounds the work on lines without any break.
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The text that is read, what was taken out, and the dates that stood in what was taken out."""

    text: str
    removed: tuple[Removed, ...]
    dates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One kind of boilerplate."""

    regex: re.Pattern[str]
    why: str
    leads: bool = False
    next: bool = False


@dataclass(frozen=True, slots=True)
class Patterns:
    """`boilerplate.toml`, compiled."""

    item: tuple[Pattern, ...]
    line: tuple[Pattern, ...]
    tail: tuple[Pattern, ...]
    header_lines: int
    tail_lines: int
    linked_lines: int
    headline_length: int


@dataclass(frozen=True, slots=True)
class _Hit:
    """Characters [start, end) to take out."""

    start: int
    end: int
    why: str
    date: str | None = None


def clean(text: str) -> Cleaned:
    """Take boilerplate out of `text`."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = [m.span() for m in _LINE.finditer(text) if m.end() > m.start()]
    filled = [span for span in lines if not text[span[0] : span[1]].isspace()]
    hits = _find(text, filled)
    kept, removed, at = [], [], 0
    for hit in hits:
        kept.append(text[at : hit.start])
        removed.append(Removed(text=text[hit.start : hit.end].strip(), why=hit.why))
        at = _after_blank(text, hit.end)
    kept.append(text[at:])
    cleaned = "".join(kept)
    if hits and at >= len(text):  # the last passage went: so do the empty lines that led to it
        cleaned = cleaned.rstrip("\n")
    return Cleaned(cleaned, tuple(removed), tuple(h.date for h in hits if h.date))


def _find(text: str, filled: list[tuple[int, int]]) -> list[_Hit]:
    """All passages in text order. `filled` are the spans of the lines that are not blank."""
    patterns, hits = load_patterns(), []
    i, in_header = 0, True
    while i < len(filled):
        start, end = filled[i]
        if end - start <= _LONGEST:
            if in_header and (header := _header(text, start, end, patterns)):
                hits += header
                i += 1
                in_header = i < patterns.header_lines
                continue
            if hit := _whole_line(text, start, end, i >= len(filled) - patterns.tail_lines, patterns):
                last = _linked(text, filled, i, patterns) if hit[1] else i
                hits.append(_Hit(start, filled[last][1], hit[0], hit[2]))
                i = last + 1
                continue
        elif in_header and (header := _header(text, start, end, patterns)):
            hits += header
        i += 1
        # Once two lines of the article have gone by, a line that looks like a header is part of it.
        in_header = in_header and i < patterns.header_lines and i - len(hits) < 2
    return hits


def _header(text: str, start: int, end: int, patterns: Patterns) -> list[_Hit]:
    """The header items that fill a line, or that lead it and may be followed by text; else nothing."""
    hits: list[_Hit] = []
    at, led = start, True
    while at < end:
        while at < end and text[at] in " \t\xa0|·•\n":
            at += 1
        if at >= end:
            return hits
        found = next(((p, m) for p in patterns.item if (m := p.regex.match(text, at, end))), None)
        if found is None:
            return hits if hits and led and at > hits[-1].end else []
        pattern, match = found
        led = led and (pattern.leads or bool(hits))
        hits.append(_Hit(hits[-1].end if hits else start, match.end(), pattern.why, match.groupdict().get("date")))
        at = match.end()
    return hits


def _whole_line(
    text: str, start: int, end: int, in_tail: bool, patterns: Patterns
) -> tuple[str, bool, str | None] | None:
    """Why the line is boilerplate, whether titles follow it, and its date; None for a line of the article."""
    line = text[start:end].strip()
    for pattern in (*patterns.line, *(patterns.tail if in_tail else ())):
        if match := pattern.regex.fullmatch(line):
            return pattern.why, pattern.next, match.groupdict().get("date")
    return None


def _linked(text: str, filled: list[tuple[int, int]], i: int, patterns: Patterns) -> int:
    """The last line of the link list that line `i` opens: titles, that is short lines without a closing mark."""
    last = i
    for j in range(i + 1, min(i + 1 + patterns.linked_lines, len(filled))):
        line = text[filled[j][0] : filled[j][1]].strip()
        if len(line) > patterns.headline_length or line.endswith(_FINAL):
            break
        if "\n\n" in text[filled[j - 1][0] : filled[j][0]] and j > i + 1:
            break  # a blank line ends the list
        last = j
    return last


def _after_blank(text: str, at: int) -> int:
    """Past the empty lines that follow a passage that was taken out."""
    end = at
    while end < len(text) and text[end].isspace():
        end += 1
    newline = text.rfind("\n", at - 1, end)
    return newline + 1 if newline >= 0 else (end if text[at:end].strip(" \t") == "" and end < len(text) else at)


@cache
def load_patterns() -> Patterns:
    """The compiled patterns."""
    table = tomllib.loads((files("lagebild.intake") / "boilerplate.toml").read_text(encoding="utf-8"))
    return Patterns(
        item=tuple(map(_compile, table["item"])),
        line=tuple(map(_compile, table["line"])),
        tail=tuple(map(_compile, table["tail"])),
        **table["limits"],
    )


def _compile(row: dict[str, Any]) -> Pattern:
    source = row["pattern"].replace("AGENCIES", agency_list())
    return Pattern(re.compile(source, re.IGNORECASE), row["why"], row.get("leads", False), row.get("next", False))


@cache
def agency_list() -> str:
    """A regular expression for one or several agencies: `dpa`, `AFP/Reuters`, `dpa/bb`, `dpa, AFP und Reuters`."""
    names = _either(_agencies()["names"])
    both = _either([*_agencies()["names"], *_agencies()["desks"]])
    return rf"(?:{names})(?:(?:\s*[/,]\s*|\s+und\s+)(?:{both}))*(?!\w)"


@cache
def own_marks() -> str:
    """A regular expression for the marks that papers set on reports of their own: `eig. Ber.`, `red`."""
    return f"(?:{_either(_agencies()['own'])})"


@cache
def weekdays() -> frozenset[str]:
    """Words that stand before a date without being a place."""
    return frozenset(_agencies()["weekdays"])


def _agencies() -> dict[str, list[str]]:
    return tomllib.loads((files("lagebild.intake") / "agencies.toml").read_text(encoding="utf-8"))


def _either(words: list[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))
