"""Events as PLOVER records: one JSON object an event, with the field names of the manual (draft 0.8, "PLOVER JSON").

What PLOVER has no field for is added under names of its own, as the manual allows: `status`, `reported_by`, `confidence`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from lagebild.records import Entity, Event, EventPlace, Participant, Report
from lagebild.version import MODEL, VERSION

QUAD_CODES = {"verbal cooperation": 1, "material cooperation": 2, "verbal conflict": 3, "material conflict": 4}
CODEBOOK = "plover-0.8"


def plover_records(report: Report) -> Iterator[dict[str, Any]]:
    """The events of a report as PLOVER records; keys without a value are left out."""
    entities = {e.id: e for e in report.entities}
    for event in report.events:
        yield _whole(_record(report, event, entities))


def _record(report: Report, event: Event, entities: dict[str, Entity]) -> dict[str, Any]:
    start, end = _days(event.date)
    text = report.article.text
    return {
        "id": f"{report.article.id}-{event.id}",
        "has_event": True,
        "date": start,
        "enddate": end,
        "actor": [_entity(p, entities[p.entity], text) for p in event.actors],
        "recipient": [_entity(p, entities[p.entity], text) for p in event.recipients],
        "event": [event.type],
        "mode": [event.mode] if event.mode else None,
        "context": list(event.contexts),
        "event_text": [text[a:b] for a, b in event.triggers],
        "event_loc": _location(event.place),
        "quad_code": QUAD_CODES[event.quad],
        "event_scale": event.goldstein,
        "size": _whole({"dead": event.dead, "injured": event.injured, "participants": event.size}),
        "status": event.status,
        "reported_by": event.reported_by,
        "confidence": event.confidence,
        "text_info": {"start": event.triggers[0][0], "end": event.triggers[-1][1]},
        "cite_info": _whole(
            {
                "citation": report.article.source,
                "url": report.article.url,
                "title": report.article.title,
                "language": report.article.language,
                "publication": report.article.publisher,
                "coder": f"lagebild {VERSION} ({MODEL})",
                "codebook": CODEBOOK,
            }
        ),
        "coder": "lagebild",
    }


def _entity(participant: Participant, entity: Entity, text: str) -> dict[str, Any]:
    return _whole(
        {
            "code": participant.country or ("IGO" if participant.sector == "IGO" else None),
            "sector": participant.sector,
            "entity_text": text[participant.start : participant.end],
            "identifier_id": entity.wikidata,
            "identifier_text": participant.name,
            "office": entity.role,
        }
    )


def _location(place: EventPlace | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return _whole({"resolved_place": place.name, "geonameid": place.geonames, "country_code": place.country})


def _days(edtf: str | None) -> tuple[str | None, str | None]:
    """First and last day of an EDTF date; PLOVER knows whole days only, so an unsure or coarser date is no day."""
    if not edtf:
        return None, None
    first, _, last = edtf.partition("/")
    return _day(first), _day(last) if last else None


def _day(edtf: str) -> str | None:
    try:
        return date.fromisoformat(edtf).isoformat()
    except ValueError:
        return None


def _whole(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if value not in (None, [], {})}
