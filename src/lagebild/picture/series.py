"""Series: events a day, week, month or year, and bursts against the own past."""

from __future__ import annotations

import math
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import msgspec

from lagebild.picture.filters import Filters, where

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
    clause, values = where(filters)
    rows = db.execute(
        f"SELECT v.first_day, v.quad, v.goldstein FROM events v WHERE {clause} AND v.first_day IS NOT NULL "
        "AND julianday(v.last_day) - julianday(v.first_day) < ? AND v.status NOT IN ('denied', 'planned', 'possible')",
        (*values, LONGEST[by]),
    ).fetchall()
    return bursts(_points(rows, by))


def undated(db: sqlite3.Connection, filters: Filters, by: By = "month") -> int:
    """How many events a series leaves out because their date is missing or less precise than a period."""
    clause, values = where(filters)
    row = db.execute(
        f"SELECT count(*) FROM events v WHERE {clause} AND (v.first_day IS NULL OR "
        "julianday(v.last_day) - julianday(v.first_day) >= ?)",
        (*values, LONGEST[by]),
    ).fetchone()
    return int(row[0])


def _points(rows: Sequence[tuple[str, str, float]], by: By) -> list[Point]:
    if not rows:
        return []
    counts: Counter[str] = Counter()
    conflict: Counter[str] = Counter()
    goldstein: dict[str, float] = {}
    for day, quad, value in rows:
        period = period_of(date.fromisoformat(day), by)
        counts[period] += 1
        conflict[period] += quad.endswith("conflict")
        goldstein[period] = goldstein.get(period, 0.0) + value
    return [
        Point(
            period=p,
            events=counts[p],
            cooperation=counts[p] - conflict[p],
            conflict=conflict[p],
            goldstein=round(goldstein[p] / counts[p], 2) if counts[p] else None,
        )
        for p in _without_gaps(min(r[0] for r in rows), max(r[0] for r in rows), by)
    ]


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
    """P(X >= k) of a Poisson variable, summed from below; `rate` > 0."""
    if k <= 0:
        return 1.0
    if k > rate + 40 * math.sqrt(rate) + 40:
        return 0.0
    return max(0.0, 1.0 - sum(math.exp(i * math.log(rate) - rate - math.lgamma(i + 1)) for i in range(k)))


@dataclass(frozen=True, slots=True)
class Burst:
    """A subject whose last period stands out."""

    subject: str
    point: Point
