"""Text to tokens, as in the treebanks (UD German GSD) and German news corpora; contractions ("im") stay one token.

One pass of one expression cuts the text; full stops are joined to their words afterwards. No alternative of the
expression can give back what it took in more than a bounded number of ways, so that the time stays linear.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from lagebild.language.rules import Rules
from lagebild.language.stops import Stop, stop_after

# Letters, figures, and what may stand inside a word: combining marks, soft hyphens, joiners.
_W = r"[\w\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u064b-\u065f\u0900-\u0903\u093a-\u094f\u00ad\u200c\u200d]"
_EMOJI = r"[\U0001f000-\U0001faff\u2600-\u27bf\u2b50\u2b55]"
_INVISIBLE = r"\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufe0f"  # in no token
NOTHING = re.compile(rf"[{_INVISIBLE}]*")  # text in which no token can be
_WEB = [
    r"(?:https?|ftp)://[^\s<>\"„“”»«]*[^\s<>\"„“”»«.,;:!?)\]'’]",
    r"www\.[^\s<>\"„“”»«]*[^\s<>\"„“”»«.,;:!?)\]'’]",
    r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}",
]
_PLAIN = [
    r"[@#]\w+",
    r"(?:[^\W\d_]\.){1,8}[^\W\d_](?!\w|\.\w{2})",  # z.B, u.a, U.S.A, J.P (the last stop is joined later)
    r"[A-ZÄÖÜ]\.[A-ZÄÖÜ]{2,8}(?!\w)|[A-ZÄÖÜ]{2,6}/[A-ZÄÖÜ]{2,6}(?![\w/])|km/h",  # E.ON, CDU/CSU
    rf"{_W}+(?:(?:[-‐‑'’ʼ]|\.-|(?<=\d)[.,:](?=\d)|(?<=[^\W\d_])\.(?=[a-zäöüß]{{2}})|(?<=[A-ZÄÖÜ]{{2}})\.(?=\d)){_W}+)*"
    r"(?:[-‐](?![\w-])|(?<=[sxzßSXZ])['’](?![\w'’]))?",
    r"(?<![\w\-.])-(?:[a-zäöüß]\w+(?:-\w+)*|\d+(?:[.,:]\d+)*(?![\w)]))",  # "-gebiete", "-5"
    r"(?<![\w'’])['’](?:s|ne|nen|n)(?![\w'’])",  # "gibt 's"
    r"\.{2,}|…|--+|``|''|(?<![\w:;])[:;]-?[)(D](?!\w)",
    rf"{_EMOJI}(?:[\ufe0f\u20e3\U0001f3fb-\U0001f3ff]|\u200d{_EMOJI})*",
    rf"[^{_INVISIBLE}]",  # any other mark
]
_CLITIC_MARKS = ("'", "’")
_ENDS = (Stop.END, Stop.BOTH)


@cache
def _expression(web: bool) -> re.Pattern[str]:
    """The cutting expression; addresses are looked for only in texts that can hold some."""
    return re.compile("|".join([*(_WEB if web else []), *_PLAIN]))


@dataclass(slots=True)
class Cut:
    """The tokens of a block as [start, end); `stops` tells what the full stops are, by the number of their token."""

    spans: list[tuple[int, int]] = field(default_factory=list)
    stops: dict[int, Stop] = field(default_factory=dict)


def has_addresses(text: str) -> bool:
    """Can the text hold web or mail addresses at all?"""
    return "@" in text or "://" in text or "www." in text


def cut(text: str, start: int, end: int, rules: Rules, web: bool = False) -> Cut:
    """The tokens of text[start:end], one block without a border of sentences that line breaks make."""
    raw = [m.span() for m in _expression(web).finditer(text, start, end)]
    if rules.split and any(mark in text[start:end] for mark in _CLITIC_MARKS):
        raw = _without_clitics(text, raw, rules)
    return _with_stops(text, raw, rules)


def _without_clitics(text: str, raw: list[tuple[int, int]], rules: Rules) -> list[tuple[int, int]]:
    """The same tokens with "geht's" in two."""
    spans = []
    for a, b in raw:
        word = text[a:b]
        if b - a > 2 and ("'" in word or "’" in word):
            match = next((m for m in (p.fullmatch(word) for p in rules.split) if m), None)
            if match:
                spans += [(a, a + match.start(2)), (a + match.start(2), b)]
                continue
        spans.append((a, b))
    return spans


def _with_stops(text: str, raw: list[tuple[int, int]], rules: Rules) -> Cut:
    """Join the full stops that belong to a word to it."""
    done = Cut()
    spans, stops = done.spans, done.stops
    for i, (a, b) in enumerate(raw):
        if b - a != 1 or text[a] != "." or not spans or spans[-1][1] != a or not text[a - 1].isalnum():
            spans.append((a, b))
            continue
        at, _ = spans[-1]
        before = text[slice(*spans[-2])] if len(spans) > 1 else ""
        after = text[slice(*raw[i + 1])] if i + 1 < len(raw) else ""
        first = len(spans) == 1 or stops.get(len(spans) - 2) in _ENDS or (before[-1] in ".!?" and len(before) == 1)
        stop = stop_after(text[at:a], before, after, i + 1 < len(raw) and raw[i + 1][0] > b, first, rules)
        if stop in (Stop.PART, Stop.BOTH):
            spans[-1] = (at, b)
        else:
            spans.append((a, b))
        stops[len(spans) - 1] = stop
    return done
