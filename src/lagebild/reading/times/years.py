"""Which year: dates without one, placed by the text's own year, by tense, else nearest to publication."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from lagebild.reading.times.calendar import Point, day_point, easter, exists, first_day, islamic_in
from lagebild.reading.times.context import Context
from lagebild.reading.times.scan import Match

FAR = 240  # days: a month told in the present and farther back than this belongs to the coming year, and vice versa


def with_year(point: Point, match: Match, ctx: Context, year: int | None = None) -> Point:
    """`point` with the year it most likely means; without a publication and a year in the text it stays unknown."""
    if year is None:
        year = ctx.narrative_year(match)
    if year is not None:
        return in_year(point, year, match)
    now = ctx.published
    if now is None or now.year is None:
        return point
    tense = ctx.tense(match)
    candidates = [in_year(point, now.year + n, match) for n in (-1, 0, 1)]
    if now.unit == "year":
        return candidates[1]
    here = [c for c in candidates if exists(c)]
    if not here:
        return candidates[1]
    past = [c for c in here if _months(c) <= _months(now) and _not_after(c, now)]
    coming = [c for c in here if c not in past or _covers(c, now)]
    if tense == "past" and past:
        return past[-1]
    if tense == "future" and coming:
        return coming[0]
    return min(here, key=lambda c: (abs(_months(c) - _months(now)), c not in past))


def in_year(point: Point, year: int, match: Match) -> Point:
    """`point` in that year; movable feasts are computed."""
    slots = match.slots
    if "easter" in slots:
        try:
            return day_point(easter(year) + timedelta(days=int(slots["easter"])))
        except (ValueError, OverflowError):
            return replace(point, year=year)
    if "islamic_month" in slots:
        found = islamic_in(year, slots["islamic_month"], slots.get("islamic_day", 1))
        if found is None:
            return replace(point, year=None)
        whole_month = "islamic_day" not in slots
        return Point("month", found.year, found.month) if whole_month else day_point(found)
    return replace(point, year=year)


def _months(point: Point) -> float:
    """Place on the axis of months (half a month is the middle of the month)."""
    start = first_day(point)
    if start is None:
        return (point.year or 0) * 12.0 + (point.month or 1)
    return start.year * 12 + start.month + ((start.day - 1) / 31 if point.unit == "day" else 0)


def _not_after(point: Point, now: Point) -> bool:
    if point.unit == "day" and now.unit == "month":
        return (point.year, point.month) <= (now.year, now.month)
    a, b = first_day(point), first_day(now)
    return a is None or b is None or a <= b


def _covers(point: Point, now: Point) -> bool:
    """Whether publication lies in `point` (this very month)."""
    return point.unit == "month" and (point.year, point.month) == (now.year, now.month)


def today_or(point: Point | None, fallback: date) -> date:
    """The first day of `point`, or `fallback`."""
    return (first_day(point) if point else None) or fallback
