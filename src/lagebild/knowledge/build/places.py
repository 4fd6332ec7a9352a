"""The table of places: states, their regions, cities, and the regions, waters and mountains of the news."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from lagebild.knowledge.build import countries, geonames, translit
from lagebild.knowledge.build.recipe import DE, Content, Recipe, parts, read_tsv
from lagebild.knowledge.lookup import normal
from lagebild.knowledge.rows import PlaceKind, PlaceRow

STRONG, WEAK = 0.0, -1.0  # a name in another language counts a tenth of the German or local one
CAPITAL_BONUS = 1.5  # ranks are logarithms: capitals are in the news as if thirty times as great
HOME_BONUS = 0.8  # and so, somewhat less, the places of German-speaking countries
LISTED_BONUS = 0.5  # a city with a German name of its own
COUNTRY_BONUS = 2.5  # a state comes before a city or river of its name
ADMIN_PENALTY = 1.3  # a region after the city that it is named after ("New York", "Kandahar", "Zürich")
NAMESAKE = 10_000  # population from which a town takes its region's name for itself
US_CAPITAL = "US.DC"  # the one great city that shares its name with a region elsewhere in its state
SMALLEST = 300  # population where GeoNames gives none
RANKS = {"continent": 9.0, "region": 6.5, "sea": 7.0, "river": 5.5, "lake": 5.5, "mountain": 6.0, "island": 5.8}
SITE_RANK = 4.5
MOST_ROWS = 12  # of one name: enough for every Neustadt that a text can mean
DIRECTIONS = ("Nord", "Süd", "Ost", "West", "Nordost", "Nordwest", "Südost", "Südwest", "Zentral", "Mittel")


class Named(NamedTuple):
    """A row with its names and how far each counts."""

    row: PlaceRow
    names: dict[str, float]


def make() -> Content:
    """Compile the table."""
    rows: list[PlaceRow] = []
    keys: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for named in (*_countries(), *_regions(), *_admin(), *_cities()):
        for name in {normal(n) for n in named.names} - {""}:
            weight = max(w for n, w in named.names.items() if normal(n) == name)
            keys[name].append((-(named.row.rank + weight), len(rows)))
        rows.append(named.row)
    return Content(rows, {name: [n for _, n in sorted(found)[:MOST_ROWS]] for name, found in keys.items()})


def _countries() -> Iterator[Named]:
    facts = {f["iso3"]: f for f in geonames.countries().values()}
    taken = {normal(n) for line in countries.lines() for n in countries.names_of(line)}
    for line in countries.lines():
        if line["metonym"]:
            continue
        fact = facts.get(line["alpha3"]) if not line["until"] else None
        lat, lon = _centre(fact["iso"]) if fact else (None, None)
        row = PlaceRow(
            name=line["name"],
            kind="country",
            country=None if line["alpha3"] == "-" else line["alpha3"],
            lat=lat,
            lon=lon,
            geonames=fact["geonameid"] if fact else None,
            rank=round(math.log10(max(fact["population"], SMALLEST)) + COUNTRY_BONUS, 2) if fact else RANKS["region"],
        )
        yield Named(row, dict.fromkeys(countries.names_of(line), STRONG))
        if fact:
            yield from _directions(row, taken)


def _directions(place: PlaceRow, taken: set[str]) -> Iterator[Named]:
    """ "Südthailand", "Nordsyrien": a part of the state, at its middle."""
    if " " in place.name or "-" in place.name:
        return
    for direction in DIRECTIONS:
        name = direction + place.name[0].lower() + place.name[1:]
        if name not in taken:
            row = PlaceRow(name, "region", place.country, place.lat, place.lon, None, None, RANKS["region"] - 1)
            yield Named(row, {name: STRONG, f"{direction}-{place.name}": STRONG})


@cache
def _centres() -> dict[str, tuple[float, float]]:
    """The middle of each state ("DE") and region ("DE.02"): the mean of its cities, weighted by population."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for city in geonames.cities():
        weight = max(city["population"], SMALLEST)
        for area in (city["countrycode"], _admin_code(city)):
            for i, value in enumerate((weight * city["latitude"], weight * city["longitude"], weight)):
                sums[area][i] += value
    return {area: (round(lat / n, 2), round(lon / n, 2)) for area, (lat, lon, n) in sums.items()}


