"""Series: events a day, week, month or year, and bursts against the own past."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import msgspec

from lagebild.picture.counts import DayCount, days
from lagebild.picture.filters import Filters

By = Literal["day", "week", "month", "year"]
# A period is as long as its unit: an event dated to the month cannot be counted by day. Days at the most.
LONGEST = {"day": 1, "week": 7, "month": 31, "year": 366}

BURST_PAST = 8  # periods that make up the past that a period is held against
BURST_P = 0.001  # a burst is a count that chance gives once in a thousand periods
BURST_LEAST = 3  # events: a single event after silence is news, not a burst


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """One period of a series. `goldstein` is the mean over its events; `p` the chance of so many or more."""

    period: str
    events: int
    cooperation: int
    conflict: int
    goldstein: float | None
    p: float | None = None
    burst: bool = False


def series(db: sqlite3.Connection, filters: Filters, by: By = "month") -> list[Point]:
    """Counts of the events that pass `filters`, without gaps from the first to the last period.

    Events whose date is less precise than a period are left out (counted by `undated`), never spread.
    """
    return of_days(days(db, filters), by)


def of_days(rows: Sequence[DayCount], by: By) -> list[Point]:
    """The series of events counted by their dates."""
    return bursts(_points([row for row in rows if row.counted and _fits(row, by)], by))


def undated(db: sqlite3.Connection, filters: Filters, by: By = "month") -> int:
    """How many events a series leaves out because their date is missing or less precise than a period."""
    return undated_of(days(db, filters), by)


def undated_of(rows: Sequence[DayCount], by: By) -> int:
    """The same of events counted by their dates."""
    return sum(row.events for row in rows if not _fits(row, by))


def _fits(row: DayCount, by: By) -> bool:
    if not row.first or not row.last:
        return False
    return row.first == row.last or (date.fromisoformat(row.last) - date.fromisoformat(row.first)).days < LONGEST[by]


def _points(rows: Sequence[DayCount], by: By) -> list[Point]:
    if not rows:
        return []
    sums: dict[str, list[int]] = {}
    for row in rows:
        period = sums.setdefault(period_of(date.fromisoformat(row.first), by), [0, 0, 0])
        for i, n in enumerate((row.counted, row.conflict, row.goldstein)):
            period[i] += n
    return [
        _point(p, *sums.get(p, (0, 0, 0)))
        for p in _without_gaps(min(r.first for r in rows), max(r.first for r in rows), by)
    ]


def _point(period: str, events: int, conflict: int, goldstein: int) -> Point:
    mean = round(goldstein / 10 / events, 2) if events else None
    return Point(period=period, events=events, cooperation=events - conflict, conflict=conflict, goldstein=mean)


def period_of(day: date, by: By) -> str:
    """The name of the period: ISO 8601 (`2020-08-09`, `2020-W32`, `2020-08`, `2020`)."""
    if by == "day":
        return day.isoformat()
    if by == "week":
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"
    return day.isoformat()[: 7 if by == "month" else 4]


def _without_gaps(first: str, last: str, by: By) -> Iterable[str]:
    low, high = date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()
    step = {"day": 1, "week": 7, "month": 27, "year": 365}[by]
    days = [*range(low, high, step), high]
    return dict.fromkeys(period_of(date.fromordinal(d), by) for d in days)


def bursts(points: Sequence[Point]) -> list[Point]:
    """Mark the periods that stand out of their own past.

    The past is the mean of up to `BURST_PAST` periods before, smoothed by one half (Jeffreys' prior of a Poisson
    rate); `p` is the Poisson chance of as many events or more at that rate.
    """
    found = []
    for i, point in enumerate(points):
        past = [q.events for q in points[max(0, i - BURST_PAST) : i]]
        p = poisson_tail(point.events, (sum(past) + 0.5) / len(past)) if len(past) >= 3 else None
        burst = p is not None and p < BURST_P and point.events >= BURST_LEAST
        found.append(msgspec.structs.replace(point, p=p, burst=burst))
    return found


def poisson_tail(k: int, rate: float) -> float:
    """P(X >= k) of a Poisson variable; `rate` > 0. Summed away from k, where terms soon vanish: some roots of `rate`."""
    if k <= 0:
        return 1.0
    above = k > rate
    i = k if above else k - 1
    term = math.exp(i * math.log(rate) - rate - math.lgamma(i + 1))
    total = 0.0
    while i >= 0 and term > total * 1e-16:
        total += term
        term *= rate / (i + 1) if above else i / rate
        i += 1 if above else -1
    return min(1.0, total) if above else max(0.0, 1.0 - total)


@dataclass(frozen=True, slots=True)
class Burst:
    """A subject whose last period stands out."""

    subject: str
    point: Point
