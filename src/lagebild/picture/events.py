"""Events of the store as people look at them: each with its participants, its sentence and its sources."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

import msgspec

from lagebild.picture.counts import days
from lagebild.picture.filters import Filters, source
from lagebild.picture.groups import OF_GROUP
from lagebild.picture.trust import SURE

MOST_TELLINGS = 200  # of one event on its page; what the whole world tells is told in the first ones


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """Who takes part; `actor` is the key of the actor's page."""

    name: str
    actor: str
    country: str | None = None
    sector: str | None = None


class Mark(msgspec.Struct, frozen=True):
    """An event on a line of time."""

    id: str
    type: str
    status: str
    date: str | None
    quad: str
    trust: float
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]

    @property
    def sure(self) -> bool:
        """Whether it is drawn like what is sure."""
        return self.trust >= SURE


class EventRow(msgspec.Struct, frozen=True, kw_only=True):
    """One event as one article tells it. `group` names the event over all articles."""

    id: str  # article/event: v1 of article a is "a/v1"
    group: str
    type: str
    mode: str | None
    status: str
    date: str | None
    place: str | None
    country: str | None
    goldstein: float
    quad: str
    dead: int | None
    injured: int | None
    size: int | None
    confidence: float  # that the type is right
    trust: float  # that type and participants are
    doubts: tuple[str, ...]  # which of date, place and status are doubtful
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    sentence: str
    start: int  # of the trigger in the article's text
    article: str
    title: str
    published: str | None
    publisher: str | None
    sources: int  # articles that tell it
    independent: int  # the same with copies of one text counted once

    @property
    def sure(self) -> bool:
        """Whether it is shown without a mark."""
        return self.trust >= SURE


_COLUMNS = (
    "v.id, a.article || '/' || v.local, coalesce(g.grp, a.article || '/' || v.local), v.type, v.mode, v.status, "
    "v.date, v.place, v.place_country, v.goldstein, v.quad, v.dead, v.injured, v.size, v.confidence, "
    "v.sure, v.doubts, a.article, coalesce(a.title, substr(a.text, 1, 80)), a.published, a.publisher, v.start, "
    "coalesce((SELECT substr(a.text, "
    's.start + 1, s."end" - s.start) FROM sentences s WHERE s.article = v.article AND s.start <= v.start '
    "ORDER BY s.start DESC LIMIT 1), substr(a.text, max(1, v.start - 100), 200))"
)
_ORDER = (  # of the columns after the row number
    "id", "group", "type", "mode", "status", "date", "place", "country", "goldstein", "quad", "dead", "injured",
    "size", "confidence", "trust", "doubts", "article", "title", "published", "publisher", "start", "sentence",
)  # fmt: skip
_FROM = (
    "FROM events v JOIN articles a ON a.id = v.article LEFT JOIN group_member g ON g.kind = 'event' "
    "AND g.member = a.article || '/' || v.local"
)


def events(
    db: sqlite3.Connection, filters: Filters, *, limit: int = 50, offset: int = 0, newest_first: bool = True
) -> list[EventRow]:
    """The events that pass `filters`, by day."""
    found = source(db, filters)
    order = found.order if newest_first else "v.first_day ASC NULLS LAST, v.id"
    numbers = db.execute(
        f"SELECT v.id FROM {found.tables} WHERE {found.clause} ORDER BY {order} LIMIT ? OFFSET ?",
        (*found.values, limit, offset),
    ).fetchall()
    return _numbered(db, [n for (n,) in numbers])


def marks(db: sqlite3.Connection, filters: Filters, *, limit: int) -> list[Mark]:
    """The newest events that pass `filters`, as much of each as a line of time shows."""
    found = source(db, filters)
    rows = db.execute(
        f"SELECT v.id FROM {found.tables} WHERE {found.clause} ORDER BY {found.order} LIMIT ?", (*found.values, limit)
    ).fetchall()
    numbers = [n for (n,) in rows]
    parties = _parties(db, numbers)
    told = db.execute(
        "SELECT v.id, a.article || '/' || v.local, v.type, v.status, v.date, v.quad, v.sure FROM events v "
        f"JOIN articles a ON a.id = v.article WHERE v.id IN ({','.join('?' * len(numbers))}) ORDER BY v.first_day, v.id",
        numbers,
    )
    return [
        Mark(name, kind, status, when, quad, trust, *map(tuple, parties.get(n, ((), ()))))
        for n, name, kind, status, when, quad, trust in told
    ]