def _centre(area: str) -> tuple[float | None, float | None]:
    return _centres().get(area, (None, None))


def _admin_code(city: geonames.City) -> str:
    return f"{city['countrycode']}.{city['admin1code']}"


def _regions() -> Iterator[Named]:
    for line in read_tsv(DE / "regions.tsv"):
        kind: PlaceKind = line["kind"]  # type: ignore[assignment]  # a test holds the column to the kinds
        row = PlaceRow(
            name=line["name"],
            kind=kind,
            country=line["country"] or None,
            lat=float(line["lat"]),
            lon=float(line["lon"]),
            geonames=int(line["geonames"]) if line["geonames"] else None,
            rank=RANKS.get(kind, SITE_RANK),
        )
        yield Named(row, dict.fromkeys([row.name, *parts(line["forms"])], STRONG))


def _admin() -> Iterator[Named]:
    people: dict[str, int] = defaultdict(int)
    towns: dict[str, set[str]] = defaultdict(set)
    for city in geonames.cities():
        people[_admin_code(city)] += city["population"]
        if city["population"] >= NAMESAKE:
            names = [city["name"], *geonames.german_names(city), *geonames.weak_names(city)]
            towns[_admin_code(city)].update(names)
    iso3 = {code: f["iso3"] for code, f in geonames.countries().items()}
    for line in read_tsv(DE / "admin1.tsv"):
        code, own = line["code"], line["source"].startswith("own")
        if code[:2] not in iso3:
            continue
        rank = math.log10(max(people[code], SMALLEST))
        rank -= ADMIN_PENALTY if line["name"] in towns[code] or line["name"] in towns[US_CAPITAL] else 0.0
        rank += HOME_BONUS if code[:2] in geonames.GERMAN else 0.0
        rank += LISTED_BONUS if own else 0.0
        lat, lon = _centre(code)
        row = PlaceRow(
            name=line["name"],
            kind="admin",
            country=iso3[code[:2]],
            lat=lat,
            lon=lon,
            geonames=int(line["geonames"]),
            admin=code,
            rank=round(rank, 2),
        )
        names = [row.name, *parts(line["forms"])]
        if not own and code[:2] in geonames.OTHER_SCRIPTS | geonames.CYRILLIC:
            names += [translit.strip_marks(row.name), next(translit.from_english(row.name), row.name)]
        yield Named(row, dict.fromkeys(names, STRONG))


def _cities() -> Iterator[Named]:
    iso3 = {code: f["iso3"] for code, f in geonames.countries().items()}
    capitals = {
        str(city["geonameid"])
        for code, fact in geonames.countries().items()
        if (city := geonames.city_named(code, fact["capital"]))
    }
    for city in geonames.cities():
        code, capital = city["countrycode"], str(city["geonameid"]) in capitals
        german = geonames.german_names(city)
        rank = math.log10(max(city["population"], SMALLEST))
        rank += CAPITAL_BONUS * capital + HOME_BONUS * (code in geonames.GERMAN)
        rank += LISTED_BONUS * (str(city["geonameid"]) in geonames.exonyms())
        row = PlaceRow(
            name=german[0],
            kind="city",
            country=iso3.get(code),
            lat=round(city["latitude"], 4),
            lon=round(city["longitude"], 4),
            geonames=int(city["geonameid"]),
            admin=_admin_code(city),
            rank=round(rank, 2),
            capital=capital,
        )
        names = dict.fromkeys(geonames.weak_names(city), WEAK)
        yield Named(row, names | dict.fromkeys([*german, city["name"]], STRONG))


RECIPE = Recipe(
    "places",
    (
        *(Path(m.__file__ or "") for m in (countries, geonames, translit)),
        Path(__file__),
        *(DE / f"{n}.tsv" for n in ("countries", "regions", "admin1", "exonyms")),
    ),
    make,
    geonames.VERSIONS,
)
