"""One event over many articles: same type, agreeing participants, dates and places that can be the same."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

import msgspec

from lagebild.knowledge import default_knowledge
from lagebild.picture.days import Days, days_of
from lagebild.picture.filters import is_country
from lagebild.picture.groups import Member
from lagebild.picture.keys import actor_key
from lagebild.records import Event, Report

NEWS_LAG = 1  # days: a report of the morning after dates "told as news" a day late
AGREEMENT = 0.5  # F1 of the participants, as in the scorer of events
LONGEST = 366  # days: a date less precise than a year tells no event from another


class Compared(msgspec.Struct, frozen=True, array_like=True):
    """What is compared of an event."""

    article: str
    type: str
    mode: str | None
    participants: set[str]  # countries where known, else keys: the grain that papers agree on
    people: set[str]  # known persons: two meetings of one state with different guests differ
    first: int
    last: int
    place: str | None  # nothing where only the state is known
    country: str | None


class Happenings:
    """Events that are one."""

    kind = "event"
    listed = False
    by_feature = False  # the features hold the day, so that a busy pair of states does not fetch its whole season
    window = LONGEST

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
                features=tuple(_index(compared)),
                data=msgspec.msgpack.encode(compared),
                asked=tuple(_asked(compared)),
            )

    def same(self, one: bytes, other: bytes) -> float | None:
        """The agreement of the participants, where nothing speaks against it."""
        a, b = _decoded(one), _decoded(other)
        if a.article == b.article or a.type != b.type or (a.mode and b.mode and a.mode != b.mode):
            return None
        if Days(a.first, a.last).apart(Days(b.first, b.last)) > NEWS_LAG or _elsewhere(a, b):
            return None
        if a.people and b.people and not a.people & b.people:
            return None
        common = a.participants & b.participants
        agreement = 2 * len(common) / max(1, len(a.participants) + len(b.participants))
        return agreement if agreement >= AGREEMENT and _telling(a, b, common) else None

    def features(self, data: bytes) -> Iterable[str]:
        """Where it is found."""
        return _index(_decoded(data))


def _index(event: Compared) -> Iterable[str]:
    """Where an event is found: one dated to the day by its day and its month, a vaguer one by its months."""
    for key in sorted(event.participants):
        if _precise(event):
            yield f"{event.type} {key} {event.first}"
        for month in _months(event):
            yield f"{event.type} {key} {'day' if _precise(event) else 'vague'} {month}"


def _asked(event: Compared) -> Iterable[str]:
    """Where an event looks: around its day and among the vaguer ones of its month; a vaguer one among all of its months."""
    for key in sorted(event.participants):
        if _precise(event):
            for day in range(event.first - NEWS_LAG, event.last + NEWS_LAG + 1):
                yield f"{event.type} {key} {day}"
        for month in _months(event):
            yield f"{event.type} {key} vague {month}"
            if not _precise(event):
                yield f"{event.type} {key} day {month}"


def _telling(a: Compared, b: Compared, common: set[str]) -> bool:
    """Whether what they share tells an event from others: one state alone does not, unless both days or the town are
    known. (Somebody reproaches somebody in a large state every week; one vague date would tie a year of that together.)
    """
    if len(common) > 1 or a.people & b.people or not all(is_country(key) for key in common):
        return True
    return (_precise(a) and _precise(b)) or bool(a.place and a.place == b.place)


def _precise(event: Compared) -> bool:
    return event.first == event.last


def _months(event: Compared) -> list[str]:
    """The months that a date touches, with the lag of news on both sides."""
    low, high = max(1, event.first - NEWS_LAG), event.last + NEWS_LAG
    days = [*range(low, high, 27), high]
    return sorted({date.fromordinal(d).isoformat()[:7] for d in days})


def _elsewhere(a: Compared, b: Compared) -> bool:
    """Whether the places exclude each other: other countries, or two different towns of one country."""
    if a.country and b.country and a.country != b.country:
        return True
    return bool(a.place and b.place and a.place != b.place)


def _compared(report: Report, event: Event) -> Compared | None:
    when = days_of(event.date)
    if when is None or when.length > LONGEST:
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
        place.name if place and default_knowledge().country(place.name) != place.country else None,
        place.country if place else None,
    )


@lru_cache(maxsize=256)
def _decoded(data: bytes) -> Compared:
    return _COMPARED.decode(data)


_COMPARED = msgspec.msgpack.Decoder(Compared)
