"""How many events there are on which days and at which places: from the tallies where one thing is asked for, else counted."""

from __future__ import annotations

import sqlite3

import msgspec

from lagebild.picture.filters import Filters, source, who
from lagebild.picture.tally import EVERYTHING, NOT_YET, key

# Fields that have a key of their own in the tallies.
_KEYED = {
    "type": "type",
    "status": "status",
    "quad": "quad",
    "country": "country",
    "actor": "who",
    "other": "who",
    "speaker": "who",
}
_DATES = ("since", "until")
_COUNTED = "v.status NOT IN ({})".format(", ".join(f"'{s}'" for s in NOT_YET))


class DayCount(msgspec.Struct, frozen=True):
    """The events that are dated alike; '' where a bound is not known. Conflict and goldstein are those of the counted."""

    first: str
    last: str
    events: int
    counted: int  # what has not happened is left out
    conflict: int
    goldstein: int  # sum, in tenths


class PlaceCount(msgspec.Struct, frozen=True):
    """The events at one place."""

    place: str
    country: str | None
    events: int
    conflict: int


def days(db: sqlite3.Connection, f: Filters) -> list[DayCount]:
    """The events that pass `f`, by their dates, the earliest first."""
    name = tally_key(f)
    if name is not None:
        rows = db.execute(
            "SELECT first_day, last_day, events, counted, conflict, goldstein FROM tally WHERE key = ?"
            + (" AND last_day >= ?" if f.since else "")
            + (" AND first_day <> '' AND first_day <= ?" if f.until else ""),
            (name, *(value for value in (f.since, f.until) if value)),
        )
    else:
        found = source(db, f)
        rows = db.execute(
            f"SELECT coalesce(v.first_day, ''), coalesce(v.last_day, ''), count(*), sum({_COUNTED}), "
            f"sum({_COUNTED} AND v.quad LIKE '%conflict'), CAST(round(10 * sum(v.goldstein * ({_COUNTED}))) AS INTEGER) "
            f"FROM {found.tables} WHERE {found.clause} GROUP BY 1, 2",
            found.values,
        )
    return [DayCount(*row) for row in rows]


def at_places(db: sqlite3.Connection, f: Filters, limit: int) -> list[PlaceCount]:
    """The places at which the events that pass `f` happened, most events first."""
    name = None if f.since or f.until else tally_key(f)
    order = "ORDER BY 3 DESC, 1, 2 LIMIT ?"
    if name is not None:
        query = f"SELECT place, country, events, conflict FROM tally_place WHERE key = ? {order}"
        rows = db.execute(query, (name, limit))
    else:
        found = source(db, f)
        rows = db.execute(
            "SELECT v.place, coalesce(v.place_country, ''), count(*), sum(v.quad LIKE '%conflict') "
            f"FROM {found.tables} WHERE {found.clause} AND v.place IS NOT NULL GROUP BY 1, 2 {order}",
            (*found.values, limit),
        )
    return [PlaceCount(place, country or None, n, hostile) for place, country, n, hostile in rows]


def sides(db: sqlite3.Connection, actor: str) -> tuple[int, int]:
    """In how many events somebody (a key or a code) acts, and in how many it is acted on."""
    row = db.execute("SELECT sum(did), sum(suffered) FROM tally WHERE key = ?", (key("who", actor),)).fetchone()
    return int(row[0] or 0), int(row[1] or 0)


def tally_key(f: Filters) -> str | None:
    """The key under which the events that pass `f` are counted, whatever their days; None where there is none."""
    asked = {name: value for name, value in msgspec.structs.asdict(f).items() if value and name not in _DATES}
    if not asked:
        return EVERYTHING
    name = next(iter(asked))
    return key(_KEYED[name], who(name, asked[name])) if len(asked) == 1 and name in _KEYED else None
