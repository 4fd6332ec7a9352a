"""A small store of reports made by hand: two stories, three papers, an agency copy, a contradiction, hostile text."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

from lagebild.picture.store import open_store
from lagebild.reading.events.plover import types
from lagebild.records import (
    Article,
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
)  # fmt: skip

# name → kind, country, role
PEOPLE: dict[str, tuple[str, str | None, str | None]] = {
    "Anna Berg": ("person", "DEU", "Außenministerin"),
    "Igor Wolkow": ("person", "RUS", "Unterhändler"),
    "Russland": ("country", "RUS", None),
    "Belarus": ("country", "BLR", None),
    "Deutschland": ("country", "DEU", None),
    "Rat der Flüsse": ("organization", None, None),
}
PLACES = {
    "Minsk": ("BLR", 53.9, 27.57, 625144),
    "Wien": ("AUT", 48.2, 16.37, 2761369),
    "Belarus": ("BLR", 53.0, 28.0, None),
}


class Draft:
    """An article whose findings are named by their words."""

    def __init__(self, name: str, text: str, **article: Any) -> None:
        self.article = Article(id=name, text=text, source=f"{name}.txt", **article)
        self.events: list[Event] = []
        self.quotes: list[Quote] = []
        self.names: dict[str, Entity] = {}

    def span(self, words: str) -> tuple[int, int]:
        start = self.article.text.index(words)
        return start, start + len(words)

    def actor(self, name: str) -> Participant:
        kind, country, role = PEOPLE.get(name, ("person", None, None))
        written = name if name in self.article.text else name.split()[-1]
        start, end = self.span(written)
        if name not in self.names:
            self.names[name] = Entity(
                id=f"e{len(self.names) + 1}", kind=kind, name=name, country=country, role=role, known=name in PEOPLE,  # type: ignore[arg-type]
                sector="GOV" if country else None, mentions=(Mention(start=start, end=end, form="name"),),
            )  # fmt: skip
        return Participant(entity=self.names[name].id, name=name, country=country, start=start, end=end)

    def event(
        self, kind: Any, trigger: str, actors: Iterable[str], recipients: Iterable[str] = (), **more: Any
    ) -> Draft:
        info, place = types()[kind], more.pop("place", None)
        self.events.append(
            Event(
                id=f"v{len(self.events) + 1}", type=kind, triggers=(self.span(trigger),), quad=info.quad,
                goldstein=info.score, actors=tuple(map(self.actor, actors)), confidence=more.pop("confidence", 0.8),
                recipients=tuple(map(self.actor, recipients)),
                place=EventPlace(name=place, country=PLACES[place][0], geonames=PLACES[place][3]) if place else None, **more,
            )
        )  # fmt: skip
        return self

    def quote(self, words: str, speaker: str | None, kind: Any = "Direct", **more: Any) -> Draft:
        who = self.actor(speaker) if speaker else None
        self.quotes.append(
            Quote(
                id=f"q{len(self.quotes) + 1}", type=kind, quote=(self.span(words),), confidence=0.9,
                speaker=((who.start, who.end),) if who else (), speaker_entity=who.entity if who else None, **more,
            )
        )  # fmt: skip
        return self

    def report(self, **more: Any) -> Report:
        text = self.article.text
        bounds = [0, *(i + 2 for i in range(len(text) - 1) if text[i : i + 2] == ". "), len(text)]
        places = tuple(
            Place(start=s, end=s + len(n), text=n, name=n, country=c, lat=lat, lon=lon, geonames=g)
            for n, (c, lat, lon, g) in PLACES.items()
            if (s := text.find(n)) >= 0
        )
        return Report(
            article=self.article, entities=tuple(self.names.values()), events=tuple(self.events), quotes=tuple(self.quotes),
            sentences=tuple(Sentence(start=a, end=b) for a, b in pairwise(bounds) if a < b),
            places=places, reader=Reader(version="0.1.0", model="made by hand"), **more,
        )  # fmt: skip


TREATY = (
    "Außenministerin Berg und Unterhändler Wolkow haben am Montag in Minsk verhandelt. „Der Vertrag ist nah“, sagte "
    "Anna Berg nach dem Treffen. Igor Wolkow sprach von zähen Stunden. Russland droht Belarus mit höheren Zöllen. Im März "
    "soll der Rat der Flüsse den Vertrag prüfen, an dem 40 Fachleute gearbeitet haben. Deutschland will das Abkommen "
    "unterstützen, sobald beide Seiten unterschrieben haben, und schickt eine Abordnung an den Grenzfluss."
)
HOSTILE = (
    "<script>document.title='ha'</script> <img src=x onerror=alert(1)> Deutschland lobt & dankt </article></body> "
    "\u202egnirts desrever\u202c {{ 7*7 }} ]]> <!-- Anna Berg: „<b>Nie</b> wieder“."
)


def reports() -> list[Report]:
    """The reports of the store, in the order of their coming."""
    treaty = treaty_report("treaty", "Kurier", "Vertrag vor dem Abschluss", TREATY)
    copy = treaty_report("treaty-copy", "Bote", "Vertrag fast fertig", TREATY[: TREATY.index(" Deutschland")])
    other = (
        Draft(
            "riot", "Bei Unruhen in Minsk starben am Dienstag 12 Menschen. Belarus nahm Hunderte fest. „Das war nötig“, hieß "
            "es. Zuvor hatten Belarus und Russland im Sommer gestritten.",
            title="Tote in Minsk", published="2021-03-03", publisher="Kurier",
        )
        .event("ASSAULT", "starben", ["Belarus"], date="2021-03-02", place="Minsk", dead=12)
        .event("COERCE", "nahm", ["Belarus"], date="2021-03-02", place="Belarus", confidence=0.4)
        .event("ACCUSE", "gestritten", ["Belarus"], ["Russland"], date="2020", status="alleged")
        .quote("„Das war nötig“", None)
        .report()
    )  # fmt: skip
    again = (
        Draft("riot-again", "In Minsk starben am Dienstag 15 Menschen, so Igor Wolkow. Belarus bestreitet das.",
              title="15 Tote in Minsk",
              published="2021-03-03", publisher="Bote")
        .event("ASSAULT", "starben", ["Belarus"], date="2021-03-02", place="Minsk", dead=15)
        .event("REJECT", "bestreitet", ["Belarus"], date="2021-03", status="denied")
        .quote("15 Menschen", "Igor Wolkow", "Reported")
        .report()
    )  # fmt: skip
    hostile = (
        Draft("evil/<b>&?#%.json", HOSTILE, title="<script>alert(1)</script>", published="2021-04-01",
              url="javascript:alert(1)",
              publisher='"><img src=x>', removed=(Removed(text="<iframe>", why="markup"),))
        .event("SUPPORT", "lobt", ["Deutschland"], ["Anna Berg"], date="2021-04-01")
        .quote("„<b>Nie</b> wieder“", "Anna Berg")
        .report()
    )  # fmt: skip
    unread = Report(
        article=Article(id="foreign", text="Rien à signaler.", language="fr", published="2021-04-02", url="https://example.org/a"),
        unread="language 'fr' is not supported", reader=Reader(version="0.1.0", model="made by hand"),
    )  # fmt: skip
    return [treaty, copy, other, again, hostile, unread]


def treaty_report(name: str, publisher: str, title: str, text: str) -> Report:
    """One telling of the negotiations."""
    draft = Draft(name, text, title=title, published="2021-03-01", publisher=publisher, dateline="Minsk")
    draft.event("CONSULT", "verhandelt", ["Anna Berg", "Igor Wolkow"], date="2021-03-01", place="Minsk", mode="visit")
    draft.quote("„Der Vertrag ist nah“", "Anna Berg").quote("von zähen Stunden", "Igor Wolkow", "Reported")
    draft.event("THREATEN", "droht", ["Russland"], ["Belarus"], date="2021-03-01", reported_by="q2")
    draft.event("CONSULT", "prüfen", ["Rat der Flüsse"], date="2021-03", status="planned")
    berg, rat = draft.actor("Anna Berg"), draft.actor("Rat der Flüsse")
    start, end = draft.span("40 Fachleute")
    monday = draft.span("am Montag")
    return draft.report(
        times=(Time(start=monday[0], end=monday[1], text="am Montag", type="DATE", value="2021-03-01", edtf="2021-03-01"),),
        quantities=(Quantity(start=start, end=end, text="40 Fachleute", value=40.0, unit=None, of="Fachleute"),),
        relations=(
            Relation(id="r1", type="member_of", subject=berg.entity, object=rat.entity, start=berg.start, end=berg.end),
        ),
    )  # fmt: skip


def made(path: Path) -> Path:
    """The store, written to `path`."""
    with open_store(path) as store:
        for report in reports():
            store.add(report)
    return path
