"""Places on the map: names and adjectives resolved to GeoNames."""

from __future__ import annotations

from lagebild.knowledge import Knowledge
from lagebild.language.doc import Doc
from lagebild.records import Article, Place


def find_places(doc: Doc, article: Article, knowledge: Knowledge) -> tuple[Place, ...]:
    """The place mentions of `doc` in text order."""
    return ()
