"""The user's own rows: a CSV file laid over the look-up file.

Columns (only `kind` and `name` must be there): kind, name, aliases (parted by |), country (alpha-3), sector, gender (m, f),
role, organization, since, until, wikidata, lat, lon, geonames. `kind` is person, organization, group, or a kind of place.

A person with a role holds an office from `since` until `until`: of `organization`, else of `country`. The role is worded as
in the news ("Bundeskanzlerin", "Außenminister", "Vorsitzender") or as the knowledge base calls the office ("head of state").
Several lines of one name are one actor with several offices.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
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
GENDERS = ("m", "f")
SOURCE = "user"
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
    actors: dict[tuple[str, str, str], _Actor] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if not {"kind", "name"} <= set(reader.fieldnames or ()):
            raise UserRowError(f"{path}: the first line must name the columns, with `kind` and `name` among them")
        for cells in reader:
            row = {k: (v or "").strip() for k, v in cells.items() if isinstance(k, str)}
            where = f"{path}, line {reader.line_num}"
            _check(row, where)
            names = [row["name"], *(a.strip() for a in row.get("aliases", "").split("|") if a.strip())]
            if row["kind"] in ACTOR_KINDS:
                actor = actors.setdefault((row["kind"], row["name"], row.get("wikidata", "")), _Actor(row))
                actor.offices.extend(_offices(row))
                actor.names.update(dict.fromkeys(names))
            else:
                for name in names:
                    places[normal(name)].append(_place(row, where))
    return UserRows({k: tuple(v) for k, v in places.items()}, _by_key(actors.values()))


@dataclass(slots=True)
class _Actor:
    """An actor as its lines tell it: the first line, the offices and names of all."""

    cells: dict[str, str]
    offices: list[Office] = field(default_factory=list)
    names: dict[str, None] = field(default_factory=dict)  # in the order of the file


def _by_key(actors: Iterable[_Actor]) -> dict[str, tuple[ActorRow, ...]]:
    found: dict[str, list[ActorRow]] = defaultdict(list)
    for actor in actors:
        row = _actor(actor)
        for key in dict.fromkeys(_keys(row, tuple(actor.names))):
            found[key].append(row)
    return {k: tuple(v) for k, v in found.items()}


def _keys(row: ActorRow, names: tuple[str, ...]) -> Iterator[str]:
    """The keys that the compiled file has for such a row: names, a person's last name, the offices."""
    from lagebild.reading.actors.words import fold

    yield from (normal(n) for n in names)
    if row.kind == "person":
        yield from ("~" + fold(n) for n in names if " " in n)
        if " " in row.name and row.offices:
            yield normal(row.name.split()[-1])
        yield from (f"@{o.role}:{o.organization or o.country}" for o in row.offices if o.organization or o.country)


def _check(row: dict[str, str], where: str) -> None:
    if not row["name"]:
        raise UserRowError(f"{where}: no name")
    if row["kind"] not in (*ACTOR_KINDS, *PLACE_KINDS):
        allowed = ", ".join((*ACTOR_KINDS, *PLACE_KINDS))
        raise UserRowError(f"{where}: kind is {row['kind']!r}; allowed are {allowed}")
    if row.get("country") and row["country"] not in alpha3():
        raise UserRowError(f"{where}: country is {row['country']!r}, which is no ISO 3166-1 alpha-3 code")
    if row.get("gender") and row["gender"] not in GENDERS:
        raise UserRowError(f"{where}: gender is {row['gender']!r}; allowed are {', '.join(GENDERS)}")
    if row.get("sector") and row["sector"] not in SECTORS:
        raise UserRowError(f"{where}: sector is {row['sector']!r}; allowed are {', '.join(SECTORS)}")


def _offices(row: dict[str, str]) -> Iterator[Office]:
    if row.get("role"):
        from lagebild.knowledge.offices import read_office

        read = read_office(row["role"])
        yield Office(
            role=read.role,
            country=row.get("country") or None,
            organization=row.get("organization") or read.organization,
            sector=row.get("sector") or read.sector,
            since=row.get("since") or None,
            until=row.get("until") or None,
        )


def _actor(actor: _Actor) -> ActorRow:
    row = actor.cells
    return ActorRow(
        id=f"user:{row['name']}",
        name=row["name"],
        kind=row["kind"],  # type: ignore[arg-type]  # checked against ACTOR_KINDS before
        country=row.get("country") or None,
        sector=row.get("sector") or None,
        wikidata=row.get("wikidata") or None,
        gender=row.get("gender") or None,  # type: ignore[arg-type]  # checked against GENDERS before
        offices=tuple(actor.offices),
        source=SOURCE,
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
