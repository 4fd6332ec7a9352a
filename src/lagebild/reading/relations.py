"""What holds for longer than one act: dependence, alliance, office, membership ..."""

from __future__ import annotations

from lagebild.language.doc import Doc
from lagebild.reading.actors import Actors
from lagebild.records import Article, Relation, Time


def find_relations(doc: Doc, article: Article, actors: Actors, times: tuple[Time, ...]) -> tuple[Relation, ...]:
    """The relations of `doc` in text order; ids r1, r2 ..."""
    return ()
