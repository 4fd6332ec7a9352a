"""What a reader of the picture asks for: one set of filters for lists, series, exports and the app."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

import msgspec

from lagebild.edtf import is_edtf
from lagebild.picture.days import days_of
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


def where(f: Filters) -> tuple[str, list[str]]:
    """The SQL condition over `events v` and its values."""
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
    for bound, value in (("v.last_day >= ?", f.since), ("v.first_day <= ?", f.until)):
        if value:
            parts.append(bound)
            values.append(value)
    if f.article:
        parts.append("v.article = (SELECT id FROM articles WHERE article = ?)")
        values.append(f.article)
    for side, actor in (("actor", f.did), ("recipient", f.suffered)):
        if actor:
            parts.append(_takes_part(actor, side))
            values.append(actor)
    if f.speaker:
        parts.append(
            "v.reported_by IN (SELECT q.id FROM quotes q JOIN entities e ON e.id = q.speaker_entity "
            "WHERE e.actor = ? OR e.country = ?)"
        )
        values += [f.speaker, f.speaker]
    for actor in (f.actor, f.other):
        if actor:
            parts.append(_takes_part(actor))
            values.append(actor)
    if f.actor and f.other:
        parts.append(_TWO_SIDES)
        values.extend((f.actor, f.actor, f.other, f.other))
    return " AND ".join(parts), values


def is_country(actor: str) -> bool:
    """Whether an actor is named by an alpha-3 code: then everybody of that state counts."""
    return len(actor) == 3 and actor.isupper()


def _takes_part(actor: str, side: str | None = None) -> str:
    """`side` is one of this module's own words, never input."""
    only = f" AND p.side = '{side}'" if side else ""
    if is_country(actor):
        return f"v.id IN (SELECT p.event FROM participants p WHERE p.country = ?{only})"
    return f"v.id IN (SELECT p.event FROM entities e JOIN participants p ON p.entity = e.id WHERE e.actor = ?{only})"


# Of a pair, both are in the event by different participants: "RUS" and the key of Putin are not met by Putin alone.
_TWO_SIDES = (
    "EXISTS (SELECT 1 FROM participants a JOIN entities ea ON ea.id = a.entity, participants b JOIN entities eb "
    "ON eb.id = b.entity WHERE a.event = v.id AND b.event = v.id AND a.id <> b.id "
    "AND (ea.actor = ? OR a.country = ?) AND (eb.actor = ? OR b.country = ?))"
)
