"""An article's text cut at the bounds of its findings, so that each stretch knows what was found there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from lagebild.records import Report

LAYERS = ("event", "quote", "actor", "time", "place", "quantity", "relation")


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One finding: its layer, its id in the page, what it says, and the spans it was read from."""

    id: str
    layer: str
    label: str
    details: tuple[str, ...]
    confidence: float | None
    spans: tuple[tuple[int, int], ...]
    type: str = ""  # of an event
    mode: str = ""
    country: str | None = None  # codes, worded by the page
    sector: str | None = None
    status: str = ""


class Segment(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of text and the findings that cover it, innermost (shortest) first."""

    text: str
    findings: tuple[Finding, ...]


def findings(report: Report) -> list[Finding]:
    """All findings of a report in the order of the text."""
    names = {e.id: e.name for e in report.entities}
    found = [*_events(report), *_quotes(report, names), *_actors(report), *_others(report, names)]
    return sorted(found, key=lambda f: (f.spans[0], f.layer, f.id))


def _events(report: Report) -> Iterable[Finding]:
    for v in report.events:
        who = " + ".join(p.name for p in v.actors) or "?"
        whom = " → " + " + ".join(p.name for p in v.recipients) if v.recipients else ""
        place = v.place.name if v.place else None
        label = f"{v.type} {v.mode}" if v.mode else v.type
        yield Finding(
            id=v.id, layer="event", label=label, details=_told(f"{who}{whom}", v.date, place),
            confidence=v.confidence, spans=v.triggers, type=v.type, mode=v.mode or "", status=v.status,
        )  # fmt: skip


def _quotes(report: Report, names: dict[str, str]) -> Iterable[Finding]:
    text = report.article.text
    for q in report.quotes:
        written = " ".join(text[a:b] for a, b in q.speaker)
        speaker = names.get(q.speaker_entity or "", written or "?")
        yield Finding(
            id=q.id, layer="quote", label=q.type, details=(speaker,), confidence=q.confidence, spans=(*q.quote, *q.cue)
        )


def _actors(report: Report) -> Iterable[Finding]:
    for e in report.entities:
        if e.mentions:
            spans = tuple((m.start, m.end) for m in e.mentions)
            yield Finding(
                id=e.id,
                layer="actor",
                label=e.name,
                details=_told(e.role),
                confidence=None,
                spans=spans,
                country=e.country,
                sector=e.sector,
            )


def _others(report: Report, names: dict[str, str]) -> Iterable[Finding]:
    for i, t in enumerate(report.times):
        yield Finding(
            id=f"t{i}", layer="time", label=t.value or t.type, details=_told(t.edtf), confidence=None,
            spans=((t.start, t.end),),
        )  # fmt: skip
    for i, p in enumerate(report.places):
        where = _told(f"{p.lat}, {p.lon}" if p.lat is not None else "")
        yield Finding(
            id=f"p{i}",
            layer="place",
            label=p.name,
            details=where,
            confidence=None,
            spans=((p.start, p.end),),
            country=p.country,
        )
    for i, n in enumerate(report.quantities):
        label = f"{n.value:g}" if n.value is not None else n.text
        yield Finding(
            id=f"n{i}",
            layer="quantity",
            label=label,
            details=_told(n.unit, n.of),
            confidence=None,
            spans=((n.start, n.end),),
        )
    for r in report.relations:
        detail = f"{names.get(r.subject, '?')} → {names.get(r.object, '?')}"
        yield Finding(
            id=r.id,
            layer="relation",
            label=r.type,
            details=(detail,),
            confidence=r.confidence,
            spans=((r.start, r.end),),
        )


def _told(*values: str | None) -> tuple[str, ...]:
    return tuple(v for v in values if v)


def segments(text: str, found: Sequence[Finding]) -> list[Segment]:
    """The text in stretches between all bounds; joined they are the text again. Time grows with n log n."""
    opening: dict[int, list[tuple[int, Finding]]] = {}
    bounds = {0, len(text)}
    for finding in found:
        for start, end in finding.spans:
            bounds |= {start, end}
            opening.setdefault(start, []).append((end, finding))
    cuts = sorted(bounds)
    active: list[tuple[int, Finding]] = []
    cut = []
    for start, end in pairwise(cuts):
        active = [(stop, f) for stop, f in active if stop > start] + opening.get(start, [])
        inner = sorted(active, key=lambda pair: (pair[0], pair[1].id))
        cut.append(Segment(text=text[start:end], findings=tuple(dict.fromkeys(f for _, f in inner))))
    return cut
