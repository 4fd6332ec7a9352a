"""Which year: dates without one, placed by the text's own year, by tense, else nearest to publication."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from lagebild.reading.times.calendar import Point, day_point, easter, exists, first_day, islamic_in
from lagebild.reading.times.context import Context
from lagebild.reading.times.scan import Match


def with_year(point: Point, match: Match, ctx: Context, year: int | None = None) -> Point:
    """`point` with the year it most likely means; without a publication and a year in the text it stays unknown."""
    if year is not None:
        return in_year(point, year, match)
    story = ctx.narrative_year(match)
    recent = _from_now(point, match, ctx)
    if story is None or (ctx.published and point.unit == "day" and _is_recent(recent, ctx.published)):
        return recent
    told = in_year(point, story, match)
    return recent if _on_weekday(recent, match) and not _on_weekday(told, match) else told


def _on_weekday(point: Point, match: Match) -> bool:
    """Whether a date falls on the day of the week that the text names with it."""
    day = first_day(point)
    return "weekday" in match.slots and day is not None and day.isoweekday() == match.slots["weekday"]


def _is_recent(point: Point, now: Point) -> bool:
    return point.year is not None and exists(point) and -RECENT <= _offset(point, now) <= 0


RECENT = 1.2  # months before publication: a date so fresh is news, even in a story of another year


def _from_now(point: Point, match: Match, ctx: Context) -> Point:
    """The year by publication alone."""
    now = ctx.published
    if now is None or now.year is None:
        return point
    candidates = [in_year(point, now.year + n, match) for n in (-1, 0, 1)]
    if now.unit == "year":
        return candidates[1]
    here = [c for c in candidates if exists(c)]
    if not here:
        return candidates[1]
    on_weekday = [c for c in here if _on_weekday(c, match)]
    if on_weekday:
        return min(on_weekday, key=lambda c: abs(_offset(c, now)))
    tense = ctx.way(match)
    early, late = REACH[point.unit == "day"][tense]
    return min(here, key=lambda c: _distance(_offset(c, now), early, late))


# Months before and after publication that count as near, by whether the day is given and by tense: a day of the year
# is said without its year only close to publication, a month or season told in the past is the last such one.
REACH: dict[bool, dict[str, tuple[float, float]]] = {
    True: {"past": (10, 2), "present": (6, 6), "future": (2, 10)},
    False: {"past": (12, 0.5), "present": (5, 7), "future": (0.5, 12)},
}


def _distance(months: float, early: float, late: float) -> float:
    """How unlikely an offset is: its share of the reach on that side."""
    return -months / early if months < 0 else months / late


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


def _offset(point: Point, now: Point) -> float:
    """Months from publication to `point`, 0 where one covers the other."""
    if point.unit == "day" and now.unit == "day":
        return _months(point) - _months(now)
    length = LENGTHS.get(point.unit, 1)
    first, here = int(_months(point)), int(_months(now))
    if first <= here < first + length:
        return 0
    return float(first - here if first > here else first + length - 1 - here)


LENGTHS = {"season": 3, "quarter": 3, "half": 6}  # months


def _months(point: Point) -> float:
    """Place on the axis of months."""
    start = first_day(point)
    if start is None:
        return (point.year or 0) * 12.0 + (point.month or 1)
    return start.year * 12 + start.month + ((start.day - 1) / 31 if point.unit == "day" else 0)
