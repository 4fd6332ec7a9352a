"""What people type for an actor or a place, as the key or code that the store knows."""

from __future__ import annotations

import sqlite3
from functools import cache
from importlib.resources import files

import msgspec

from lagebild.knowledge import default_knowledge
from lagebild.knowledge.countries import alpha3
from lagebild.picture.filters import Filters
from lagebild.picture.keys import fold
from lagebild.picture.people import matching, name_words


def named(db: sqlite3.Connection, filters: Filters) -> Filters:
    """`filters` with names of actors as keys and names of states as codes. Raises ValueError for an unknown actor."""
    changes: dict[str, str | None] = {}
    for name in ("actor", "other", "did", "suffered", "speaker"):
        if value := getattr(filters, name):
            changes[name] = _actor(db, value)
    for name in ("country", "place"):
        value = getattr(filters, name)
        if value and (code := country_code(value)):
            changes.update({name: None, "country": code})
    return msgspec.structs.replace(filters, **changes)


def _actor(db: sqlite3.Connection, text: str) -> str:
    found = find_actor(db, text)
    if found is None:
        raise ValueError(f"actor {text!r} is not in this store: give a name, an actor's key or a code such as RUS")
    return found


def find_actor(db: sqlite3.Connection, text: str) -> str | None:
    """The key of the actor that `text` names (a state: its code); of several the one in most articles."""
    text = text.strip()
    if not text:
        return None
    if db.execute("SELECT 1 FROM actors WHERE actor = ?", (text,)).fetchone():
        return text
    if code := country_code(text):
        return code
    found = matching(text)
    if found is None:
        return None
    last = name_words(text)[-1]
    db.create_function("ends", 1, lambda name: name_words(name)[-1:] == [last], deterministic=True)
    row = db.execute(
        f"SELECT actor FROM actors WHERE actor IN ({found[0]}) AND kind <> 'place' "
        "ORDER BY name = ? DESC, ends(name) DESC, articles DESC, actor LIMIT 1",
        (*found[1], text),
    ).fetchone()
    return str(row[0]) if row else None


def country_code(text: str) -> str | None:
    """The alpha-3 code of a state named in German or English, or given as the code itself."""
    text = text.strip()
    if len(text) == 3 and text.upper() in alpha3():
        return text.upper()
    return default_knowledge().country(text) or _by_english_name().get(fold(text))


def country_name(code: str | None, language: str) -> str:
    """The name of a state in German or English; the code where there is none."""
    if not code:
        return ""
    if language == "en":
        return english_names().get(code, code)
    row = default_knowledge().state(code)
    return row.name if row else code


@cache
def english_names() -> dict[str, str]:
    """Code → English name (`knowledge/en/countries.tsv`)."""
    text = files("lagebild.knowledge").joinpath("en/countries.tsv").read_text(encoding="utf-8")
    rows = (line.partition("\t") for line in text.splitlines() if line and not line.startswith(("#", "alpha3")))
    return {code: name for code, _, name in rows}


@cache
def _by_english_name() -> dict[str, str]:
    return {fold(name): code for code, name in english_names().items()}
