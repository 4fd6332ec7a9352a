"""German spelling of names from their English transliteration, by the rules of `de/spelling.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import Any

from lagebild.knowledge.build.recipe import DE

FILE = DE / "spelling.toml"


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def german(name: str, country: str) -> str:
    """The German spelling of a name that an English source writes, for a person of `country` (alpha-3)."""
    return " ".join(_word(w, country) for w in name.split())


def _word(word: str, country: str) -> str:
    if "-" in word:
        return "-".join(_word(part, country) if len(part) > 2 else part for part in word.split("-"))
    tables = _tables()
    if word in tables["exceptions"]:
        return str(tables["exceptions"][word])
    table = next((t for key, t in tables.items() if key != "exceptions" and country in t["countries"].split()), None)
    if table is None or not word[0].isupper():
        return word
    return _rewritten(word.lower(), tuple((p, to) for p, to in table["rules"])).capitalize()


def _rewritten(low: str, rules: tuple[tuple[str, str], ...]) -> str:
    """One pass from left to right: at each place the first rule that fits is used, and what it wrote is left alone."""
    rules = tuple(rules)
    either = re.compile("|".join(f"({pattern})" for pattern, _ in rules))
    return either.sub(lambda found: rules[(found.lastindex or 1) - 1][1], low)
