"""What segmenting knows of a language: the shared table with the language's own added to it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
_DATA = "segment.toml"


@dataclass(frozen=True, slots=True)
class Rules:
    """The word lists of `segment.toml`; what each means stands there."""

    inside: frozenset[str]
    either: frozenset[str]
    ambiguous: frozenset[str]
    spaced: dict[str, frozenset[str]]  # last part -> what may stand before it, parts joined by a space
    months: frozenset[str]
    ordinals: bool
    before_ordinal: frozenset[str]
    ordinal_endings: tuple[str, ...]
    after_ordinal: frozenset[str]
    starters: frozenset[str]
    split: tuple[re.Pattern[str], ...]
    agencies: frozenset[str]
    hyphens_apart: bool  # the treebank divides "CDU-Chef"


def _spaced(entries: list[str]) -> dict[str, frozenset[str]]:
    """Each further part of an abbreviation in several parts with the part that it follows."""
    pairs: dict[str, set[str]] = {}
    for entry in entries:
        parts = entry.split()
        for before, part in pairwise(parts):
            pairs.setdefault(part, set()).add(before)
    return {part: frozenset(before) for part, before in pairs.items()}


@cache
def rules(language: str) -> Rules:
    """The rules of a language (ISO 639-1); one without a table of its own gets the shared one."""
    tables: list[dict[str, Any]] = [tomllib.loads((_HERE / _DATA).read_text(encoding="utf-8"))]
    own = _HERE / language / _DATA
    if language.isalpha() and own.is_file():
        tables.append(tomllib.loads(own.read_text(encoding="utf-8")))

    def joined(key: str) -> list[str]:
        return [entry for table in tables for entry in table.get(key, [])]

    return Rules(
        inside=frozenset(joined("inside")),
        either=frozenset(joined("either")),
        ambiguous=frozenset(joined("ambiguous")),
        spaced=_spaced(joined("spaced")),
        months=frozenset(joined("months")),
        ordinals=any(table.get("ordinals", False) for table in tables),
        before_ordinal=frozenset(joined("before_ordinal")),
        ordinal_endings=tuple(joined("ordinal_endings")),
        after_ordinal=frozenset(joined("after_ordinal")),
        starters=frozenset(joined("starters")),
        split=tuple(re.compile(pattern) for pattern in joined("split")),
        hyphens_apart=any(table.get("hyphens_apart", False) for table in tables),
        agencies=frozenset(joined("agencies")),
    )
