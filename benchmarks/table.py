"""One row of the bench table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A measure: our figure beside the peer's, the bar and the goal. `ours` is None where the gold is absent."""

    measure: str
    ours: float | None
    peer: str = "–"
    bar: str = "–"
    goal: str = "–"
    note: str = ""
