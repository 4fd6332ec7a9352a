"""A report with a record of every kind, kept small, for tests of what takes reports."""

from __future__ import annotations

from lagebild.records import (
    Article,
    CustomEvent,
    Entity,
    Event,
    EventPlace,
    Mention,
    Participant,
    Place,
    Quantity,
    Quote,
    Reader,
    Relation,
    Removed,
    Report,
    Sentence,
    Time,
)

TEXT = "Seestadt. Ministerin Berg sagte am Montag: „Das gilt.“ Nordland liefert 20 Tonnen Öl an Westmark."


def span(words: str) -> tuple[int, int]:
    """Where `words` stand in TEXT."""
    start = TEXT.index(words)
    return start, start + len(words)


def at(words: str) -> dict[str, int]:
    """The same as keyword arguments."""
    start, end = span(words)
    return {"start": start, "end": end}


def full_report() -> Report:
    """A report that keeps all rules and holds every kind of record."""
    return Report(
        article=Article(
            id="a1", text=TEXT, source="berg.txt", title="Ein Titel", published="2021-02-22", dateline="Seestadt",
            removed=(Removed(text="Anzeige", why="advertising marker"),),
        ),
        sentences=(Sentence(start=0, end=9), Sentence(start=10, end=len(TEXT), code="AAAA")),
        entities=(
            Entity(
                id="e1", kind="person", name="Anna Berg", country="DEU", sector="GOV", role="Ministerin", known=True,
                mentions=(Mention(**at("Ministerin Berg"), form="name"),),
            ),
            Entity(id="e2", kind="country", name="Nordland", mentions=(Mention(**at("Nordland"), form="name"),)),
            Entity(id="e3", kind="country", name="Westmark", mentions=(Mention(**at("Westmark"), form="name"),)),
        ),
        times=(Time(**at("am Montag"), text="am Montag", type="DATE", value="2021-02-22", edtf="2021-02-22"),),
        places=(Place(**at("Seestadt"), text="Seestadt", name="Seestadt", country="DEU", lat=54.1, lon=10.2),),
        quantities=(Quantity(**at("20 Tonnen"), text="20 Tonnen", value=20.0, unit="tonne", of="Öl"),),
        quotes=(
            Quote(
                id="q1", type="Direct", quote=(span("„Das gilt.“"),), speaker=(span("Ministerin Berg"),),
                cue=(span("sagte"),), speaker_entity="e1", confidence=0.9,
            ),
        ),
        events=(
            Event(
                id="v1", type="AID", triggers=(span("liefert"),), quad="material cooperation", goldstein=7.0,
                actors=(Participant(entity="e2", name="Nordland", **at("Nordland")),),
                recipients=(Participant(entity="e3", name="Westmark", **at("Westmark")),),
                date="2021-02", place=EventPlace(name="Seestadt", country="DEU"), reported_by="q1",
            ),
        ),
        relations=(Relation(id="r1", type="supplies", subject="e2", object="e3", **at("liefert"), since="2020"),),
        custom=(CustomEvent(id="c1", type="delivery", **at("liefert"), date="2021"),),
        reader=Reader(version="0.1.0", model="lagebild-1", seconds=0.1),
    )  # fmt: skip
