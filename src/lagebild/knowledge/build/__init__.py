"""Compiles the look-up file: `python -m lagebild.knowledge.build`, or `lagebild knowledge build`.

Needs the extra `build` (GeoNames and CLDR data). Each table is made by a recipe (a module of this package); a table
whose inputs have not changed is copied from the file that is there.
"""

from __future__ import annotations

from pathlib import Path

from lagebild.knowledge import DATA
from lagebild.knowledge.build import actors, countries, demonyms, places, roles
from lagebild.knowledge.build.recipe import Recipe
from lagebild.knowledge.lookup import Built, LookupFile, LookupFileError, pack_table, write_tables


def recipes() -> tuple[Recipe, ...]:
    """All tables of the file."""
    return (places.RECIPE, countries.RECIPE, demonyms.RECIPE, actors.RECIPE, roles.RECIPE)


def build(path: Path = DATA, *, all_tables: bool = False) -> list[str]:
    """Write the file at `path`; returns the names of the tables that were made anew (all of them with `all_tables`)."""
    old, made, tables = _existing(path), [], {}
    for recipe in recipes():
        inputs = recipe.inputs()
        kept = None if all_tables or old is None else _kept(old, recipe.name, inputs)
        if kept is None:
            content = recipe.make()
            kept = pack_table(content.rows, content.keys, inputs)
            made.append(recipe.name)
        tables[recipe.name] = kept
    if made or old is None or set(old.header.tables) != set(tables):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_tables(path, tables)
    return made


def stale(path: Path = DATA) -> list[str]:
    """The tables of the file at `path` that were not made from today's inputs."""
    file = LookupFile(path)
    return [
        r.name for r in recipes() if r.name not in file.header.tables or file.header.tables[r.name].inputs != r.inputs()
    ]


def _existing(path: Path) -> LookupFile | None:
    try:
        return LookupFile(path)
    except LookupFileError:
        return None


def _kept(old: LookupFile, name: str, inputs: str) -> Built | None:
    header = old.header.tables.get(name)
    if header is None or header.inputs != inputs:
        return None
    return Built(keys=header.keys, rows=header.rows, inputs=inputs, parts=old.parts(name))
