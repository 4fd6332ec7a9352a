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


@cache
def _first_names() -> dict[str, str]:
    lists = tomllib.loads((FILE.parent / "first_names.toml").read_text(encoding="utf-8"))
    return {name: gender for gender, names in lists.items() for name in names.split()}


def gender_of(name: str) -> str:
    """The gender that the first name of a full name tells: "f" of "Halima Jouini"; empty where it tells none."""
    first, _, rest = name.partition(" ")
    return _first_names().get(first) or _first_names().get(first.split("-")[0], "") if rest else ""
