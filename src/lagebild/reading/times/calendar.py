"""Stretches of the calendar as precise as a text gives them, and their TIMEX3 and EDTF forms.

A `Point` never holds more than is known: a month has no day, an unknown year is None. Years are astronomical
(1 BC is 0), as in EDTF and ISO 8601.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

Unit = Literal["decade", "century", "year", "half", "quarter", "season", "month", "week", "weekend", "day"]

SEASONS = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}  # TIMEX3 code -> EDTF level 1
LAST_YEAR = 9999  # of Python's calendar and of EDTF's four digits


@dataclass(frozen=True, slots=True)
class Point:
    """One stretch of the calendar. `index` is the number of the week, quarter or half; `part` a TIMEX3 time (`T08:30`,
    `TEV`) or season code."""

    unit: Unit
    year: int | None = None
    month: int | None = None
    day: int | None = None
    index: int = 0
    part: str = ""


def day_point(day: date, part: str = "") -> Point:
    """The point of one day."""
    return Point("day", day.year, day.month, day.day, part=part)


def parse(edtf: str | None) -> Point | None:
    """A publication date (EDTF level 0, to the day, month or year) as a point; None for anything else."""
    if not edtf:
        return None
    parts = edtf.split("T")[0].rstrip("?~%").split("-")
    if not 1 <= len(parts) <= 3 or not all(p.isdigit() for p in parts) or len(parts[0]) != 4:
        return None
    numbers = [int(p) for p in parts]
    units: tuple[Unit, ...] = ("year", "month", "day")
    year, month, day = (*numbers, None, None)[:3]
    point = Point(units[len(parts) - 1], year, month, day)
    return point if exists(point) else None


def exists(point: Point) -> bool:
    """Whether the calendar has this stretch (31 February does not exist)."""
    if point.year is not None and not -LAST_YEAR <= point.year <= LAST_YEAR:
        return False
    if point.month is not None and not 1 <= point.month <= 12:
        return False
    if point.day is None:
        return True
    return 1 <= point.day <= month_days(point.year, point.month or 1)


def month_days(year: int | None, month: int) -> int:
    """Days of a month; 29 for February of an unknown year."""
    if month == 2:
        return 29 if year is None or calendar.isleap(year) else 28
    return calendar.monthrange(2001, month)[1]


def first_day(point: Point) -> date | None:
    """The first day of a point, None where the year is unknown or outside Python's calendar."""
    if point.year is None or not 1 <= point.year <= LAST_YEAR:
        return None
    if point.unit in ("week", "weekend"):
        try:
            return date.fromisocalendar(point.year, point.index, 6 if point.unit == "weekend" else 1)
        except ValueError:
            return None
    month = point.month or 1
    if point.unit == "quarter":
        month = 3 * point.index - 2
    elif point.unit == "half":
        month = 6 * point.index - 5
    elif point.unit == "season":
        month = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[point.part]
    return date(point.year, month, point.day or 1) if exists(replace(point, month=month)) else None


def shift(point: Point, n: int, unit: str) -> Point | None:
    """The point `n` units later, to the coarser of its precision and the unit's (`unit`: D W M Y Q DE CE)."""
    if point.year is None:
        return None
    if unit in ("Y", "DE", "CE", "Q", "M") or point.unit in ("year", "month"):
        return _shift_months(point, n, unit)
    start = first_day(point)
    if start is None:
        return None
    try:
        moved = start + timedelta(days=n * (7 if unit == "W" else 1))
    except OverflowError:
        return None
    return week_of(moved) if unit == "W" else day_point(moved)


_MONTHS = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}


