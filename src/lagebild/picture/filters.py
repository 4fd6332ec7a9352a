"""What a reader of the picture asks for: one set of filters for lists, series, exports and the app."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import get_args

import msgspec

from lagebild.edtf import is_edtf
from lagebild.picture.days import days_of
from lagebild.picture.tally import SAYS, key
from lagebild.records import EventType, Status


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """Conditions on events, all of them to be met. Actors are keys (picture/keys.py) or alpha-3 codes."""

    type: str | None = None
    status: str | None = None
    actor: str | None = None  # does it or has it done to
    other: str | None = None  # the second of a pair
    did: str | None = None  # does it
    suffered: str | None = None  # has it done to
    country: str | None = None  # where: alpha-3
    place: str | None = None  # where: the name of a place
    speaker: str | None = None  # who says that it happened or will
    since: str | None = None  # ISO day
    until: str | None = None
    quad: str | None = None
    article: str | None = None

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Filters:
        """From an address or a command line. Raises ValueError with the parameter and what it takes."""
        chosen = {k: v.strip() for k, v in asked.items() if k in cls.__struct_fields__ and v.strip()}
        for name, allowed in (("type", get_args(EventType)), ("status", get_args(Status))):
            if name in chosen and chosen[name] not in allowed:
                raise ValueError(f"{name} {chosen[name]!r} is not one of {', '.join(allowed)}")
        for name, last in (("since", False), ("until", True)):
            if name in chosen:
                chosen[name] = _day(name, chosen[name], last)
        return cls(**chosen)


def _day(name: str, value: str, last: bool) -> str:
    from datetime import date

    days = days_of(value) if is_edtf(value) else None
    if days is None:
        raise ValueError(f"{name} {value!r} is no date: give a year, month or day such as 2021, 2021-02, 2021-02-22")
    return date.fromordinal(days.last if last else days.first).isoformat()


def where(f: Filters, led_by: str | None = None) -> tuple[str, list[str]]:
    """The SQL condition over `events v` and its values; `led_by` names a field that is met already (`source`)."""
    parts, values = ["1"], []
    for column, value in (
        ("v.type", f.type),
        ("v.status", f.status),
        ("v.place_country", f.country),
        ("v.place", f.place),
        ("v.quad", f.quad),
    ):
        if value:
            parts.append(f"{column} = ?")
            values.append(value)
    for bound, value in (("v.last_day >= ?", f.since), ("v.first_day <= ? AND v.first_day <> ''", f.until)):
        if value:
            parts.append(bound)
            values.append(value)
    if f.article:
        parts.append("v.article = (SELECT id FROM articles WHERE article = ?)")
        values.append(f.article)
    for name, side in SIDES.items():
        if (actor := getattr(f, name)) and name != led_by:
            parts.append(
                "EXISTS (SELECT 1 FROM party o WHERE o.who = ? AND o.first_day = coalesce(v.first_day, '') "
                f"AND o.id = v.id{side.format('o')})"
            )
            values.append(who(name, actor))
    if f.actor and f.other:
        parts.append(_TWO_SIDES)
        values.extend((f.actor, f.actor, f.other, f.other))
    return " AND ".join(parts), values


# The fields that name who takes part or tells of it, and what `party` must say of them. These are this module's own
# words, never input.
SIDES = {"did": " AND {}.did", "suffered": " AND {}.suffered", "actor": "", "other": "", "speaker": ""}


BY_DAY = "v.first_day DESC, v.id DESC"


class Source(msgspec.Struct, frozen=True):
    """Where events that pass filters are found: FROM, WHERE and its values, and the order of their days, newest first."""

    tables: str  # with the events, or what `party` has of them, as v
    clause: str
    values: tuple[str, ...]
    order: str


def source(db: sqlite3.Connection, f: Filters) -> Source:
    """The quickest way to the events that pass `f`: along the days of whoever takes part in fewest events, if anybody is
    asked for, else along the days of all events. CROSS JOIN keeps SQLite from going the other way round.
    """
    asked = [name for name in SIDES if getattr(f, name)]
    if not asked or f.article:
        clause, values = where(f)
        return Source("events v", clause, tuple(values), BY_DAY)
    lead = min(asked, key=lambda name: _weight(db, who(name, getattr(f, name))))
    clause, values = where(f, lead)
    first = who(lead, getattr(f, lead))
    return Source("party v", f"v.who = ?{SIDES[lead].format('v')} AND {clause}", (first, *values), BY_DAY)


def who(name: str, value: str) -> str:
    """How `party` names the value of a field."""
    return SAYS + value if name == "speaker" else value


def _weight(db: sqlite3.Connection, name: str) -> int:
    row = db.execute("SELECT sum(events) FROM tally WHERE key = ?", (key("who", name),)).fetchone()
    return int(row[0] or 0)


def is_country(actor: str) -> bool:
    """Whether an actor is named by an alpha-3 code: then everybody of that state counts."""
    return len(actor) == 3 and actor.isupper()


# Of a pair, both are in the event by different participants: "RUS" and the key of Putin are not met by Putin alone.
_TWO_SIDES = (
    "EXISTS (SELECT 1 FROM participants a JOIN entities ea ON ea.id = a.entity, participants b JOIN entities eb "
    "ON eb.id = b.entity WHERE a.event = v.id AND b.event = v.id AND a.id <> b.id "
    "AND (ea.actor = ? OR a.country = ?) AND (eb.actor = ? OR b.country = ?))"
)