def _numbered(db: sqlite3.Connection, numbers: Sequence[int]) -> list[EventRow]:
    """The events with these row numbers, in their order."""
    rows = db.execute(f"SELECT {_COLUMNS} {_FROM} WHERE v.id IN ({','.join('?' * len(numbers))})", numbers)
    by_number = {row[0]: row for row in rows}
    return _built(db, [by_number[n] for n in numbers])


def count(db: sqlite3.Connection, filters: Filters) -> int:
    """How many events pass `filters`."""
    return sum(day.events for day in days(db, filters))


def event_group(db: sqlite3.Connection, member: str) -> list[EventRow]:
    """All tellings of the event that `member` (article/event) is one of, the earliest first; empty if there is none."""
    row = db.execute("SELECT grp FROM group_member WHERE kind = 'event' AND member = ?", (member,)).fetchone()
    if row:
        names = db.execute(
            f"SELECT member FROM {OF_GROUP} WHERE kind = 'event' AND grp = ? ORDER BY rank, member LIMIT ?",
            (row[0], MOST_TELLINGS),
        ).fetchall()
        rows = [telling for (name,) in names for telling in _telling(db, name)]
    else:
        rows = _telling(db, member)
    return _built(db, rows)


def _telling(db: sqlite3.Connection, member: str) -> list[tuple[object, ...]]:
    article, _, local = member.rpartition("/")
    return db.execute(f"SELECT {_COLUMNS} {_FROM} WHERE a.article = ? AND v.local = ?", (article, local)).fetchall()


def _built(db: sqlite3.Connection, rows: Sequence[tuple[object, ...]]) -> list[EventRow]:
    parties = _parties(db, [r[0] for r in rows])
    sources = {group: _sources(db, group) for group in {str(r[2]) for r in rows}}
    found = []
    for row in rows:
        values = dict(zip(_ORDER, row[1:], strict=True))
        values["doubts"] = json.loads(str(values["doubts"]))
        actors, recipients = parties.get(row[0], ([], []))
        told, independent = sources[str(row[2])]
        found.append(
            msgspec.convert(
                {**values, "sources": told, "independent": independent, "actors": actors, "recipients": recipients},
                EventRow,
            )
        )
    return found


def _parties(db: sqlite3.Connection, numbers: Sequence[object]) -> dict[object, tuple[list[Party], list[Party]]]:
    marks = ",".join("?" * len(numbers))
    rows = db.execute(
        f"SELECT p.event, p.side, p.name, e.actor, p.country, p.sector FROM participants p "
        f"JOIN entities e ON e.id = p.entity WHERE p.event IN ({marks}) ORDER BY p.id",
        numbers,
    )
    found: dict[object, tuple[list[Party], list[Party]]] = {}
    for number, side, name, actor, country, sector in rows:
        sides = found.setdefault(number, ([], []))
        sides[side == "recipient"].append(Party(name=name, actor=actor, country=country, sector=sector))
    return found


def _sources(db: sqlite3.Connection, group: str) -> tuple[int, int]:
    """Articles that tell an event, and how many of them are no copies of one another."""
    row = db.execute(
        "SELECT count(DISTINCT g.article), count(DISTINCT coalesce(c.grp, g.article)) "
        "FROM group_member g INDEXED BY group_member_group LEFT JOIN group_member c "
        "ON c.kind = 'copy' AND c.member = g.article WHERE g.kind = 'event' AND g.grp = ?",
        (group,),
    ).fetchone()
    return max(1, row[0]), max(1, row[1])
