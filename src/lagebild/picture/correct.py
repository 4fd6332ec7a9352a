"""A report with people's corrections applied: a pure function, so that reports and corrections give the same rows again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal

import msgspec

from lagebild.picture.keys import actor_key
from lagebild.records import Entity, EntityKind, Event, EventPlace, Participant, Quote, Report, Sector, Span

What = Literal["merge", "identify", "reject", "type", "status", "date", "place", "speaker", "actors", "recipients"]
PARTIES = ("actors", "recipients")  # what names several actors
Layer = Literal["event", "quote", "actor"]


class Identity(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who an actor is: all that its key over articles is made from."""

    kind: EntityKind
    name: str
    wikidata: str | None = None
    country: str | None = None
    sector: Sector | None = None
    known: bool = False

    def key(self) -> str:
        """The key of the actor's page."""
        return actor_key(self.given_to(Entity(id="", kind=self.kind, name=self.name)), "")

    def given_to(self, entity: Entity) -> Entity:
        """`entity` as this actor. The role is what the article calls it and stays."""
        return msgspec.structs.replace(
            entity, kind=self.kind, name=self.name, wikidata=self.wikidata, country=self.country, known=self.known,
            sector=self.sector or entity.sector,
        )  # fmt: skip


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the log.

    `merge` makes the actor with key `actor` another everywhere; the others change one record of one article, found by
    its place in the text. `value` is the new type, status, EDTF date, place ("Minsk (BLR)") or an `Identity` as JSON (of
    participants, an array of them); empty takes away what was there.
    """

    what: What
    made_by: str
    reason: str = ""
    article: str | None = None
    layer: Layer | None = None
    start: int | None = None  # as read: an event's trigger, a quote from its first to its last character, a mention
    end: int | None = None
    words: str | None = None  # of the article there
    label: str | None = None  # type of the event or quote as read
    actor: str | None = None
    was: str | None = None
    value: str | None = None
    made_at: str = ""
    undone_at: str | None = None
    undone_by: str | None = None
    id: int = 0

    def identity(self) -> Identity | None:
        """The actor that `value` names; None where it names nobody."""
        return msgspec.json.decode(self.value, type=Identity) if self.value else None

    def identities(self) -> list[Identity]:
        """The participants that `value` names."""
        return msgspec.json.decode(self.value, type=list[Identity]) if self.value else []

    def told(self) -> str:
        """`value` in words."""
        if self.what in PARTIES:
            return "; ".join(i.name for i in self.identities())
        identity = self.identity() if self.what in ("merge", "identify", "speaker") else None
        return identity.name if identity else self.value or ""


MergeOf = Callable[[str], Correction | None]


def corrected(report: Report, anchored: Sequence[Correction], merge_of: MergeOf) -> tuple[Report, set[int]]:
    """`report` with the corrections of its article in their order and the merges that concern its actors.

    Returns it with the ids of the corrections that took effect; the others did not find their record.
    """
    used: set[int] = set()
    entities = [_merged(e, report.article.id, merge_of, used) for e in _identified(report, anchored, used)]
    events, quotes = list(report.events), list(report.quotes)
    for correction in anchored:
        if correction.layer == "event":
            events = _event(report, events, entities, correction, merge_of, used)
        elif correction.layer == "quote":
            quotes = _quote(report, quotes, entities, correction, merge_of, used)
    if not used:
        return report, used
    kept = {q.id for q in quotes}
    by_id = {e.id: e for e in entities if e not in report.entities}
    return msgspec.structs.replace(
        report, entities=tuple(entities), quotes=tuple(quotes),
        events=tuple(_with_parties(v, by_id, kept) for v in events),
    ), used  # fmt: skip


def resolved(identity: Identity, merge_of: MergeOf, used: set[int] | None = None) -> Identity:
    """Who an actor is after all merges."""
    seen: set[str] = set()
    while (key := identity.key()) not in seen and (merge := merge_of(key)) is not None:
        seen.add(key)
        identity = merge.identity() or identity
        if used is not None:
            used.add(merge.id)
    return identity


def _identified(report: Report, anchored: Iterable[Correction], used: set[int]) -> list[Entity]:
    entities = {e.id: e for e in report.entities}
    for correction in anchored:
        identity = correction.identity() if correction.what == "identify" else None
        found = _find(report, correction, [(e.id, [(m.start, m.end) for m in e.mentions], "") for e in report.entities])
        if identity and found:
            entities[found] = identity.given_to(entities[found])
            used.add(correction.id)
    return list(entities.values())


def _merged(entity: Entity, article: str, merge_of: MergeOf, used: set[int]) -> Entity:
    merge = merge_of(actor_key(entity, article))
    if merge is None or (identity := merge.identity()) is None:
        return entity
    used.add(merge.id)
    return resolved(identity, merge_of, used).given_to(entity)


def _event(
    report: Report, events: list[Event], entities: list[Entity], c: Correction, merge_of: MergeOf, used: set[int]
) -> list[Event]:
    read = {v.id: v for v in report.events}
    found = _find(report, c, [(v.id, v.triggers, read[v.id].type) for v in events])
    if found is None:
        return events
    used.add(c.id)
    if c.what in PARTIES:
        who = [_entity_of(i, c, entities, report.article.id, merge_of, used) for i in c.identities()]
        return [_with(v, c.what, who) if v.id == found else v for v in events]
    return [new for v in events if (new := _mended(v, c) if v.id == found else v) is not None]


def _with(event: Event, side: str, who: Sequence[Entity]) -> Event:
    """The event with these on one side, each at its mention nearest to the trigger, else at the trigger itself."""
    at = event.triggers[0]
    parties = []
    for e in who:
        spans = [(m.start, m.end) for m in e.mentions] or [at]
        start, end = min(spans, key=lambda s: (abs(s[0] - at[0]), s))
        parties.append(Participant(entity=e.id, name=e.name, start=start, end=end, country=e.country, sector=e.sector))
    return msgspec.structs.replace(event, **{side: tuple(parties)})


def _mended(event: Event, c: Correction) -> Event | None:
    changes: dict[str, Any] = {}
    if c.what == "reject":
        return None
    if c.what == "place":
        changes = {"place": place_of(c.value) if c.value else None}
    elif c.what == "type":
        from lagebild.reading.events.plover import types

        info = {str(k): v for k, v in types().items()}[c.value or event.type]
        changes = {"type": c.value, "mode": None, "quad": info.quad, "goldstein": info.score}
    elif c.what in ("date", "status"):
        changes = {c.what: c.value or None}
    return msgspec.structs.replace(event, **changes)


def _quote(
    report: Report, quotes: list[Quote], entities: list[Entity], c: Correction, merge_of: MergeOf, used: set[int]
) -> list[Quote]:
    read = {q.id: q for q in report.quotes}
    found = _find(report, c, [(q.id, [extent(q.quote)], read[q.id].type) for q in quotes])
    if found is None:
        return quotes
    used.add(c.id)
    changes: dict[str, Any] = {}
    if c.what == "reject":
        return [q for q in quotes if q.id != found]
    if c.what == "speaker":
        changes = _spoken_by(c, entities, report.article.id, merge_of, used)
    elif c.what in ("type", "date"):
        changes = {c.what: c.value or None}
    return [msgspec.structs.replace(q, **changes) if q.id == found else q for q in quotes]


def _spoken_by(
    c: Correction, entities: list[Entity], article: str, merge_of: MergeOf, used: set[int]
) -> dict[str, Any]:
    identity = c.identity()
    if identity is None:
        return {"speaker": (), "speaker_entity": None}
    return {"speaker_entity": _entity_of(identity, c, entities, article, merge_of, used).id}


def _entity_of(
    identity: Identity, c: Correction, entities: list[Entity], article: str, merge_of: MergeOf, used: set[int]
) -> Entity:
    """The entity of an article that somebody is; a new one for whom the article does not name in a way that was read."""
    identity = resolved(identity, merge_of, used)
    same = next((e for e in entities if actor_key(e, article) == identity.key()), None)
    if same is None:
        taken = sum(e.id.startswith(f"c{c.id}") for e in entities)
        same = identity.given_to(
            Entity(id=f"c{c.id}" + (f".{taken}" if taken else ""), kind=identity.kind, name=identity.name)
        )
        entities.append(same)
    return same


def _find(report: Report, c: Correction, candidates: Iterable[tuple[str, Sequence[Span], str]]) -> str | None:
    """The id of the record that a correction means: the one whose span overlaps most, preferably of the same label.

    A rejected label is not another label at the same words: then a newer reader agrees with the person.
    """
    if c.start is None or c.end is None:
        return None
    start = _shifted(report.article.text, c.start, c.end, c.words)
    span = (start, start + c.end - c.start)
    best: tuple[float, str] | None = None
    for name, spans, label in candidates:
        overlap = max((_overlap(span, s) for s in spans), default=0.0)
        same = not c.label or label == c.label
        fits = same or c.what == "type" or (c.what != "reject" and overlap == 1.0)
        if overlap > 0 and fits and (best is None or overlap + same > best[0]):
            best = (overlap + same, name)
    return best[1] if best else None


def _shifted(text: str, start: int, end: int, words: str | None) -> int:
    """Where the anchor's words stand now: the text of an article may have changed above them."""
    if not words or text[start:end] == words:
        return start
    places = []
    at = text.find(words)
    while at >= 0:
        places.append(at)
        at = text.find(words, at + 1)
    return min(places, key=lambda p: abs(p - start), default=start)


