"""The word lists of `knowledge/de/quotes.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

LISTS = Path(__file__).parents[2] / "knowledge" / "de" / "quotes.toml"


@cache
def words_of(name: str) -> frozenset[str]:
    """One list, in lower case. Raises KeyError for a name that the file does not have."""
    return _lists()[name]


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in tomllib.loads(LISTS.read_text(encoding="utf-8")).items()}
