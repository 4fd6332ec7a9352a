"""EDTF level 0 and 1 (Library of Congress, 2019): the form of every date in a report.

Kept small instead of the package `edtf`, whose grammar takes milliseconds a value; here a report holds dozens.
"""

from __future__ import annotations

import calendar
import re

_DATE = re.compile(
    r"(?P<year>-?\d{4}|-?\d{3}X|-?\d{2}XX|Y-?\d{5,})"
    r"(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?"
    r"(?:T(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?:Z|[+-]\d\d(?::\d\d)?)?)?"
    r"[?~%]?"
)
SEASONS = range(21, 25)


def is_edtf(value: str) -> bool:
    """Whether `value` is a valid EDTF level 0 or 1 date or interval."""
    parts = value.split("/")
    if len(parts) == 1:
        return _is_date(value)
    if len(parts) != 2:
        return False
    open_ends = sum(p in ("", "..") for p in parts)
    return open_ends < 2 and all(p in ("", "..") or _is_date(p) for p in parts)


def _is_date(value: str) -> bool:
    found = _DATE.fullmatch(value)
    if not found:
        return False
    year, month, day = found["year"], found["month"], found["day"]
    if found["hour"]:
        if not day or "X" in value.split("T")[0]:
            return False
        if int(found["hour"]) > 23 or int(found["minute"]) > 59 or int(found["second"] or 0) > 59:
            return False
    if month is None:
        return True
    if month == "XX":
        return day in (None, "XX")
    if int(month) in SEASONS:
        return day is None
    if not 1 <= int(month) <= 12:
        return False
    return day in (None, "XX") or 1 <= int(day) <= days_in_month(year, int(month))


def days_in_month(year: str, month: int) -> int:
    """Days of a month of the proleptic Gregorian calendar; 29 for a February of an unknown year."""
    if month != 2:
        return calendar.monthrange(2001, month)[1]
    if "X" in year:
        return 29
    return 29 if calendar.isleap(int(year.lstrip("Y"))) else 28


def bounds(value: str) -> tuple[str | None, str | None]:
    """The first and last day that an EDTF date or interval spans, as ISO days; None for an open or uncountable end.

    >>> bounds("2021-02"), bounds("2021-23"), bounds("199X"), bounds("2020-08-09/..")
    (('2021-02-01', '2021-02-28'), ('2021-09-01', '2021-11-30'), ('1990-01-01', '1999-12-31'), ('2020-08-09', None))
    """
    first, _, last = value.partition("/")
    return _end(first, 0), _end(last if "/" in value else first, 1)


def _end(value: str, side: int) -> str | None:
    """The first (side 0) or last (side 1) day of a date without a slash."""
    found = _DATE.fullmatch(value)
    if not found or len(found["year"]) != 4 or found["year"].startswith("-"):
        return None  # open, not known, before the common era or beyond the year 9999
    year = found["year"].replace("X", "09"[side])
    month, day = found["month"], found["day"]
    if month is None or month == "XX":
        month = ("01", "12")[side]
        day = None
    elif int(month) in SEASONS:
        year, month = _season_end(int(year), int(month) - SEASONS.start, side)
        if len(year) > 4:
            return None
        day = None
    if day in (None, "XX"):
        day = f"{days_in_month(year, int(month)):02d}" if side else "01"
    return f"{year}-{month}-{day}"


def _season_end(year: int, season: int, side: int) -> tuple[str, str]:
    """The first or last month of a season of three; spring (0) begins in March, winter (3) ends in the next year."""
    month = 3 + 3 * season + 2 * side
    return (f"{year + 1:04d}", f"{month - 12:02d}") if month > 12 else (f"{year:04d}", f"{month:02d}")
