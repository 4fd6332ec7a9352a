"""Where events happened: the points of the map."""

from __future__ import annotations

import sqlite3

import msgspec

from lagebild.knowledge import default_knowledge
from lagebild.picture.filters import Filters, where


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
    clause, values = where(filters)
    rows = db.execute(
        "WITH at AS (SELECT v.place, v.place_country, v.geonames, v.article, count(*) AS n, "
        f"sum(v.quad LIKE '%conflict') AS hostile FROM events v WHERE {clause} "
        "AND v.place IS NOT NULL GROUP BY v.place, v.place_country) "
        "SELECT at.place, at.place_country, p.lat, p.lon, at.n, at.hostile FROM at LEFT JOIN places p ON p.id = "
        "(SELECT id FROM places WHERE article = at.article AND (geonames = at.geonames OR name = at.place) "
        "AND lat IS NOT NULL LIMIT 1) ORDER BY at.n DESC, at.place LIMIT ?",
        (*values, limit),
    ).fetchall()
    found = []
    for place, country, lat, lon, n, hostile in rows:
        if lat is None:  # a place that a correction put there, or that the article names in another form
            lat, lon = _position(place, country)
        if lat is not None and lon is not None:
            precision = "country" if _is_country_name(place, country) else "place"
            found.append(
                MapPoint(
                    place=place, country=country, lat=lat, lon=lon, events=n, conflict=hostile, precision=precision
                )
            )
    return found


def _position(place: str, country: str | None) -> tuple[float | None, float | None]:
    rows = [p for p in default_knowledge().places(place) if p.lat is not None and country in (None, p.country)]
    return (rows[0].lat, rows[0].lon) if rows else (None, None)


def _is_country_name(place: str, country: str | None) -> bool:
    return bool(country) and default_knowledge().country(place) == country
