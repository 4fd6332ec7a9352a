"""What the reader knows beforehand: countries, places, offices, actors; word lists as data.

`Knowledge` is the one door: opened once, read-only, shared by all stages.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The opened look-up file and the user's own rows."""


@cache
def default_knowledge() -> Knowledge:
    """The knowledge that ships with the package."""
    return Knowledge()
