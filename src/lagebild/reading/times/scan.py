"""Finding time expressions: text to symbols, symbols to matches with their slots. No date is resolved here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lagebild.reading.times.tables import OTHER, Rule, Table

# Runs of digits with the marks of dates and clock times inside, words without hyphens (so that compounds such as
# "1990er-Jahre" and "Montag-Abend" show their parts), blank lines, single marks. Combining accents stay in the word.
WORD = re.compile(r"\d{4}-\d\d-\d\d(?!\d)|\d+(?:[.,:]\d+)*|[^\W\d_][^\W\d_\u0300-\u036f]*|\n\s*\n|[^\w\s]")
HYPHENS = "-‐‑"
_RUN = re.compile(f"[^{OTHER}]+")


@dataclass(frozen=True, slots=True)
class Match:
    """A matched rule: characters [start, end) of the text, the words around it, and the slots' values."""

    rule: Rule
    start: int
    end: int
    first: int  # number of the first word of the extent
    last: int  # number after its last word
    slots: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Words:
    """A text as words: where each stands, and the string of their symbols."""

    text: str
    spans: list[tuple[int, int]]
    symbols: str

    def word(self, i: int) -> str:
        """Word number `i` as written, '' outside the text."""
        if not 0 <= i < len(self.spans):
            return ""
        start, end = self.spans[i]
        return self.text[start:end]


def split(text: str, table: Table) -> Words:
    """The words of `text` and their symbols."""
    spans = [m.span() for m in WORD.finditer(text)]
    return Words(text, spans, "".join([table[text[a:b]] for a, b in spans]))


def matches(words: Words, table: Table) -> Iterator[Match]:
    """All matches in text order, none overlapping; at each word the first rule of the table that fits."""
    for run in _RUN.finditer(words.symbols):
        at, end = run.span()
        if not table.strong.search(words.symbols, at, end):
            continue
        while at < end:
            found = _match_at(words, table, at)
            if found:
                yield found
                at = max(found.last, at + 1)
            else:
                at += 1


def _match_at(words: Words, table: Table, at: int) -> Match | None:
    for rule in table.starts.get(words.symbols[at], ()):
        m = rule.regex.match(words.symbols, at)
        if m is None:
            continue
        first, last = m.start("L"), m.start("R")
        slots = _slots(m, words, table, rule)
        if _is_compound_part(words, first, last):
            continue
        if rule.guard and not GUARDS[rule.guard](words, table, first, last, slots):
            continue
        return Match(rule, words.spans[first][0], words.spans[last - 1][1], first, last, slots)
    return None


def _slots(m: re.Match[str], words: Words, table: Table, rule: Rule) -> dict[str, Any]:
    """The values of the captured words; a word whose value is itself a set of slots gives them all."""
    slots = dict(rule.set)
    for group in m.re.groupindex:
        slot, _, element = group.partition("__")
        if not element or m.start(group) < 0:
            continue
        values = table.values_of(words.word(m.start(group)))
        value: Any = next(values[name] for name in rule.pattern.names_of(int(element)) if name in values)
        if isinstance(value, dict):
            slots.update(value)
            value = 1
        slots.setdefault(slot, value)
    return slots


def _is_compound_part(words: Words, first: int, last: int) -> bool:
    """Whether the expression is only a part of a hyphen compound ("Winter-Biathlon", "MIP-Montag")."""
    text, start, end = words.text, words.spans[first][0], words.spans[last - 1][1]
    after = text[end : end + 2]
    if len(after) == 2 and after[0] in HYPHENS and after[1].isalpha() and text[end - 1].isalpha():
        return True
    before = text[max(0, start - 2) : start]
    return len(before) == 2 and before[1] in HYPHENS and before[0].isalpha() and text[start].isalpha()


def _is_year(words: Words, table: Table, first: int, last: int, slots: dict[str, Any]) -> bool:
    """A bare number of four digits is a year unless a counting word stands beside it."""
    after, before = table.values_of(words.word(last) or " "), table.values_of(words.word(first - 1) or " ")
    if "COUNTED" in after or "COUNTER" in before:
        return False
    if "SEP" in after and "COUNTED" in table.values_of(words.word(last + 2) or " "):
        return False  # "2000 bis 3000 Euro"
    return 1000 <= int(slots["year"]) <= 2100


def _three_digits(words: Words, table: Table, first: int, last: int, slots: dict[str, Any]) -> bool:
    return 100 <= slots["year"] <= 999 and len(words.word(last - 1)) == 3


def _is_rate(words: Words, table: Table, first: int, last: int, slots: dict[str, Any]) -> bool:
    """ "500 Menschen im Jahr": a number stands close before."""
    return any(words.word(i)[:1].isdigit() for i in range(max(0, first - 5), first))


GUARDS = {"rate": _is_rate, "year": _is_year, "three digits": _three_digits}
