"""EDTF dates as spans of days, for comparing and counting."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from lagebild.edtf import days_in_month, is_edtf

_SEASON_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12}  # first month; northern seasons, as EDTF leaves the hemisphere open
_PLAIN = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d))?(?:-(\d\d))?")


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
    if not edtf or not is_edtf(edtf):
        return None
    begin, _, end = edtf.partition("/")
    first = _span(begin)
    last = _span(end) if end else first
    return Days(first[0], last[1]) if first and last and first[0] <= last[1] else None


def _span(value: str) -> tuple[int, int] | None:
    found = _PLAIN.match(value)
    if not found or found[1].startswith("0000"):
        return None
    low, high = int(found[1].replace("X", "0")), int(found[1].replace("X", "9"))
    if low < 1:
        return None
    if not found[2] or "X" in value[4:]:
        return date(low, 1, 1).toordinal(), date(high, 12, 31).toordinal()
    month = int(found[2])
    if month in _SEASON_MONTHS:
        start = date(low, _SEASON_MONTHS[month], 1)
        return start.toordinal(), (start + timedelta(days=91)).toordinal()
    if found[3]:
        day = date(low, month, int(found[3])).toordinal()
        return day, day
    return date(low, month, 1).toordinal(), date(low, month, days_in_month(found[1], month)).toordinal()
