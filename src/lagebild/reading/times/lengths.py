"""Durations and sets: TIMEX3 lengths, and the dates they reach ("vor zwei Jahren", "in den letzten 20 Jahren")."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lagebild.reading.times.calendar import Point, edtf, shift
from lagebild.reading.times.context import Context
from lagebild.reading.times.resolve import Resolved
from lagebild.reading.times.scan import Match


def length(n: Any, unit: str) -> str:
    """The TIMEX3 value of `n` units ("X" for an open number): P2Y, PT30M, PXD, P1.5Y."""
    if isinstance(n, float):
        if n == 0.5 and unit in _HALVES:
            n, unit = _HALVES[unit]
        else:
            n = f"{n:g}"
    return f"PT{n}{unit[1:]}" if unit in ("TH", "TM", "TS") else f"PT{n}{unit}" if unit == "NI" else f"P{n}{unit}"


_HALVES: dict[str, tuple[int, str]] = {
    "Y": (6, "M"), "TH": (30, "TM"), "DE": (5, "Y"), "CE": (50, "Y"), "TM": (30, "TS"), "D": (12, "TH"),
}  # fmt: skip


def _own_length(slots: dict[str, Any]) -> str:
    n = slots.get("n", "X")
    if "half" in slots:
        n = 0.5
    if "times" in slots and not isinstance(n, str):
        n = int(n * slots["times"])
    value = length(n, slots["unit"])
    if "unit2" in slots and not value.startswith("PT"):
        value += length(slots["n2"], slots["unit2"]).removeprefix("P")
    return value


def make_duration(match: Match, ctx: Context) -> Resolved:
    """A length without a place in the calendar."""
    slots = dict(match.slots)
    if "n" not in slots and slots["unit"] in ("D", "W", "M", "Y") and "duration" not in slots and "half" not in slots:
        slots["n"] = "X"
    return Resolved("DURATION", _own_length(slots))


def make_ago(match: Match, ctx: Context) -> Resolved:
    """ "vor zwei Jahren", "seit drei Tagen", "in zwei Wochen": the length is the value, the date reached the EDTF."""
    slots, way = match.slots, match.slots["dir"]
    if way > 0 and ctx.tense(match) == "past":  # "in zwei Jahren 500 Wohnungen gebaut"
        return Resolved("DURATION", _own_length(slots))
    reached = _reached(slots, ctx.published, 1 if way > 0 else -1)
    date = edtf(reached) if reached else None
    if way == 0 and date:
        date = f"{date.split('/')[0]}/.."
    return Resolved("DURATION", _own_length(slots), date)


def _reached(slots: dict[str, Any], now: Point | None, way: int = -1) -> Point | None:
    n, unit = slots.get("n", "X"), slots["unit"]
    if "half" in slots:
        n = 0.5
    if "times" in slots:
        return None
    if n == 0.5 and unit in _HALVES:
        n, unit = _HALVES[unit]
    if now is None or not isinstance(n, int):
        return None
    if unit in ("TH", "TM", "TS"):
        return now
    moved = shift(now, way * n, unit)
    return moved and (replace(moved, part="") if unit != "DE" else Point("year", moved.year))


def make_span(match: Match, ctx: Context) -> Resolved:
    """ "die letzten 20 Jahre", "in den kommenden Wochen": a length up to publication, or after it."""
    slots, now = match.slots, ctx.published
    n, way = slots.get("n", "X"), int(slots["shift"])
    if way > 0 and n == "X":
        return Resolved("DATE", "FUTURE_REF")
    value = length(n, slots["unit"])
    if now is None or not isinstance(n, int) or way == 0:
        return Resolved("DURATION", value, edtf(now) if now and way == 0 else None)
    reached = _reached({"n": n, "unit": slots["unit"]}, now, way)
    ends = [edtf(p) for p in ((reached, now) if way < 0 else (now, reached)) if p]
    both = [e.split("/")[0] for e in ends if e]
    return Resolved("DURATION", value, "/".join(both) if len(both) == 2 else None)


def make_set(match: Match, ctx: Context) -> Resolved:
    """ "jeden Tag", "alle vier Jahre", "jährlich", "pro Stunde"."""
    slots = match.slots
    if "month" in slots:
        return Resolved("SET", f"XXXX-{slots['month']:02}")
    if "part" in slots and "unit" not in slots:
        return Resolved("SET", f"XXXX-XX-XXT{slots['part']}")
    return Resolved("SET", length(slots.get("n", 1), slots["unit"]))


def make_weekly(match: Match, ctx: Context) -> Resolved:
    """ "jeden Montag", "montags"."""
    part = f"T{match.slots['part']}" if "part" in match.slots else ""
    return Resolved("SET", f"XXXX-WXX-{match.slots['weekday']}{part}")
