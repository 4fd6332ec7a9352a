"""The table of roles."""

from __future__ import annotations

from pathlib import Path

from lagebild.knowledge.build.recipe import Content, Recipe, index


def make() -> Content:
    """Compile the table."""
    return index([])


RECIPE = Recipe("roles", (Path(__file__),), make)
