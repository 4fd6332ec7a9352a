"""One event over many articles: same type, agreeing participants, dates and places that can be the same."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from lagebild.picture.days import Days, days_of
from lagebild.picture.groups import Member
from lagebild.picture.keys import actor_key
from lagebild.records import Event, Report

NEWS_LAG = 1  # days: a report of the morning after dates "told as news" a day late
AGREEMENT = 0.5  # F1 of the participants, as in the scorer of events
CLOSE = 40  # days that a month's precision may hide


class Compared(msgspec.Struct, frozen=True, array_like=True):
    """What is compared of an event."""

    article: str
    type: str
    mode: str | None
    participants: set[str]  # countries where known, else keys: the grain that papers agree on
    people: set[str]  # known persons: two meetings of one state with different guests differ
    first: int
    last: int
    place: str | None
    country: str | None


class Happenings:
    """Events that are one."""

    kind = "event"
    window = CLOSE

    def members(self, report: Report, code: bytes | None) -> Iterable[Member]:
        """The dated events of an article. Undated ones cannot be told apart and stay alone."""
        for event in report.events:
            compared = _compared(report, event)
            if compared is None:
                continue
            yield Member(
                id=f"{report.article.id}/{event.id}",
                article=report.article.id,
                rank=f"{report.article.published or '9999'} {event.id:>4}",
                day=compared.first,
                features=tuple(sorted(f"{event.type} {key}" for key in compared.participants)),
                data=msgspec.msgpack.encode(compared),
            )

    def same(self, one: bytes, other: bytes) -> float | None:
        """The agreement of the participants, where nothing speaks against it."""
        a, b = _COMPARED.decode(one), _COMPARED.decode(other)
        if a.article == b.article or a.type != b.type or (a.mode and b.mode and a.mode != b.mode):
            return None
        if Days(a.first, a.last).apart(Days(b.first, b.last)) > NEWS_LAG or _elsewhere(a, b):
            return None
        if a.people and b.people and not a.people & b.people:
            return None
        common = len(a.participants & b.participants)
        agreement = 2 * common / max(1, len(a.participants) + len(b.participants))
        return agreement if agreement >= AGREEMENT else None


def _elsewhere(a: Compared, b: Compared) -> bool:
    """Whether the places exclude each other: other countries, or two different towns of one country."""
    if a.country and b.country and a.country != b.country:
        return True
    return bool(a.place and b.place and a.place != b.place and a.country != a.place and b.country != b.place)


def _compared(report: Report, event: Event) -> Compared | None:
    when = days_of(event.date)
    if when is None:
        return None
    entities = {e.id: e for e in report.entities}
    rows = [entities[p.entity] for p in (*event.actors, *event.recipients)]
    keys = {e.country or actor_key(e, report.article.id) for e in rows}
    if not keys:
        return None
    people = {actor_key(e, report.article.id) for e in rows if e.kind == "person" and e.known}
    place = event.place
    return Compared(
        report.article.id,
        event.type,
        event.mode,
        keys,
        people,
        when.first,
        when.last,
        place.name if place else None,
        place.country if place else None,
    )


_COMPARED = msgspec.msgpack.Decoder(Compared)
