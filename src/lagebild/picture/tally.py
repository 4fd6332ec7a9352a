"""Counts of events kept in step with the rows, so that a page need not walk over the store.

`party` says who takes part in which event, by day; `tally` and `tally_place` count events by what they have in common
(the keys of `keys_of`), by day and by place; `ties` are the edges of the network. All of it is a function of the events
in the store: an article's share is added when its rows are written and taken away before they go.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

import msgspec

TABLES = ("party", "tally", "tally_place", "ties")
NOT_YET = ("denied", "planned", "possible")  # what has not happened is in no series
EVERYTHING = ""
SAYS = "says "
_CHUNK = 500  # articles counted together when a store is counted anew


class Fact(msgspec.Struct, frozen=True):
    """What is counted of an event. Days are '' where it is undated."""

    id: int
    first: str
    last: str
    type: str
    status: str
    quad: str
    goldstein: int  # tenths
    place: str | None
    country: str | None
    actors: frozenset[str]
    did: frozenset[str]  # keys and codes, as in `party`
    suffered: frozenset[str]
    says: frozenset[str]  # who tells it, with SAYS before the key or code

    @property
    def all(self) -> frozenset[str]:
        """Everybody under whom it is found."""
        return self.did | self.suffered | self.says

    @property
    def told(self) -> tuple[str | float | None, ...]:
        """The columns that `party` has of it."""
        return self.last, self.type, self.status, self.quad, self.goldstein / 10, self.place, self.country

    @property
    def conflict(self) -> bool:
        """Whether it is a hostile act."""
        return self.quad.endswith("conflict")


def key(name: str, value: str) -> str:
    """The key of the events that have `value` in common: "type ASSAULT", "who RUS"."""
    return f"{name} {value}"


def keys_of(fact: Fact) -> Iterator[str]:
    """All keys under which an event is counted."""
    yield EVERYTHING
    for name, value in (("type", fact.type), ("status", fact.status), ("quad", fact.quad), ("country", fact.country)):
        if value:
            yield key(name, value)
    for who in fact.all:
        yield key("who", who)


def count_in(db: sqlite3.Connection, article: int) -> None:
    """Count the events of a stored article (its row number) in."""
    _add(db, list(_facts(db, article, article)), 1)


def count_out(db: sqlite3.Connection, article: int) -> None:
    """Count them out, before the article's rows go."""
    _add(db, list(_facts(db, article, article)), -1)


def count_anew(db: sqlite3.Connection) -> None:
    """Count all events of the store."""
    for table in TABLES:
        db.execute(f"DELETE FROM {table}")
    (last,) = db.execute("SELECT max(id) FROM articles").fetchone()
    for low in range(1, (last or 0) + 1, _CHUNK):
        _add(db, list(_facts(db, low, low + _CHUNK - 1)), 1)


def _facts(db: sqlite3.Connection, low: int, high: int) -> Iterator[Fact]:
    rows = db.execute(
        "SELECT v.id, coalesce(v.first_day, ''), coalesce(v.last_day, ''), v.type, v.status, v.quad, "
        "CAST(round(v.goldstein * 10) AS INTEGER), v.place, v.place_country, q.actor, q.country, p.side, e.actor, "
        "p.country FROM events v LEFT JOIN quotes q ON q.id = v.reported_by LEFT JOIN participants p ON p.event = v.id "
        "LEFT JOIN entities e ON e.id = p.entity WHERE v.article BETWEEN ? AND ? "
        "ORDER BY +v.id",  # + lest SQLite walks over all events in their order
        (low, high),
    )
    for head, parties in groupby(rows, key=itemgetter(*range(11))):
        sides: dict[str | None, set[str]] = {"actor": set(), "recipient": set()}
        actors: set[str] = set()
        for *_, side, actor, country in parties:
            if actor:
                actors.add(actor)
                sides[side] |= {actor, country} if country else {actor}
        number, first, last, kind, status, quad, goldstein, place, where, speaker, of = head
        yield Fact(
            number, first, last, kind, status, quad, goldstein, place, where,
            frozenset(actors), frozenset(sides["actor"]), frozenset(sides["recipient"]),
            frozenset(SAYS + who for who in (speaker, of) if who),
        )  # fmt: skip


def _add(db: sqlite3.Connection, facts: Iterable[Fact], sign: int) -> None:
    """Add (1) or take away (-1) the share of `facts`."""
    days: defaultdict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0] * 6)
    places: defaultdict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0, 0])
    ties: defaultdict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    party: list[tuple[str | int | float | None, ...]] = []
    for fact in facts:
        counted = fact.status not in NOT_YET
        for name in keys_of(fact):
            who = name.removeprefix("who ") if name.startswith("who ") else None
            _plus(
                days[name, fact.first, fact.last], sign, 1, who in fact.did, who in fact.suffered, counted,
                counted and fact.conflict, fact.goldstein if counted else 0,
            )  # fmt: skip
            if fact.place:
                _plus(places[name, fact.place, fact.country or ""], sign, 1, fact.conflict)
        for one in fact.actors:
            for other in fact.actors - {one}:
                _plus(ties[one, other], sign, 1, fact.goldstein)
        for who in fact.all:
            sides = (who in fact.did, who in fact.suffered)
            party.append((who, fact.first, fact.id, *sides, *fact.told))
    if sign > 0:
        db.executemany(f"INSERT INTO party VALUES ({', '.join('?' * 12)})", party)
    else:
        db.executemany("DELETE FROM party WHERE who = ? AND first_day = ? AND id = ?", [row[:3] for row in party])
    _sum(db, "tally", ("key", "first_day", "last_day"), _DAYS, days, sign)
    _sum(db, "tally_place", ("key", "place", "country"), ("events", "conflict"), places, sign)
    _sum(db, "ties", ("one", "other"), ("events", "goldstein"), ties, sign)


_DAYS = ("events", "did", "suffered", "counted", "conflict", "goldstein")


def _plus(row: list[int], sign: int, *values: int) -> None:
    for i, value in enumerate(values):
        row[i] += sign * value


def _sum(
    db: sqlite3.Connection,
    table: str,
    keys: tuple[str, ...],
    sums: tuple[str, ...],
    rows: Mapping[Any, list[int]],
    sign: int,
) -> None:
    """Add sums to a table; rows that count nothing any more go. The names come from this module, never from input."""
    marks = ", ".join("?" * (len(keys) + len(sums)))
    added = ", ".join(f"{s} = {s} + excluded.{s}" for s in sums)
    values = [(*k, *v) for k, v in sorted(rows.items())]
    db.executemany(
        f"INSERT INTO {table} VALUES ({marks}) ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {added}", values
    )
    if sign < 0:
        same = " AND ".join(f"{k} = ?" for k in keys)
        db.executemany(f"DELETE FROM {table} WHERE {same} AND events = 0", [v[: len(keys)] for v in values])