def anchored(report: Report, layer: Layer, local: str) -> dict[str, Any]:
    """The fields of a `Correction` that point to the record `local` (v1, q1, e1) of a report as read.

    Raises ValueError where there is none.
    """
    text, article = report.article.text, report.article.id
    found: tuple[Span, str] | None = None
    if layer == "event":
        found = next(((v.triggers[0], v.type) for v in report.events if v.id == local), None)
    elif layer == "quote":
        found = next(((extent(q.quote), q.type) for q in report.quotes if q.id == local), None)
    else:
        spans = [(m.start, m.end) for e in report.entities if e.id == local for m in e.mentions]
        found = (spans[0], "") if spans else None
    if found is None:
        raise ValueError(f"article {article!r} has no {layer} {local!r} with a place in the text")
    (start, end), label = found
    return {
        "article": article,
        "layer": layer,
        "start": start,
        "end": end,
        "words": text[start:end],
        "label": label or None,
    }


def _overlap(a: Span, b: Span) -> float:
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return max(0.0, shared / (max(a[1], b[1]) - min(a[0], b[0])))


def extent(spans: Iterable[Span]) -> Span:
    """From the first to the last character of all spans."""
    spans = tuple(spans)
    return min(s for s, _ in spans), max(e for _, e in spans)


def _with_parties(event: Event, changed: dict[str, Entity], quotes: set[str]) -> Event:
    def renamed(p: Participant) -> Participant:
        e = changed.get(p.entity)
        if e is None:
            return p
        return msgspec.structs.replace(p, name=e.name, country=e.country or p.country, sector=e.sector or p.sector)

    return msgspec.structs.replace(
        event, actors=tuple(map(renamed, event.actors)), recipients=tuple(map(renamed, event.recipients)),
        reported_by=event.reported_by if event.reported_by in quotes else None,
    )  # fmt: skip


def place_of(value: str) -> EventPlace:
    """The place that a person wrote: "Minsk", or "Minsk (BLR)" where the country is to be told."""
    from lagebild.knowledge import default_knowledge

    name, _, rest = value.partition(" (")
    country = rest.rstrip(")") or None
    rows = [r for r in default_knowledge().places(name) if country is None or r.country == country]
    if rows:
        return EventPlace(name=rows[0].name, country=rows[0].country, geonames=rows[0].geonames)
    return EventPlace(name=name, country=country or default_knowledge().country(name))
