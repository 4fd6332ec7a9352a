"""Where events happened: the points of the map."""

from __future__ import annotations

import sqlite3

import msgspec

from lagebild.knowledge import default_knowledge
from lagebild.picture.counts import at_places
from lagebild.picture.filters import Filters


class MapPoint(msgspec.Struct, frozen=True, kw_only=True):
    """Events at one place. `precision` says whether the place is a town or only a country, drawn in another way."""

    place: str
    country: str | None
    lat: float
    lon: float
    events: int
    conflict: int
    precision: str  # place, country


def map_points(db: sqlite3.Connection, filters: Filters, *, limit: int = 500) -> list[MapPoint]:
    """Where the events that pass `filters` happened, one point a place, most events first.

    Coordinates come from the articles' resolved places; an event known only to its country is counted there.
    """
    found = []
    for at in at_places(db, filters, limit):
        lat, lon = _position(db, at.place, at.country)
        if lat is not None and lon is not None:
            precision = "country" if _is_country_name(at.place, at.country) else "place"
            found.append(
                MapPoint(
                    place=at.place, country=at.country, lat=lat, lon=lon, events=at.events, conflict=at.conflict,
                    precision=precision,
                )
            )  # fmt: skip
    return found


def _position(db: sqlite3.Connection, place: str, country: str | None) -> tuple[float | None, float | None]:
    row = db.execute(
        "SELECT lat, lon FROM places WHERE name = ? AND country IS ? AND lat IS NOT NULL LIMIT 1", (place, country)
    ).fetchone()
    if row:
        return row[0], row[1]
    # A place that a correction put there, or that the article names in another form.
    rows = [p for p in default_knowledge().places(place) if p.lat is not None and country in (None, p.country)]
    return (rows[0].lat, rows[0].lon) if rows else (None, None)


def _is_country_name(place: str, country: str | None) -> bool:
    return bool(country) and default_knowledge().country(place) == country