def _shift_months(point: Point, n: int, unit: str) -> Point | None:
    if unit in ("D", "W"):  # of a month or a year: no day can be told, the shift is below the precision
        days = n * (7 if unit == "W" else 1)
        n, unit = (round(days / 30), "M") if abs(days) >= 15 else (0, "M")
    month = (point.year or 0) * 12 + (point.month or 1) - 1 + n * _MONTHS[unit]
    year, index = divmod(month, 12)
    if not 1 <= year <= LAST_YEAR:
        return None
    if unit == "Q":
        return Point("quarter", year, index=index // 3 + 1)
    if unit == "M" and point.month is not None:
        return Point("month", year, index + 1)
    if unit == "DE":
        return Point("decade", year // 10 * 10)
    return Point("century", year // 100 * 100) if unit == "CE" else Point("year", year)


def week_of(day: date) -> Point:
    """The ISO week that holds `day`."""
    iso = day.isocalendar()
    return Point("week", iso.year, index=iso.week)


def timex(point: Point) -> str | None:
    """The TIMEX3 value, as KRAUTS and HeidelTime write it; None where the calendar has no such stretch."""
    if not exists(point):
        return None
    year = _timex_year(point.year)
    match point.unit:
        case "century":
            return year[:-2] if point.year is not None else None
        case "decade":
            return year[:-1] if point.year is not None else None
        case "year":
            return year + (f"-XX-XX{point.part}" if point.part else "")
        case "season":
            return f"{year}-{point.part}"
        case "half":
            return f"{year}-H{point.index}"
        case "quarter":
            return f"{year}-Q{point.index}"
        case "week":
            return f"{year}-W{point.index:02}"
        case "weekend":
            return f"{year}-W{point.index:02}-WE"
        case "month":
            return f"{year}-{_two(point.month)}" + (f"-XX{point.part}" if point.part else "")
        case "day":
            return f"{year}-{_two(point.month)}-{_two(point.day)}{point.part}"


def _timex_year(year: int | None) -> str:
    if year is None:
        return "XXXX"
    return f"BC{1 - year:04}" if year <= 0 else f"{year:04}"


def _two(number: int | None) -> str:
    return "XX" if number is None else f"{number:02}"


def edtf(point: Point) -> str | None:
    """The EDTF level 0 or 1 form; None where the year is unknown. Weeks, quarters and halves are intervals."""
    if point.year is None or not exists(point):
        return None
    year = f"-{-point.year:04}" if point.year < 0 else f"{point.year:04}"
    match point.unit:
        case "century":
            return f"{year[:-2]}XX" if point.year >= 0 else None
        case "decade":
            return f"{year[:-1]}X" if point.year >= 0 else None
        case "year":
            return year
        case "season":
            return f"{year}-{SEASONS[point.part]}"
        case "half":
            return f"{year}-{6 * point.index - 5:02}/{year}-{6 * point.index:02}"
        case "quarter":
            return f"{year}-{3 * point.index - 2:02}/{year}-{3 * point.index:02}"
        case "week" | "weekend":
            return _days_edtf(point)
        case "month":
            return f"{year}-{point.month:02}" if point.month else None
        case "day":
            if not point.month or not point.day:
                return f"{year}-{point.month:02}" if point.month else None
            return f"{year}-{point.month:02}-{point.day:02}{_edtf_clock(point.part)}"


def _days_edtf(point: Point) -> str | None:
    start = first_day(point)
    if start is None:
        return None
    length = 6 if point.unit == "week" else 1
    try:
        return f"{start.isoformat()}/{(start + timedelta(days=length)).isoformat()}"
    except OverflowError:
        return None


def _edtf_clock(part: str) -> str:
    """`T08:30` as EDTF's full time of day; parts of the day have no EDTF form and are left out."""
    if len(part) > 3 and part[1].isdigit():
        clock, zone = part[:6], part[6:]
        return f"{clock}:00{zone}" if clock[1:3] != "24" else ""
    return ""


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus/Jones/Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


ISLAMIC_EPOCH = 227_015  # Gregorian ordinal of 1 Muharram 1 (16 July 622 Julian), tabular calendar, civil epoch


def islamic(year: int, month: int, day: int = 1) -> date:
    """A day of the tabular Islamic calendar as a Gregorian date (the observed day may differ by one)."""
    months = (59 * (month - 1) + 1) // 2  # months have 30 and 29 days in turn
    ordinal = day + months + (year - 1) * 354 + (3 + 11 * year) // 30 + ISLAMIC_EPOCH - 1
    return date.fromordinal(ordinal)


def islamic_in(year: int, month: int, day: int = 1) -> date | None:
    """The (first) Gregorian date on which an Islamic month's day falls in a Gregorian year."""
    if not 700 <= year <= LAST_YEAR - 100:
        return None
    guess = (year - 622) * 33 // 32
    for islamic_year in range(guess - 1, guess + 3):
        found = islamic(islamic_year, month, day)
        if found.year == year:
            return found
    return None
