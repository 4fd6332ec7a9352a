"""EDTF dates as spans of days, for comparing and counting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lagebild.edtf import bounds, is_edtf


@dataclass(frozen=True, slots=True)
class Days:
    """Days [first, last] as proleptic ordinals, both within."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """How many days: 1, about 30, about 365 tell the precision."""
        return self.last - self.first + 1

    def apart(self, other: Days) -> int:
        """Days between two spans; 0 where they overlap."""
        return max(0, self.first - other.last, other.first - self.last)


def days_of(edtf: str | None) -> Days | None:
    """The days that a date covers; None for no date, an open interval or a year before 1."""
    first, last = bounds(edtf) if edtf and is_edtf(edtf) else (None, None)
    if first is None or last is None or not "0001" <= first <= last:
        return None
    return Days(date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal())
