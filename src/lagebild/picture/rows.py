"""A report as rows of the store's tables."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from functools import cache

from lagebild.edtf import bounds
from lagebild.picture.keys import actor_key
from lagebild.picture.trust import VOUCHED, Trust, trust_of
from lagebild.records import CustomEvent, Event, Participant, Quote, Report, Span

# Between the parts of a quote that its frame breaks.
GAP = " … "


def insert_article(
    db: sqlite3.Connection, report: Report, line: str, number: int | None = None, reading: bytes | None = None
) -> int:
    """Write the row of the article itself; returns its number. The caller holds the transaction.

    `line` is the report's JSON as it is kept; `number` the row of the article that it replaces,
    `reading` what the reading depended on (repeats.py).
    """
    article = report.article
    return _insert(
        db,
        "articles",
        id=number,
        article=article.id,
        source=article.source,
        url=article.url,
        publisher=article.publisher,
        title=article.title,
        published=article.published,
        **_days(article.published),
        dateline=article.dateline,
        language=article.language,
        text=article.text,
        unread=report.unread,
        reader=report.reader.version,
        model=report.reader.model,
        seconds=report.reader.seconds,
        report=line,
        reading=reading,
    )


def insert_findings(
    db: sqlite3.Connection, number: int, report: Report, vouched: Collection[str] = frozenset()
) -> None:
    """Write the rows of what was found in the article with row number `number`; people vouch for the events `vouched`."""
    text = report.article.text
    entities = _insert_entities(db, number, report)
    _insert_sentences(db, number, report)
    _insert_spans(db, number, report)
    quotes = {q.id: _insert_quote(db, number, q, report, entities) for q in report.quotes}
    for event in report.events:
        trust = VOUCHED if event.id in vouched else trust_of(report, event)
        _insert_event(db, number, event, trust, entities, quotes)
    for custom in report.custom:
        _insert_custom(db, number, custom, text)
    for r in report.relations:
        _insert(
            db, "relations", article=number, local=r.id, type=r.type, subject=entities[r.subject],
            object=entities[r.object], start=r.start, end=r.end, since=r.since, until=r.until, confidence=r.confidence,
        )  # fmt: skip


def _insert_entities(db: sqlite3.Connection, number: int, report: Report) -> dict[str, int]:
    numbers = {}
    for e in report.entities:
        numbers[e.id] = _insert(
            db, "entities", article=number, local=e.id, kind=e.kind, name=e.name, wikidata=e.wikidata,
            country=e.country, sector=e.sector, role=e.role, known=int(e.known), actor=actor_key(e, report.article.id),
        )  # fmt: skip
        db.executemany(
            'INSERT INTO mentions (entity, start, "end", form) VALUES (?, ?, ?, ?)',
            [(numbers[e.id], m.start, m.end, m.form) for m in e.mentions],
        )
    return numbers


def _insert_sentences(db: sqlite3.Connection, number: int, report: Report) -> None:
    """Where sentences stand; their codes lie side by side in blocks (codes.py)."""
    db.executemany(
        'INSERT INTO sentences (article, start, "end") VALUES (?, ?, ?)',
        [(number, s.start, s.end) for s in report.sentences],
    )


def _insert_spans(db: sqlite3.Connection, number: int, report: Report) -> None:
    for t in report.times:
        _insert(
            db, "times", article=number, start=t.start, end=t.end, text=t.text, type=t.type, value=t.value,
            edtf=t.edtf, **_days(t.edtf),
        )  # fmt: skip
    for p in report.places:
        _insert(
            db, "places", article=number, start=p.start, end=p.end, text=p.text, name=p.name, country=p.country,
            lat=p.lat, lon=p.lon, geonames=p.geonames,
        )  # fmt: skip
    for q in report.quantities:
        _insert(
            db, "quantities", article=number, start=q.start, end=q.end, text=q.text, value=q.value, unit=q.unit, of=q.of
        )


def _insert_quote(db: sqlite3.Connection, number: int, q: Quote, report: Report, entities: dict[str, int]) -> int:
    text, days = report.article.text, _days(q.date)
    speaker = next((e for e in report.entities if e.id == q.speaker_entity), None)
    return _insert(
        db,
        "quotes",
        article=number,
        local=q.id,
        type=q.type,
        start=min(s for s, _ in q.quote),
        end=max(e for _, e in q.quote),
        text=_join(text, q.quote),
        speaker=_join(text, q.speaker) or None,
        cue=_join(text, q.cue) or None,
        speaker_entity=entities[q.speaker_entity] if q.speaker_entity else None,
        addressee_entity=entities[q.addressee_entity] if q.addressee_entity else None,
        medium=q.medium,
        date=q.date,
        **days,
        day=days["first_day"] or _days(report.article.published)["first_day"],
        actor=actor_key(speaker, report.article.id) if speaker else None,
        country=speaker.country if speaker else None,
        confidence=q.confidence,
    )


def _insert_event(
    db: sqlite3.Connection, number: int, v: Event, trust: Trust, entities: dict[str, int], quotes: dict[str, int]
) -> None:
    event = _insert(
        db,
        "events",
        article=number,
        local=v.id,
        type=v.type,
        mode=v.mode,
        contexts=json.dumps(v.contexts),
        start=v.triggers[0][0],
        end=v.triggers[0][1],
        date=v.date,
        **_days(v.date),
        place=v.place.name if v.place else None,
        place_country=v.place.country if v.place else None,
        geonames=v.place.geonames if v.place else None,
        status=v.status,
        reported_by=quotes[v.reported_by] if v.reported_by else None,
        quad=v.quad,
        goldstein=v.goldstein,
        dead=v.dead,
        injured=v.injured,
        size=v.size,
        confidence=v.confidence,
        sure=trust.act,
        doubts=json.dumps(trust.doubts),
    )
    _insert_participants(db, event, "actor", v.actors, entities)
    _insert_participants(db, event, "recipient", v.recipients, entities)


def _insert_participants(
    db: sqlite3.Connection, event: int, side: str, rows: Iterable[Participant], entities: dict[str, int]
) -> None:
    for p in rows:
        _insert(
            db, "participants", event=event, side=side, entity=entities[p.entity], name=p.name, country=p.country,
            sector=p.sector, start=p.start, end=p.end,
        )  # fmt: skip


def _insert_custom(db: sqlite3.Connection, number: int, c: CustomEvent, text: str) -> None:
    _insert(
        db, "custom_events", article=number, local=c.id, type=c.type, start=c.start, end=c.end,
        text=text[c.start : c.end], date=c.date, **_days(c.date), confidence=c.confidence,
    )  # fmt: skip


def _days(date: str | None) -> dict[str, str | None]:
    first, last = bounds(date) if date else (None, None)
    return {"first_day": first, "last_day": last}


def _join(text: str, spans: Iterable[Span]) -> str:
    return GAP.join(text[start:end] for start, end in spans)


def _insert(db: sqlite3.Connection, table: str, **values: str | int | float | bytes | None) -> int:
    """Insert one row. `table` and the names come from this module, never from input."""
    number = db.execute(_statement(table, tuple(values)), tuple(values.values())).lastrowid
    assert number is not None
    return number


@cache
def _statement(table: str, columns: tuple[str, ...]) -> str:
    names = ", ".join(f'"{name}"' for name in columns)
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"
