"""The rows of the look-up file. Stored as arrays: append new fields at the end, then build again."""

from __future__ import annotations

from typing import Literal

import msgspec

PlaceKind = Literal[
    "continent", "country", "city", "admin", "region", "island", "sea", "river", "lake", "mountain", "site",
]  # fmt: skip


class Row(msgspec.Struct, frozen=True, array_like=True):
    """Base of all rows."""


class PlaceRow(Row, frozen=True, array_like=True):
    """A place. `name` is the German name; `admin` the GeoNames code of its region.

    `rank` is what is known before reading: the logarithm (base 10) of the population, or for what has none a figure
    on the same scale for how often news name it.
    """

    name: str
    kind: PlaceKind
    country: str | None = None  # alpha-3; None for seas, continents, regions across borders
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    admin: str | None = None
    rank: float = 0.0
    capital: bool = False


class DemonymRow(Row, frozen=True, array_like=True):
    """What an adjective ("russisch") or a word for inhabitants ("Russe") points to."""

    kind: Literal["adjective", "inhabitant"]
    place: str  # German name of the place: a key of the table of places
    country: str | None = None
    gender: Literal["m", "f"] | None = None  # of an inhabitant; None: not told
    plural: bool = False


class CountryRow(Row, frozen=True, array_like=True):
    """A state, or one that was: `until` is the year in which it ended, and `alpha3` then that of its heir or None."""

    name: str
    alpha3: str | None
    capital: str | None = None
    neighbours: tuple[str, ...] = ()
    until: int | None = None
    metonym: bool = False  # the key stands for the government: "Moskau", "der Kreml"


class Office(Row, frozen=True, array_like=True):
    """An office that a person held: EDTF dates, None where open or not known."""

    role: str
    country: str | None = None
    organization: str | None = None
    sector: str | None = None
    since: str | None = None
    until: str | None = None


class ActorRow(Row, frozen=True, array_like=True):
    """A person, organisation or group that the news name."""

    id: str  # our own, stable: equal for all rows of one actor
    name: str
    kind: Literal["person", "organization", "group"]
    country: str | None = None
    sector: str | None = None
    wikidata: str | None = None
    gender: Literal["m", "f"] | None = None
    born: int | None = None
    offices: tuple[Office, ...] = ()
    members: tuple[str, ...] = ()  # alpha-3, of an international organisation
    source: str = ""


class RoleRow(Row, frozen=True, array_like=True):
    """A German noun for an office, a profession or a group, with what it says about who holds it."""

    noun: str
    sector: str | None = None
    kind: Literal["person", "organization", "group", "country", "event", "modifier"] = "person"
    gender: Literal["m", "f"] | None = None
    office: str | None = None  # "head of state", "head of government", "foreign minister": finds the holder by date
    source: str = ""
    country: str | None = None  # alpha-3, where the word tells it: the first part of "US-Minister"
    weak: bool = False  # as the head of a compound it gives way to the sector of the first part: "Polizeisprecher"
    organization: str | None = None  # name of the only organisation that has such an office: "EZB-Präsident"
    stands_for: str | None = None  # whom a happening stands for ("Proteste": Demonstranten), or a kind of institution
