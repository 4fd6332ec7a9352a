"""How far an event that was read can be trusted, field by field: shown as doubt where it is not enough.

The confidence of an event tells whether its type is right. A line of a page says more: who did it to whom, when, where and
whether it happened. Five logistic regressions over what the report holds (`features`) tell how likely each is right,
given the type; their weights (`trust.tsv`) come from `training/trust.py`, which prints how often they were right.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

import msgspec

from lagebild.records import Event, Participant, Report

FIELDS = ("type", "who", "when", "where", "status")
# A line whose type and participants are right with at least this probability is shown without a mark, and so is a date,
# place or status with FIELD. Chosen on the training articles by cross-validation: docs/picture.md.
SURE, FIELD = 0.7, 0.85
ALL_SIDES = ("CONSULT", "AGREE", "COOPERATE")  # told symmetrically
FAR = 100  # characters between a participant and the word that tells the act
LONG = 200
BIAS = "bias"


class Trust(msgspec.Struct, frozen=True):
    """Probabilities that what is shown of an event is right."""

    act: float  # its type and all participants that it has
    date: float
    place: float
    status: float

    @property
    def doubts(self) -> list[str]:
        """The fields that are to be marked."""
        return [name for name in ("date", "place", "status") if getattr(self, name) < FIELD]


VOUCHED = Trust(1.0, 1.0, 1.0, 1.0)


def trust_of(report: Report, event: Event, table: Mapping[str, tuple[float, ...]] | None = None) -> Trust:
    """How far `event` of `report` can be trusted."""
    found = features(report, event)
    known = [(weights, value) for name, value in found.items() if (weights := (table or of()).get(name))]
    odds = (sum(weights[i] * value for weights, value in known) for i in range(len(FIELDS)))
    kind, who, when, where, status = (1 / (1 + math.exp(-z)) for z in odds)
    return Trust(round(kind * who, 3), round(when, 3), round(where, 3), round(status, 3))


def vouched(read: Report, mended: Report) -> set[str]:
    """The events that a person has corrected: what is left of them was looked at."""
    before = {event.id: _told(event) for event in read.events}
    return {event.id for event in mended.events if _told(event) != before[event.id]}


def _told(event: Event) -> tuple[object, ...]:
    sides = ([p.entity for p in event.actors], [p.entity for p in event.recipients])
    return event.type, event.status, event.date, event.place, sides


def features(report: Report, event: Event) -> dict[str, float]:
    """What the regressions see of an event."""
    inside = _Inside(report, event)
    sure = min(max(event.confidence, 0.02), 0.98)
    found = {BIAS: 1.0, "confidence": math.log(sure / (1 - sure))}
    if inside.at >= 0:
        sentence = report.sentences[inside.at]
        found["length"] = min(sentence.end - sentence.start, 2 * LONG) / LONG
    found["of its type"] = min(sum(v.type == event.type for v in report.events) - 1, 5) / 5
    for names in (_of_act(event, inside), _of_sides(event, inside), _of_date(event, inside), _of_place(event, inside)):
        found.update(dict.fromkeys(names, 1.0))
    return found


class _Inside:
    """Where an event stands in its article."""

    def __init__(self, report: Report, event: Event) -> None:
        self.report = report
        self._starts = [s.start for s in report.sentences]
        self.trigger = event.triggers[0][0]
        self.at = self.sentence(self.trigger)
        self.all = {self.sentence(start) for start, _ in event.triggers}

    def sentence(self, at: int) -> int:
        """The number of the sentence at an offset, -1 between sentences."""
        number = bisect_right(self._starts, at) - 1
        return number if number >= 0 and at < self.report.sentences[number].end else -1


def _of_act(event: Event, inside: _Inside) -> Iterator[str]:
    yield f"type {event.type}"
    yield f"status {event.status}"
    yield f"triggers {min(len(event.triggers), 4)}"
    yield f"position {min(inside.at, 12) // 3}"
    if len(inside.all) > 1:
        yield "told in several sentences"
    if event.reported_by:
        yield "reported"
    if event.mode:
        yield "mode"
    others = [v for v in inside.report.events if v is not event and inside.sentence(v.triggers[0][0]) == inside.at]
    yield f"beside {min(len(others), 3)}"
    if any(v.type == event.type for v in others):
        yield "beside its type"


def _of_sides(event: Event, inside: _Inside) -> Iterator[str]:
    yield f"actors {min(len(event.actors), 3)}"
    yield f"recipients {min(len(event.recipients), 3)}"
    kind = "all" if event.type in ALL_SIDES else "one"
    yield f"sides {kind} {'a' if event.actors else '-'}{'r' if event.recipients else '-'}"
    for side, rows in (("actor", event.actors), ("recipient", event.recipients)):
        for row in rows:
            yield from (f"{side} {name}" for name in _of_participant(row, inside))
    if event.actors and event.recipients:
        shared = {p.country for p in event.actors} & {p.country for p in event.recipients}
        yield "one country" if shared else "other countries"


def _of_participant(row: Participant, inside: _Inside) -> Iterator[str]:
    entity = next(e for e in inside.report.entities if e.id == row.entity)
    yield entity.kind
    yield "known" if entity.known else "not known"
    if not row.country:
        yield "of no country"
    mention = next((m for m in entity.mentions if m.start < row.end and row.start < m.end), None)
    yield f"as {mention.form if mention else 'nothing'}"
    yield f"sector {row.sector}"
    if inside.sentence(row.start) not in inside.all:
        yield "elsewhere"
    elif abs(row.start - inside.trigger) > FAR:
        yield "far"
    if row.start > inside.trigger:
        yield "behind"


def _of_date(event: Event, inside: _Inside) -> Iterator[str]:
    date, published = event.date, inside.report.article.published
    if date is None:
        yield "date none"
        return
    if date == published:
        yield "date of the article"
        return
    here = any(t.edtf == date and inside.sentence(t.start) in inside.all for t in inside.report.times)
    yield "date here" if here else "date from elsewhere"
    yield "date span" if "/" in date else f"date of {len(date)} letters"
    if published and date[:7] < published[:7] and date[:4] < published[:4]:
        yield "date of another year"


def _of_place(event: Event, inside: _Inside) -> Iterator[str]:
    if event.place is None:
        yield "place none"
        return
    name = event.place.name
    here = any(p.name == name and inside.sentence(p.start) in inside.all for p in inside.report.places)
    yield "place here" if here else "place from elsewhere"
    if event.place.country and event.place.country not in {p.country for p in (*event.actors, *event.recipients)}:
        yield "place in another country"


@cache
def of() -> Mapping[str, tuple[float, ...]]:
    """The shipped weights: feature → one a field."""
    text = files("lagebild.picture").joinpath("trust.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith(("#", "feature\t"))]
    return {name: tuple(map(float, weights)) for name, *weights in rows}
