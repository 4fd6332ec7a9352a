"""Event types of the user's own, given by a definition and example sentences."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

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


def load_ontology(path: Path) -> Ontology:
    """The types that a file of the user's own describes (`--ontology`). Raises ValueError with what is wrong in it."""
    raise ValueError(f"{path}: types of one's own are not supported yet")
