"""Event types of the user's own, given by a definition and example sentences."""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.language.doc import Doc
from lagebild.reading.actors import Actors
from lagebild.records import Article, CustomEvent, Time


@dataclass(frozen=True, slots=True)
class Ontology:
    """Types of the user's own, ready for comparison."""

    names: tuple[str, ...] = ()


def find_custom(
    doc: Doc, article: Article, actors: Actors, times: tuple[Time, ...], ontology: Ontology
) -> tuple[CustomEvent, ...]:
    """The sentences of `doc` that fit a type of `ontology`; ids c1, c2 ..."""
    return ()
