"""The ontology: quad class, score and modes of each type (`knowledge/plover.toml`)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

from lagebild.records import EventType, Quad


@dataclass(frozen=True, slots=True)
class TypeInfo:
    """What PLOVER says of a type; `modes` maps each allowed mode to its score."""

    quad: Quad
    score: float
    modes: dict[str, float]


@cache
def types() -> dict[EventType, TypeInfo]:
    """The 16 types."""
    rows = _ontology()["types"]
    assert isinstance(rows, dict)
    return {
        cast(EventType, name): TypeInfo(row["quad"], float(row["score"]), dict(row.get("modes", {})))
        for name, row in rows.items()
    }


@cache
def contexts() -> tuple[str, ...]:
    """The contexts that an event may have."""
    rows = _ontology()["contexts"]
    assert isinstance(rows, list)
    return tuple(rows)


@cache
def _ontology() -> dict[str, object]:
    return tomllib.loads(files("lagebild.knowledge").joinpath("plover.toml").read_text(encoding="utf-8"))


def score_of(type_: EventType, mode: str | None) -> float:
    """The conflict-cooperation score, of the mode where it has one."""
    info = types()[type_]
    return info.modes.get(mode, info.score) if mode else info.score
