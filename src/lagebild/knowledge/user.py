"""The user's own rows: a CSV file laid over the look-up file.

Columns (only `kind` and `name` must be there): kind, name, aliases (parted by |), country (alpha-3), sector, role,
since, until, wikidata, lat, lon, geonames. `kind` is person, organization, group, or a kind of place.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from lagebild.knowledge.countries import alpha3
from lagebild.knowledge.lookup import normal
from lagebild.knowledge.rows import ActorRow, Office, PlaceKind, PlaceRow
from lagebild.records import Sector

ACTOR_KINDS = ("person", "organization", "group")
PLACE_KINDS: tuple[str, ...] = get_args(PlaceKind)
SECTORS: tuple[str, ...] = get_args(Sector)
USER_RANK = 9.0  # above every rank of the compiled file: what the user adds is meant


class UserRowError(ValueError):
    """A line of the user's file that cannot be used."""


@dataclass(frozen=True, slots=True)
class UserRows:
    """Rows by the normal form of their names."""

    places: dict[str, tuple[PlaceRow, ...]] = field(default_factory=dict)
    actors: dict[str, tuple[ActorRow, ...]] = field(default_factory=dict)


def read_user_rows(path: Path) -> UserRows:
    """Read the file. Raises `UserRowError`, which names the line, what was found and what is allowed."""
    places: dict[str, list[PlaceRow]] = defaultdict(list)
    actors: dict[str, list[ActorRow]] = defaultdict(list)
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if not {"kind", "name"} <= set(reader.fieldnames or ()):
            raise UserRowError(f"{path}: the first line must name the columns, with `kind` and `name` among them")
        for cells in reader:
            row = {k: (v or "").strip() for k, v in cells.items() if isinstance(k, str)}
            where = f"{path}, line {reader.line_num}"
            _check(row, where)
            names = [row["name"], *(a.strip() for a in row.get("aliases", "").split("|") if a.strip())]
            for name in names:
                if row["kind"] in ACTOR_KINDS:
                    actors[normal(name)].append(_actor(row))
                else:
                    places[normal(name)].append(_place(row, where))
    return UserRows({k: tuple(v) for k, v in places.items()}, {k: tuple(v) for k, v in actors.items()})


def _check(row: dict[str, str], where: str) -> None:
    if not row["name"]:
        raise UserRowError(f"{where}: no name")
    if row["kind"] not in (*ACTOR_KINDS, *PLACE_KINDS):
        allowed = ", ".join((*ACTOR_KINDS, *PLACE_KINDS))
        raise UserRowError(f"{where}: kind is {row['kind']!r}; allowed are {allowed}")
    if row.get("country") and row["country"] not in alpha3():
        raise UserRowError(f"{where}: country is {row['country']!r}, which is no ISO 3166-1 alpha-3 code")
    if row.get("sector") and row["sector"] not in SECTORS:
        raise UserRowError(f"{where}: sector is {row['sector']!r}; allowed are {', '.join(SECTORS)}")


def _actor(row: dict[str, str]) -> ActorRow:
    office = Office(
        role=row.get("role", ""),
        country=row.get("country") or None,
        sector=row.get("sector") or None,
        since=row.get("since") or None,
        until=row.get("until") or None,
    )
    return ActorRow(
        id=f"user:{row['name']}",
        name=row["name"],
        kind=row["kind"],  # type: ignore[arg-type]  # checked against ACTOR_KINDS before
        country=row.get("country") or None,
        sector=row.get("sector") or None,
        wikidata=row.get("wikidata") or None,
        offices=(office,) if office.role else (),
        source="user",
    )


def _place(row: dict[str, str], where: str) -> PlaceRow:
    try:
        lat = float(row["lat"]) if row.get("lat") else None
        lon = float(row["lon"]) if row.get("lon") else None
        geonames = int(row["geonames"]) if row.get("geonames") else None
    except ValueError as error:
        raise UserRowError(f"{where}: {error}; lat and lon are degrees, geonames is a number") from error
    return PlaceRow(
        name=row["name"],
        kind=row["kind"],  # type: ignore[arg-type]  # checked against PLACE_KINDS before
        country=row.get("country") or None,
        lat=lat,
        lon=lon,
        geonames=geonames,
        rank=USER_RANK,
    )
