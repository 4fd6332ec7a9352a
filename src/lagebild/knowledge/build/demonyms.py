"""The table of adjectives and inhabitants: every inflected form, so that a look-up is all that reading needs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lagebild.knowledge.build import countries, geonames
from lagebild.knowledge.build.recipe import DE, Content, Recipe, index, parts, read_tsv
from lagebild.knowledge.rows import DemonymRow

FILE = DE / "demonyms.tsv"
ADJECTIVE_ENDINGS = ("", "e", "en", "er", "es", "em")
SMALLEST_HOME, SMALLEST = 20_000, 300_000  # population from which a city's -er form is made: below, it is a surname
STRIPPED = ("ingen", "ungen")  # Göttingen -> Göttinger; other names in -en keep it: Essener
VOWEL_ENDS = ("e",)

Entry = tuple[DemonymRow, list[str]]


def make() -> Content:
    """Compile the table; states come before regions, regions before cities."""
    seen: set[tuple[str, str, str]] = set()
    entries = []
    for row, forms in (*_states(), *_others(), *_cities()):
        kept = [f for f in forms if (f, row.place, row.kind) not in seen]
        seen |= {(f, row.place, row.kind) for f in kept}
        if kept:
            entries.append((row, kept))
    return index(entries)


def _states() -> Iterator[Entry]:
    for line in countries.lines():
        if not line["metonym"]:
            alpha3 = None if line["alpha3"] == "-" else line["alpha3"]
            # of states only those in the list have one: "Schweizer", but no "Japaner"
            yield from _forms(line["name"], alpha3, line["adjective"], line["inhabitant"], er_adjectives=False)


def _others() -> Iterator[Entry]:
    country = dict(_country_of_places())
    for line in read_tsv(FILE):
        alpha3 = line["country"] or country.get(line["place"]) or _home_of(line["place"])
        wide = line["adjective"] != "" and alpha3 is None  # continents: no "Europäer Rat"
        yield from _forms(line["place"], alpha3, line["adjective"], line["inhabitant"], er_adjectives=not wide)


def _home_of(name: str) -> str | None:
    """The German-speaking country that has a city of this name."""
    found = (geonames.city_named(code, name) for code in sorted(geonames.GERMAN))
    best = max((c for c in found if c), key=lambda c: int(c["population"]), default=None)
    return geonames.countries()[best["countrycode"]]["iso3"] if best else None


def _country_of_places() -> Iterator[tuple[str, str]]:
    iso3 = {code: f["iso3"] for code, f in geonames.countries().items()}
    for line in read_tsv(DE / "exonyms.tsv"):
        yield line["name"], iso3[line["country"]]
    for line in read_tsv(DE / "admin1.tsv"):
        if line["code"][:2] in iso3:
            yield line["name"], iso3[line["code"][:2]]
    for line in read_tsv(DE / "regions.tsv"):
        if line["country"]:
            yield line["name"], line["country"]


def _forms(
    place: str, country: str | None, adjectives: str, inhabitants: str, *, er_adjectives: bool
) -> Iterator[Entry]:
    for base in parts(adjectives):
        endings = ("",) if base[0].isupper() else ADJECTIVE_ENDINGS  # "Schweizer" is not inflected
        yield DemonymRow("adjective", place, country), [base + ending for ending in endings]
    for cell in parts(inhabitants):
        masculine, _, feminine = cell.partition("/")
        if er_adjectives and masculine.endswith("er") and not place.startswith(masculine):
            yield DemonymRow("adjective", place, country), [masculine]  # "Thüringer Landtag"
        yield from inhabitant_forms(place, country, masculine, feminine or feminine_of(masculine))


def feminine_of(masculine: str) -> str:
    """Russe -> Russin, Belgier -> Belgierin."""
    return masculine.removesuffix("e") + "in"


def inhabitant_forms(place: str, country: str | None, masculine: str, feminine: str) -> Iterator[Entry]:
    """All cases and numbers of the two nouns."""

    def row(gender: str | None, plural: bool) -> DemonymRow:
        return DemonymRow("inhabitant", place, country, gender, plural)  # type: ignore[arg-type]

    if masculine == feminine and masculine.endswith("e"):  # an adjective used as noun: der Deutsche, ein Deutscher
        yield row(None, False), [masculine, masculine + "r"]
        yield row(None, True), [masculine + "n"]
        return
    if masculine.endswith("e"):
        yield row("m", False), [masculine]
        yield row(None, True), [masculine + "n"]
    elif masculine.endswith("er"):
        yield row("m", False), [masculine, masculine + "s"]
        yield row(None, True), [masculine, masculine + "n"]
    elif masculine.endswith(("i", "a", "o")):
        yield row("m" if masculine != feminine else None, False), [masculine]
        yield row(None, True), [masculine + "s"]
    else:  # Jemenit, Ungar, Asiat: weak
        yield row("m", False), [masculine]
        yield row(None, True), [masculine + "en", masculine + "n"]
    if feminine != masculine and feminine.endswith("in"):
        yield row("f", False), [feminine]
        yield row("f", True), [feminine + "nen"]
    elif feminine != masculine:
        yield row("f", False), [feminine]
        yield row("f", True), [feminine + "s"]


def _cities() -> Iterator[Entry]:
    """The -er forms of cities that are not listed, the greatest first."""
    listed = {line["place"] for line in read_tsv(FILE) if line["inhabitant"]}
    iso3 = {code: f["iso3"] for code, f in geonames.countries().items()}
    for city in sorted(geonames.cities(), key=lambda c: (-c["population"], int(c["geonameid"]))):
        home = city["countrycode"] in geonames.GERMAN
        known = str(city["geonameid"]) in geonames.exonyms()
        names = [n for n in geonames.german_names(city)[: 3 if known else 1] if _makes_er(n)]
        title = geonames.german_names(city)[0]
        if title in listed or not (known or city["population"] >= (SMALLEST_HOME if home else SMALLEST)):
            continue
        for name in names:
            form = er_form(name)
            country = iso3.get(city["countrycode"])
            yield DemonymRow("adjective", title, country), [form]
            yield from inhabitant_forms(title, country, form, form + "in")


def _makes_er(name: str) -> bool:
    return name.replace(" ", "").replace("-", "").isalpha() and not name.endswith(("er", "o", "u", "i"))


def er_form(name: str) -> str:
    """Berlin -> Berliner, Karlsruhe -> Karlsruher, Göttingen -> Göttinger."""
    if name.endswith(STRIPPED):
        return name.removesuffix("en") + "er"
    return name + ("r" if name.endswith(VOWEL_ENDS) else "er")


RECIPE = Recipe(
    "demonyms",
    (
        Path(__file__),
        *(Path(m.__file__ or "") for m in (countries, geonames)),
        *(DE / f"{n}.tsv" for n in ("countries", "demonyms", "exonyms", "admin1", "regions")),
    ),
    make,
    geonames.VERSIONS,
)
