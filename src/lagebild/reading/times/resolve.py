"""From matches to TIMEX3 values and EDTF dates: one maker a kind of expression."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from lagebild.reading.times.calendar import (
    Point,
    day_point,
    edtf,
    first_day,
    shift,
    timex,
    week_of,
)
from lagebild.reading.times.context import Context
from lagebild.reading.times.scan import Match
from lagebild.reading.times.years import with_year
from lagebild.records import TimeType


@dataclass(frozen=True, slots=True)
class Resolved:
    """The outcome: TIMEX3 type and value, EDTF, and the point that later expressions may count from."""

    type: TimeType
    value: str | None = None
    edtf: str | None = None
    point: Point | None = None


FAR_SCENE = 1200  # characters: "am Tag zuvor" reaches back farther than a bare time of day
SAME_STORY = 150  # characters: "Ende des Jahres" means a year named this close before
NOTHING = Resolved("DATE")
Maker = Callable[[Match, Context], Resolved]


def at(point: Point | None) -> Resolved:
    """A DATE or TIME at `point`; no value where there is no such point."""
    if point is None:
        return NOTHING
    kind: TimeType = "TIME" if point.part.startswith("T") else "DATE"
    return Resolved(kind, timex(point), edtf(point), point)


def make_date(match: Match, ctx: Context) -> Resolved:
    """Written dates, whole or in part: day, month, season, quarter, year; a missing year is found in context."""
    slots = match.slots
    year = _year(slots, ctx)
    part = "T" + slots["part"] if "part" in slots else ""
    if "season" in slots:
        point = Point("season", year, part=slots["season"])
    elif slots.get("unit") in ("quarter", "half"):
        index = int(slots["index"])
        if not 1 <= index <= (4 if slots["unit"] == "quarter" else 2):
            return NOTHING
        point = Point(slots["unit"], year, index=index)
    elif "month" in slots:
        point = Point("day" if "day" in slots else "month", year, slots["month"], slots.get("day"), part=part)
    elif "day" in slots:
        return NOTHING  # a day whose month never came
    else:
        point = Point("year", year)
    return at(point if year is not None else with_year(point, match, ctx))


def _year(slots: dict[str, Any], ctx: Context) -> int | None:
    """The year written out, or counted from publication ("nächsten Jahres"); None where none is given."""
    if "year" in slots:
        year = int(slots["year"])
        if slots.get("bc"):
            return 1 - year
        if year < 100 and "month" in slots:  # "23.3.87": the century nearest to publication, rather past than future
            now = ctx.published.year if ctx.published and ctx.published.year else date.today().year
            year += now // 100 * 100
            return year if year <= now + 10 else year - 100
        return year
    if "shift" in slots and ctx.published and ctx.published.year:
        return ctx.published.year + int(slots["shift"])
    return None


def make_named(match: Match, ctx: Context) -> Resolved:
    """A month or season with "vergangen", "dies", "kommend"."""
    slots, now = match.slots, ctx.published
    season = slots.get("season")
    point = Point("season", part=season) if season else Point("month", month=slots["month"])
    if now is None or now.year is None:
        return at(point)
    here = now.month
    own = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season] if season else slots["month"]
    year = now.year
    if here is not None:
        if slots["shift"] < 0 and own >= here:
            year -= 1
        elif slots["shift"] > 0 and own <= here:
            year += 1
    return at(replace(point, year=year))


def make_decade(match: Match, ctx: Context) -> Resolved:
    """ "die neunziger Jahre", "1990er": the decade's first year, in the 20th century where none is written."""
    number = int(match.slots["decade"])
    if number < 100:
        number += 1900 if number >= 10 else 2000
    return at(Point("decade", number // 10 * 10))


def make_century(match: Match, ctx: Context) -> Resolved:
    """ "das 19. Jahrhundert" is 18 in TIMEX3, 18XX in EDTF."""
    number = match.slots["century"]
    if not isinstance(number, int) or not 1 <= number <= 30:
        return NOTHING
    if match.slots.get("bc"):
        return Resolved("DATE", f"BC{number - 1:02}")
    return at(Point("century", (number - 1) * 100))


def make_deictic(match: Match, ctx: Context) -> Resolved:
    """ "gestern", "heute Abend", "morgige": days from publication."""
    now = ctx.published
    part = "T" + match.slots["part"] if "part" in match.slots else ""
    if now is None:
        return Resolved("TIME" if part else "DATE", f"XXXX-XX-XX{part}")
    moved = shift(now, int(match.slots["day"]), "D")
    return at(replace(moved, part=part) if moved else None)


def make_today(match: Match, ctx: Context) -> Resolved:
    """ "heute" is the day of publication in the news of a day and "nowadays" elsewhere; its EDTF is publication's."""
    day = at(ctx.published)
    if ctx.published and ctx.is_daily_news(match):
        return day
    return replace(day, value="PRESENT_REF", type="DATE")


def make_weekday(match: Match, ctx: Context) -> Resolved:
    """A day of the week: which one, tense and "vergangen", "dies", "kommend" decide."""
    slots, now = match.slots, ctx.published
    part = "T" + slots["part"] if "part" in slots else ""
    if now is None or now.unit != "day":
        if now is None:
            return Resolved("TIME" if part else "DATE", f"XXXX-WXX-{slots['weekday']}{part}")
        return at(replace(now, part=part))
    today = first_day(now)
    return at(None if today is None else _near(today, int(slots["weekday"]), slots.get("shift"), match, ctx, part))


def make_weekday_of_week(match: Match, ctx: Context) -> Resolved:
    """ "Freitag vergangener Woche": the day in the week that is told."""
    slots, now = match.slots, ctx.published
    today = first_day(now) if now and now.unit == "day" else None
    if today is None:
        return make_weekday(match, ctx)
    days = int(slots["weekday"]) - today.isoweekday() + 7 * int(slots["shift"])
    try:
        return at(day_point(today + timedelta(days=days), "T" + slots["part"] if "part" in slots else ""))
    except OverflowError:
        return NOTHING


def _near(today: date, weekday: int, direction: int | None, match: Match, ctx: Context, part: str) -> Point | None:
    back = (today.isoweekday() - weekday) % 7  # days since the last such day
    if direction is not None and direction != 0:
        days = -(back or 7) if direction < 0 else 7 - back
        days += 7 * (direction + 1 if direction < 0 else direction - 1)
    elif back == 0:
        days = 0
    elif direction == 0:
        days = weekday - today.isoweekday()
        if days > 0 and ctx.way(match) == "past":  # "hat diesen Samstag angekündigt"
            days -= 7
    else:
        days = -back if ctx.way(match) == "past" else 7 - back
    try:
        return day_point(today + timedelta(days=days), part)
    except OverflowError:
        return None


def make_relative(match: Match, ctx: Context) -> Resolved:
    """ "nächste Woche", "im vergangenen Jahr", "am Wochenende": units counted from publication."""
    slots, now = match.slots, ctx.published
    unit = slots["unit"]
    if now is None:
        return Resolved("DATE", {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}.get(slots.get("shift", 0)))
    if unit == "WE":
        return at(_weekend(match, ctx))
    if unit == "D" and "n" not in slots:
        return _relative_day(match, ctx)
    n = slots.get("n", 1)
    if not isinstance(n, int):
        return Resolved("DATE", "PAST_REF" if slots["shift"] < 0 else "FUTURE_REF")
    if unit in ("TH", "TM", "TS"):
        return at(now)
    return at(shift(now, int(slots["shift"]) * n, unit))


def _relative_day(match: Match, ctx: Context) -> Resolved:
    """ "diesem Tag", "am nächsten Tag" mean a day that the text named."""
    day = ctx.scene_day(match, FAR_SCENE)
    if day is None or match.slots["shift"] < 0:  # "am letzten Tag": of what, the text may say anywhere
        return Resolved("DATE", "XXXX-XX-XX")
    return at(shift(day, int(match.slots["shift"]), "D"))


def _weekend(match: Match, ctx: Context) -> Point | None:
    now = ctx.published
    today = first_day(now) if now and now.unit == "day" else None
    if today is None:
        return now
    direction = match.slots.get("shift")
    week = week_of(today)
    if direction is None:
        weekend = today.isoweekday() >= 6
        direction = -1 if ctx.tense(match) == "past" and not weekend else 0
    moved = shift(day_point(today), int(direction), "W") if direction else week
    return replace(moved, unit="weekend") if moved else None


def make_current(match: Match, ctx: Context) -> Resolved:
    """ "Ende des Jahres": the year the text is telling of, else publication's."""
    if match.slots["unit"] == "Y" and ctx.year is not None and match.start - ctx.year_at <= SAME_STORY:
        return at(Point("year", ctx.year))
    return make_relative(match, ctx)


def make_text(match: Match, ctx: Context) -> Resolved:
    """ "zwei Tage später", "im Jahr darauf", "Vortag": counted from the time named last, else from publication."""
    slots = match.slots
    unit, n = slots["unit"], slots.get("n", 1)
    if not isinstance(n, int) or unit not in ("D", "W", "M", "Q", "Y", "DE", "CE"):
        clock = unit in ("TH", "TM", "TS")
        return Resolved("TIME" if clock else "DATE", "XXXX-XX-XXTXX:XX" if clock else "XXXX-XX-XX")
    fine = unit in ("D", "W")
    base = ctx.scene_day(match, FAR_SCENE) if fine else (ctx.said or ctx.published)
    if base is None and "neighbour" in slots:
        base = ctx.published
    if base is None:
        return Resolved("DATE", "XXXX-XX-XX" if fine else None)
    moved = shift(base, int(slots["shift"]) * n, "D" if unit == "W" else unit)
    if unit == "W" and base.unit == "day":
        moved = shift(base, 7 * int(slots["shift"]) * n, "D")
    return at(replace(moved, part=slots["part"]) if moved and "part" in slots else moved)


def make_holiday(match: Match, ctx: Context) -> Resolved:
    """Feasts, fixed or computed from Easter or the tabular Islamic calendar."""
    slots = match.slots
    year = _year({**slots, "month": None} if "year" in slots else slots, ctx)
    point = Point("day", year, slots.get("month"), slots.get("day"))
    if "month" in slots:
        return at(point if year is not None else with_year(point, match, ctx))
    return at(with_year(point, match, ctx, year))


def make_ref(match: Match, ctx: Context) -> Resolved:
    """Vague references; the present has publication's date."""
    value = match.slots["ref"]
    here = edtf(ctx.published) if value == "PRESENT_REF" and ctx.published else None
    return Resolved("DATE", value, here)


def make_clock(match: Match, ctx: Context) -> Resolved:
    """Times of day, on the day the text is telling of, else on publication's."""
    slots = match.slots
    hour = slots.get("hour", slots.get("time"))
    minute = slots.get("minute", 0)
    if not isinstance(hour, int) or not isinstance(minute, int):
        return Resolved("TIME")
    if minute < 0:
        hour, minute = hour - 1, 60 + minute
    if slots.get("part") in ("AF", "EV") and hour < 12:
        hour += 12
    if not (0 <= hour <= 23 and 0 <= minute <= 59) and (hour, minute) != (24, 0):
        return Resolved("TIME")
    return _on_day(f"T{hour:02}:{minute:02}{slots.get('zone', '')}", match, ctx)


def make_daypart(match: Match, ctx: Context) -> Resolved:
    """ "am Abend", "nachmittags"."""
    return _on_day("T" + match.slots["part"], match, ctx)


def _on_day(part: str, match: Match, ctx: Context) -> Resolved:
    if ctx.is_general(match):
        return Resolved("TIME", part if part[1:2].isdigit() else f"XXXX-XX-XX{part}")
    day = ctx.scene_day(match) or (ctx.published if ctx.published and ctx.published.unit == "day" else None)
    if day is not None:
        return at(replace(day, part=part))
    known = edtf(ctx.published) if ctx.published else None
    return Resolved("TIME", part if part[1:2].isdigit() else f"XXXX-XX-XX{part}", known)
