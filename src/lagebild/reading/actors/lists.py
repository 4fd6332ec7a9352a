"""The word lists of this stage: `knowledge/de/actors.toml`, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import lagebild.knowledge

FILE = Path(lagebild.knowledge.__file__).parent / "de" / "actors.toml"


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def words(name: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(_lists()["words"][name].split())


def table(name: str) -> dict[str, str]:
    """A table of the file."""
    return dict(_lists()[name])
