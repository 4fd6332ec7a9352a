"""The five rules that every report keeps (docs/records.md), as a function that tests and users call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import msgspec

from lagebild.edtf import is_edtf
from lagebild.records import SCHEMA, CustomEvent, Event, Participant, Quote, Relation, Report, Span


def check(report: Report) -> list[str]:
    """What is wrong with `report`, a sentence a fault; empty where all rules hold.

    Rule 5 (the same bytes when read again) needs the article read twice and is left to tests.
    """
    return [*_spans(report), *_references(report), *_values(report), *_countries(report), *_dates(report)]


def check_line(line: bytes | str) -> list[str]:
    """The same for a line of JSON; a line that does not parse as a report is one fault."""
    try:
        return check(Report.from_json(line))
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        return [f"not a report: {error}"]


def _spans(report: Report) -> Iterator[str]:
    """Rule 1: offsets lie in the text, start < end, `text` equals the slice."""
    text = report.article.text
    for what, start, end in _all_spans(report):
        if not 0 <= start < end <= len(text):
            yield f"{what}: span [{start}, {end}] is not inside the text of {len(text)} characters"
    for kind, rows in (("time", report.times), ("place", report.places), ("quantity", report.quantities)):
        for row in rows:
            if text[row.start : row.end] != row.text:
                yield f"{kind} [{row.start}, {row.end}]: text is {row.text!r}, not the slice"


def _all_spans(report: Report) -> Iterator[tuple[str, int, int]]:
    yield from (("sentence", s.start, s.end) for s in report.sentences)
    for entity in report.entities:
        yield from ((f"mention of {entity.id}", m.start, m.end) for m in entity.mentions)
    for kind, rows in (("time", report.times), ("place", report.places), ("quantity", report.quantities)):
        yield from ((kind, r.start, r.end) for r in rows)
    for quote in report.quotes:
        for part in (quote.quote, quote.speaker, quote.cue, quote.frame, quote.addressee):
            yield from _named(f"quote {quote.id}", part)
    for event in report.events:
        yield from _named(f"trigger of {event.id}", event.triggers)
        yield from _participants(event.id, (*event.actors, *event.recipients))
    for relation in report.relations:
        yield f"relation {relation.id}", relation.start, relation.end
    for custom in report.custom:
        yield f"custom event {custom.id}", custom.start, custom.end
        yield from _participants(custom.id, custom.actors)


def _named(what: str, spans: Iterable[Span]) -> Iterator[tuple[str, int, int]]:
    return ((what, start, end) for start, end in spans)


def _participants(event: str, rows: Iterable[Participant]) -> Iterator[tuple[str, int, int]]:
    return ((f"participant of {event}", p.start, p.end) for p in rows)


def _references(report: Report) -> Iterator[str]:
    """Rule 2: ids are unique and every reference points to a record of this report."""
    groups = (report.entities, report.quotes, report.events, report.relations, report.custom)
    ids = [row.id for rows in groups for row in rows]
    for twice in sorted({i for i in ids if ids.count(i) > 1}):
        yield f"id {twice} is used more than once"
    entities, quotes = {e.id for e in report.entities}, {q.id for q in report.quotes}
    for what, entity in _entity_references(report):
        if entity not in entities:
            yield f"{what} refers to the entity {entity}, which is not in the report"
    for event in report.events:
        if event.reported_by is not None and event.reported_by not in quotes:
            yield f"event {event.id} refers to the quote {event.reported_by}, which is not in the report"


def _entity_references(report: Report) -> Iterator[tuple[str, str]]:
    for quote in report.quotes:
        for entity in (quote.speaker_entity, quote.addressee_entity):
            if entity is not None:
                yield f"quote {quote.id}", entity
    for event in report.events:
        yield from ((f"event {event.id}", p.entity) for p in (*event.actors, *event.recipients))
    for custom in report.custom:
        yield from ((f"custom event {custom.id}", p.entity) for p in custom.actors)
    for relation in report.relations:
        yield from ((f"relation {relation.id}", e) for e in (relation.subject, relation.object))


def _values(report: Report) -> Iterator[str]:
    """Rule 3: every event has a trigger, every quote a span; the schema is ours. (The types hold the enumerations.)"""
    if report.schema != SCHEMA:
        yield f"schema is {report.schema!r}; this version reads {SCHEMA!r}"
    yield from (f"event {e.id} has no trigger" for e in report.events if not e.triggers)
    yield from (f"quote {q.id} has no span" for q in report.quotes if not q.quote)
    judged: tuple[Quote | Event | Relation | CustomEvent, ...]
    judged = (*report.quotes, *report.events, *report.relations, *report.custom)
    for row in judged:
        if not 0.0 <= row.confidence <= 1.0:
            yield f"{row.id}: confidence {row.confidence} is not between 0 and 1"


def _countries(report: Report) -> Iterator[str]:
    """Rule 4, first half: countries are ISO 3166-1 alpha-3."""
    rows: list[tuple[str, str | None]] = [(f"entity {e.id}", e.country) for e in report.entities]
    rows += [("place " + p.text, p.country) for p in report.places]
    for event in report.events:
        rows += [(f"event {event.id}", p.country) for p in (*event.actors, *event.recipients)]
        rows += [(f"place of {event.id}", event.place.country)] if event.place else []
    rows += [(f"custom event {c.id}", p.country) for c in report.custom for p in c.actors]
    yield from (f"{what}: {code!r} is no alpha-3 code" for what, code in rows if code and code not in alpha3_codes())


def _dates(report: Report) -> Iterator[str]:
    """Rule 4, second half: dates are EDTF."""
    rows: list[tuple[str, str | None]] = [("published", report.article.published)]
    rows += [("time " + t.text, t.edtf) for t in report.times]
    dated: tuple[Quote | Event | CustomEvent, ...] = (*report.quotes, *report.events, *report.custom)
    rows += [(row.id, row.date) for row in dated]
    rows += [(r.id, d) for r in report.relations for d in (r.since, r.until)]
    yield from (f"{what}: {date!r} is no EDTF date" for what, date in rows if date and not is_edtf(date))


@cache
def alpha3_codes() -> frozenset[str]:
    """ISO 3166-1 alpha-3 codes, with Kosovo's user-assigned XKX."""
    from lagebild.knowledge.countries import alpha3

    return alpha3()
