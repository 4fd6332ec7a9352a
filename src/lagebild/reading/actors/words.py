"""Words and names brought into one form, and what a German role noun says."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from lagebild.knowledge import Knowledge
from lagebild.knowledge.rows import RoleRow
from lagebild.reading.actors.lists import words

MIN_HEAD = 4  # letters: shorter heads of compounds ("rat", "amt") are listed as whole words only
LINKS = ("s", "es", "n", "en", "er", "")  # between the parts of a German compound


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Case, diacritics and hyphens away: names that differ only there are one ("Tadić", "Tadic")."""
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss").replace("ı", "i").replace("đ", "d").replace("ł", "l"))
    return "".join(c for c in plain.casefold() if c.isalnum())


def name_parts(name: str) -> list[str]:
    """The folded words of a name, particles of the Arabic article joined to what follows ("al-Assad" is "assad")."""
    return [fold(p.split("-", 1)[1] if p.lower().startswith(("al-", "el-", "as-", "at-")) else p) for p in name.split()]


def without_genitive(name: str) -> str | None:
    """The name without what may be the s of the genitive, or None where there is no such s."""
    if name.endswith(("'", "’")):
        return name[:-1]
    if len(name) > 3 and name.endswith("s") and not name.endswith("ss"):
        return name[:-1].rstrip("'’")
    return None


@dataclass(frozen=True, slots=True)
class Noun:
    """What a noun says of whom it names: the row of its head, with what the first part of a compound adds."""

    row: RoleRow
    word: str
    sector: str | None
    office: str | None
    country: str | None = None
    organization: str | None = None  # name of the actor that the first part names: "CDU" of "CDU-Politiker"
    compound: bool = False


_CACHES: dict[int, dict[str, Noun | None]] = {}


def read_noun(word: str, knowledge: Knowledge) -> Noun | None:
    """What the noun `word` (as it stands in the text) says of an actor; None where it names none."""
    cache = _CACHES.setdefault(id(knowledge), {})
    if word not in cache:
        if len(cache) > 50_000:
            cache.clear()
        cache[word] = _read(word, knowledge)
    return cache[word]


def _read(word: str, knowledge: Knowledge) -> Noun | None:
    low = word.lower()
    row = knowledge.role(low)
    if row is not None:
        country = "DEU" if low.startswith("bundes") and row.kind != "modifier" else row.country
        said = _first_part(word.rpartition("-")[0], knowledge) if "-" in word else None
        if said is not None:
            country = said.country or country
        organization = said.noun if said is not None and said.source != ROLES and said.kind == "organization" else None
        return Noun(row, row.noun, row.sector, row.office, country, row.organization or organization)
    if "-" in word:
        first, _, last = word.rpartition("-")
        head = _read(last.capitalize(), knowledge) if last else None
        return _compound(first + "-" * (head.row.kind == "country"), head, knowledge) if head else None
    for at in range(2, len(low) - MIN_HEAD + 1):
        row = knowledge.role(low[at:])
        if row is not None and row.kind != "modifier":
            return _compound(word[:at], Noun(row, row.noun, row.sector, row.office), knowledge)
    return None


def _compound(first: str, head: Noun, knowledge: Knowledge) -> Noun | None:
    said = _first_part(first, knowledge)
    if said is None:
        ruled = head.row.kind == "country" and first.endswith("-") and first[0].isupper()  # "Obama-Regierung"
        known = head.row.weak or ruled or head.row.kind in ("person", "organization", "group", "event")
        long = len(head.word) > MIN_HEAD and (len(first) > 3 or first.endswith("-"))
        return replace(head, office=None, compound=True) if known and long else None
    if said.kind == "modifier":
        return replace(head, compound=True, office=head.office if first.lower() in KEEP_OFFICE else None)
    sector = said.sector if head.row.weak or head.sector is None else head.sector
    organization = said.noun if said.kind == "organization" and said.source != ROLES else None
    if organization and head.row.kind in ("organization", "group"):
        sector = said.sector
    country = said.country or head.country
    office = head.office if country or organization else None
    if office == "leader" and organization is None:  # "Kremlchef": who leads a state
        office = "ruler"
    organization = head.row.organization or organization
    return replace(head, sector=sector, office=office, country=country, organization=organization, compound=True)


KEEP_OFFICE = words("keep_office")
ROLES = "roles.toml"


def _first_part(first: str, knowledge: Knowledge) -> RoleRow | None:
    """What the first part of a compound says: an actor ("CDU"), a state ("US"), a trade ("Polizei") or a rank ("Ex")."""
    for link in LINKS:
        if not first.endswith(link):
            continue
        stem = first[: len(first) - len(link)] if link else first
        low = stem.lower()
        row = knowledge.role(low + "-")
        actors = (knowledge.actors(stem) or knowledge.actors("?" + stem)) if len(stem) > 1 and stem[0].isupper() else ()
        if row is not None and not (actors and stem.isupper()):  # "UN", "NATO" are actors first, then a trade
            return row
        if len(stem) < 2 or not stem[0].isupper():
            continue
        if actors and actors[0].kind != "person":
            actor = actors[0]
            return RoleRow(actor.name, actor.sector, "organization", source="actors", country=actor.country)
        countries = knowledge.country_rows(stem)
        if countries and countries[0].alpha3:
            return RoleRow(countries[0].name, None, "country", source="countries", country=countries[0].alpha3)
    head = knowledge.role(first.lower().rstrip("-"))
    if head is not None and head.sector and head.kind != "person":
        return RoleRow(head.noun, head.sector, "organization", source=ROLES)
    return None
