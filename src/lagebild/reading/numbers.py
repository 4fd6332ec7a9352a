"""Numbers as they are written: digits with the language's marks, number words, ordinals. Tables by language."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import Any

_GROUPED = re.compile(r"\d{1,3}(?:[.'\u00a0\u202f ]\d{3})+")
_ADJECTIVE_ENDING = re.compile(r"(?:e|en|er|es|em)$")


@cache
def table(language: str) -> dict[str, Any]:
    """The number table of a language (`knowledge/LANGUAGE/quantities.toml`); an empty one where there is none."""
    path = resources.files("lagebild.knowledge").joinpath(language, "quantities.toml")
    if not path.is_file():
        return {}
    return tomllib.loads(path.read_text(encoding="utf-8"))


# More digits are a code or a line of noise, and no float holds them.
_MOST_DIGITS = 18


def parse_digits(text: str, decimal: str = ",") -> float | None:
    """The value of "80,1", "800.000" or "1.000,50"; None for what is no plain number ("14.30", "3.5.", "2:1").

    `decimal` is the decimal mark of the language; the other of comma and point groups thousands.
    """
    group = "." if decimal == "," else ","
    whole, _, fraction = text.partition(decimal)
    if fraction and not fraction.isdigit():
        return None
    plain = re.sub(r"[\u00a0\u202f ']", "", whole)
    if group in plain:
        if not re.fullmatch(r"\d{1,3}(?:" + re.escape(group) + r"\d{3})+", plain):
            return None
        plain = plain.replace(group, "")
    if not plain.isdecimal() or len(plain) > _MOST_DIGITS:
        return None
    return float(f"{int(plain)}.{fraction}") if fraction else float(int(plain))


@lru_cache(maxsize=50_000)
def parse_word(word: str, language: str = "de") -> float | None:
    """The value of a number word ("siebzehn", "zweihundertfünfzig", "anderthalb"); None for other words."""
    t = table(language)
    low = word.lower()
    if not t or not low:
        return None
    fixed = t["fixed"].get(low)
    return float(fixed) if fixed is not None else _compose(low, t)


def _compose(low: str, t: dict[str, Any]) -> float | None:
    """Thousands, hundreds, tens: each part may be missing, the left one multiplies ("zwei-hundert-fünfzig")."""
    for word, factor in sorted(t["multipliers"].items(), key=lambda kv: -kv[1]):
        left, mark, right = low.partition(word)
        if not mark:
            continue
        high = 1.0 if not left else _compose(left, t)
        rest = right.removeprefix("und") if right else ""
        below = 0.0 if not rest else _compose(rest, t)
        return None if high is None or below is None else high * factor + below
    return _below_hundred(low, t["words"])


def _below_hundred(low: str, words: dict[str, int]) -> float | None:
    if low in words:
        return float(words[low])
    unit, und, ten = low.partition("und")
    if und and words.get(unit, 99) < 10 and words.get(ten, 0) >= 20:
        return float(words[unit] + words[ten])
    return None


def parse_ordinal(word: str, language: str = "de") -> int | None:
    """The rank of an inflected ordinal ("sechste", "dritten"); None for other words."""
    t = table(language)
    stem = _ADJECTIVE_ENDING.sub("", word.lower())
    if not t or stem == word.lower():
        return None
    rank = t["ordinals"].get(stem)
    return int(rank) if rank is not None else None
