"""The table of actors: persons with dated offices, organisations with their short names.

Keys are names as they stand in the text, full names without case and diacritics ("~boristadic"), surnames of the people
in `people.tsv`, a name with "?" before it where the
name is an everyday word too ("?Linke"), and "@role:scope" for who holds or held an office ("@head of state:RUS",
"@army:DEU").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lagebild.knowledge.build.recipe import DE, Content, Recipe, index, parts, read_tsv
from lagebild.knowledge.build.roles import OFFICES
from lagebild.knowledge.countries import alpha3
from lagebild.knowledge.rows import ActorRow, Office
from lagebild.reading.actors.words import fold

PEOPLE, LEADERS, ORGANIZATIONS = DE / "people.tsv", DE / "leaders.tsv", DE / "organizations.tsv"
INSTITUTIONS = DE / "institutions.tsv"
SECTOR_OF_INSTITUTION = {"army": "MIL", "air force": "MIL", "parliament": "LEG"}
GOVERNMENT = {
    "hos", "hog", "ruler", "vp", "fm", "dm", "im", "fin", "jm", "em", "vc", "speaker", "gov", "min", "mayor", "adv",
    "amb", "supreme", "gm",
}  # fmt: skip
SECTOR_OF = {"parl": "LEG", "pope": "REL", "mil": "MIL", "jud": "JUD", "ceo": "BUS", "mp": "LEG"}
INTERNATIONAL = {"sg", "cp", "ec", "hr", "imf", "head", "cm"}
OTHER_OFFICES = {"head": "head", "cm": "commissioner"}
PARTICLES = ("von", "van", "de", "der", "zu", "al", "bin", "ibn", "di", "du", "da", "dos", "el", "la", "le")
ADJECTIVE = re.compile(r"^([A-ZÄÖÜ][\w-]{3,}?)(e|er|es|en)$")
NOT_ADJECTIVES = frozenset(("Der", "Berliner", "Frankfurter", "Schweizer", "Wächter"))


def make() -> Content:
    """Compile the table: what was written by hand comes before what was compiled."""
    people = read_tsv(PEOPLE)
    known = {p["name"] for p in people}
    compiled = [p for p in read_tsv(LEADERS) if p["name"] not in known] if LEADERS.exists() else []
    rows = [(_organization(o), list(_organization_names(o))) for o in read_tsv(ORGANIZATIONS)]
    rows.extend((_organization(i), list(_organization_names(i))) for i in _institutions())
    rows.extend((_person(p), list(_person_names(p))) for p in (*people, *compiled))
    return index(rows)


def _institutions() -> Iterator[dict[str, str]]:
    """Armies and parliaments of states as cells of `organizations.tsv`; "@army:MLI" leads to each."""
    for cells in read_tsv(INSTITUTIONS):
        kind, country = cells["kind"], cells["alpha3"]
        aliases = "|".join((*parts(cells["aliases"]), f"@{kind}:{country}"))
        yield {**cells, "country": country, "sector": SECTOR_OF_INSTITUTION[kind], "aliases": aliases, "members": ""}


def _person(cells: dict[str, str]) -> ActorRow:
    return ActorRow(
        id=f"person:{cells['name']}",
        name=cells["name"],
        kind="person",
        country=cells["country"] or None,
        sector=cells["sector"] or None,
        gender=cells["gender"] or None,  # type: ignore[arg-type]  # m or f; a test checks it
        offices=tuple(_office(o, cells["country"]) for o in parts(cells["offices"])),
        source=cells["source"],
    )


def _office(text: str, country: str) -> Office:
    """An office as the tables write it: "hos@RUS:2012-05-07/" (code, state or organisation, from, to)."""
    code, _, rest = text.partition("@")
    scope, _, dates = rest.rpartition(":")
    sector = _sector(code, scope)
    since, _, until = dates.partition("/")
    state = scope in alpha3()  # before the short names: BDI is Burundi, and an association
    scope = scope if state else FULL_NAME.get(scope, scope)
    return Office(
        role=OFFICES.get(code) or OTHER_OFFICES[code],
        country=scope if state else country,
        organization=None if state else scope,
        sector=sector,
        since=since or None,
        until=until or None,
    )


def _sector(code: str, scope: str) -> str | None:
    if code in GOVERNMENT:
        return "GOV"
    if code in ("lead", "sg", "parlgroup"):
        return SECTOR_OF_LEADER.get(scope, "PTY")
    if code in INTERNATIONAL or scope.startswith("Europäische"):
        return "IGO"
    return SECTOR_OF.get(code, "GOV" if code == "cb" else None)


def _organizations(column: str) -> dict[str, str]:
    """A column of the organisations by each of their names."""
    return {
        name: cells[column]
        for cells in reversed(read_tsv(ORGANIZATIONS))
        for name in (cells["name"], *parts(cells["aliases"]))
        if not name.startswith("@") and not name.endswith("?")
    }


SECTOR_OF_LEADER = _organizations("sector")
FULL_NAME = _organizations("name")


def _person_names(cells: dict[str, str]) -> Iterator[str]:
    name = cells["name"]
    yield name
    yield from parts(cells["aliases"])
    yield from ("~" + fold(n) for n in (name, *parts(cells["aliases"])) if " " in n)
    words = name.split()
    if len(words) > 1 and cells["source"] == "own" and len(words[-1]) > 2 and not words[-1].endswith("."):
        yield words[-1]
        if fold(words[-1]) != words[-1].casefold():  # "Erdogan" for "Erdoğan"
            yield "~" + fold(words[-1])
    for office in parts(cells["offices"]):
        read = _office(office, cells["country"])
        for scope in {read.country, read.organization} - {None}:
            if read.organization and scope == read.country:
                continue
            yield f"@{read.role}:{scope}"


def _organization(cells: dict[str, str]) -> ActorRow:
    return ActorRow(
        id=f"organization:{cells['name']}",
        name=cells["name"],
        kind="organization",
        country=cells["country"] or None,
        sector=cells["sector"] or None,
        members=tuple(parts(cells["members"])),
        source=cells["source"],
    )


def _organization_names(cells: dict[str, str]) -> Iterator[str]:
    for name in (cells["name"], *parts(cells["aliases"])):
        if name.endswith("?"):
            yield "?" + name[:-1]
        elif name.startswith("@"):
            yield name
        else:
            yield from inflected(name)


def inflected(name: str) -> Iterator[str]:
    """The name and, where it begins with an adjective ("Vereinte Nationen"), its forms in the other cases."""
    yield name
    words = name.split()
    found = ADJECTIVE.match(words[0])
    if len(words) > 1 and found and words[0] not in NOT_ADJECTIVES and words[1][0].isupper():
        for ending in ("e", "er", "es", "en", "em"):
            yield " ".join((found.group(1) + ending, *words[1:]))
    if words[0] in ("Der", "Die", "Das") and len(words) > 1 and len(words[1]) > 4 and len(words) > 2:
        yield " ".join(words[1:])


RECIPE = Recipe(
    "actors", (Path(__file__), PEOPLE, ORGANIZATIONS, INSTITUTIONS, *((LEADERS,) if LEADERS.exists() else ())), make
)
