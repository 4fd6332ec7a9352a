"""Datelines: "BERLIN (dpa) -", "Sotschi.", "Berlin, 3. Mai –" at the start of a report."""

from __future__ import annotations

import re

from lagebild.language.rules import Rules
from lagebild.language.stops import Stop

_DASHES = frozenset(("-", "–", "—", "--"))
_DAY = re.compile(r"\d{1,2}\.(?:\d{1,2}\.(?:\d{2,4})?)?")
_LONGEST = 14  # tokens of a whole dateline
_LONGEST_PLACE = 4  # tokens of a place alone: "St. Petersburg", "Berlin/Moskau"


def dateline_tokens(
    words: list[str], spans: list[tuple[int, int]], stops: dict[int, Stop], early: bool, rules: Rules
) -> int:
    """How many tokens at the start of a block are a dateline; 0 where it has none.

    `early`: the block is one of the first of its text, where a bare place can be one.
    """
    signed = _signed(words, rules)
    if signed:
        return signed
    dash = next((i for i, w in enumerate(words[:_LONGEST]) if w in _DASHES), 0)
    title = words[-1][-1].isalnum()  # "Wiener Linien – Warum sie teurer werden"
    if (
        0 < dash < len(words) - 1
        and not title
        and spans[dash][0] > spans[dash - 1][1]
        and _is_place(words, dash, early, rules)
    ):
        return dash + 1
    return _bare(words, stops) if early else 0


def _signed(words: list[str], rules: Rules) -> int:
    """A dateline with the sign of an agency in brackets: up to the dash or colon after it."""
    for i, word in enumerate(words[:_LONGEST]):
        if word == "(" and i + 1 < len(words) and words[i + 1].lower() in rules.agencies:
            close = next((k for k in range(i + 2, min(i + 8, len(words))) if words[k] == ")"), 0)
            if not close or (i and not words[0][0].isupper()):
                return 0
            ends = close + 1 < len(words) and words[close + 1] in (*_DASHES, ":", ".")
            return close + 1 + ends if ends or i <= 2 else 0
        if word.islower() and not word[0].isdigit():
            return 0  # a clause has begun
    return 0


def _is_place(words: list[str], dash: int, early: bool, rules: Rules) -> bool:
    """Are the words before the dash a place in capitals, or a place and a date?"""
    head = words[:dash]
    if any(w[0].islower() for w in head):
        return False
    dated = any(w.lower() in rules.months or _DAY.fullmatch(w) for w in head[1:]) and "," in head[1:]
    capitals = len(head) <= _LONGEST_PLACE and all(w.isupper() or not w[0].isalnum() for w in head) and len(head[0]) > 3
    opener = words[dash + 1] in rules.starters
    return bool(head[0][0].isupper() and (dated or (capitals and early) or (early and opener and len(head) <= 2)))


def _bare(words: list[str], stops: dict[int, Stop]) -> int:
    """A place alone before a full stop, with more text after it: "Sotschi. Ein Treffen ..."."""
    for i, word in enumerate(words[: _LONGEST_PLACE + 1]):
        if stops.get(i) is Stop.END:
            return i + 1 if 0 < i < len(words) - 3 else 0
        if not (word[0].isupper() or word in "/-,"):
            return 0
    return 0
