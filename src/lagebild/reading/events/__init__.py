"""What happened: political events under PLOVER."""

from __future__ import annotations

from lagebild.language.doc import Doc
from lagebild.reading.actors import Actors
from lagebild.records import Article, Event, Place, Quantity, Quote, Time


def find_events(
    doc: Doc,
    article: Article,
    actors: Actors,
    quotes: tuple[Quote, ...],
    times: tuple[Time, ...],
    places: tuple[Place, ...],
    quantities: tuple[Quantity, ...],
) -> tuple[Event, ...]:
    """The events of `doc`, one record an event, in the order of their first trigger; ids v1, v2 ..."""
    return ()
