"""The table of states: all German names, metonyms of their governments."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lagebild.knowledge.build import geonames
from lagebild.knowledge.build.recipe import DE, Content, Recipe, index, parts, read_tsv
from lagebild.knowledge.rows import CountryRow

FILE = DE / "countries.tsv"


@cache
def lines() -> list[dict[str, str]]:
    """The lines of `countries.tsv`."""
    return read_tsv(FILE)


def names_of(line: dict[str, str]) -> list[str]:
    """All names of a line."""
    return [line["name"], *parts(line["forms"])]


def make() -> Content:
    """Compile the table; of two states of one name ("Kongo") the first line comes first."""
    return index(_rows())


def _rows() -> Iterator[tuple[CountryRow, list[str]]]:
    facts = {f["iso3"]: f for f in geonames.countries().values()}
    iso3 = {code: f["iso3"] for code, f in geonames.countries().items()}
    for line in lines():
        alpha3 = line["alpha3"] if line["alpha3"] != "-" else None
        gone = bool(line["until"] or line["metonym"])
        fact = facts.get(line["alpha3"]) if not gone else None
        capital = geonames.city_named(fact["iso"], fact["capital"]) if fact else None
        row = CountryRow(
            name=line["name"],
            alpha3=alpha3,
            capital=geonames.german_names(capital)[0] if capital else None,
            neighbours=tuple(sorted(iso3[n] for n in fact["neighbours"].split(",") if n in iso3)) if fact else (),
            until=int(line["until"]) if line["until"] else None,
            metonym=line["metonym"] == "yes",
        )
        yield row, names_of(line)


RECIPE = Recipe(
    "countries",
    (Path(__file__), Path(geonames.__file__), FILE, DE / "exonyms.tsv"),
    make,
    geonames.VERSIONS,
)
