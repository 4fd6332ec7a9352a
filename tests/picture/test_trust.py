"""How far events can be trusted: the table, what lowers trust, people's word, and that rows hold it."""

from pathlib import Path

import msgspec
import pytest
from tests.picture.stores import made, reports

from lagebild.picture import trust
from lagebild.picture.correct import Correction, anchored
from lagebild.picture.events import EventRow, events
from lagebild.picture.filters import Filters
from lagebild.picture.store import Store, open_store
from lagebild.picture.trust import FIELDS, SURE, features, trust_of, vouched
from lagebild.records import Event, EventPlace, Report

TREATY = reports()[0]
TALKS = TREATY.events[0]  # dated by its sentence


def changed(report: Report, event: Event, **values: object) -> trust.Trust:
    other = msgspec.structs.replace(event, **values)
    rows = tuple(other if v.id == event.id else v for v in report.events)
    return trust_of(msgspec.structs.replace(report, events=rows), other)


def test_the_table_has_a_weight_for_each_field() -> None:
    assert len(trust.of()) > 50
    assert {len(weights) for weights in trust.of().values()} == {len(FIELDS)}
    known = [name for r in reports() for v in r.events for name in features(r, v) if name in trust.of()]
    assert len(set(known)) > 20, "the names of the table are those of the code"


def test_what_is_surely_an_event_is_trusted_more() -> None:
    sure = [changed(TREATY, TALKS, confidence=c).act for c in (0.3, 0.6, 0.95)]
    assert sure == sorted(set(sure))


@pytest.mark.parametrize(
    ("field", "values"),
    [("date", {"date": "1987-03-01"}), ("place", {"place": EventPlace(name="Wien", country="AUT")}),
     ("status", {"status": "possible"})],
)  # fmt: skip
def test_what_does_not_stand_in_the_sentence_is_trusted_less(field: str, values: dict[str, object]) -> None:
    assert getattr(changed(TREATY, TALKS, **values), field) < getattr(trust_of(TREATY, TALKS), field)


def test_a_date_and_a_place_left_open_are_no_doubt() -> None:
    assert not {"date", "place"} & set(changed(TREATY, TALKS, date=None, place=None).doubts)


def test_people_vouch_for_what_they_correct(tmp_path: Path) -> None:
    with open_store(made(tmp_path / "a.db")) as store:
        assert not row(store, "riot/v2").sure
        riot = next(r for r in reports() if r.article.id == "riot")
        made_by = Correction(what="date", value="2021-03-01", made_by="Eva", **anchored(riot, "event", "v2"))
        number = store.correct(made_by).id
        assert (row(store, "riot/v2").trust, row(store, "riot/v2").doubts) == (1.0, ())
        store.rebuild()
        assert row(store, "riot/v2").sure
        store.undo(number, "Eva")
        assert not row(store, "riot/v2").sure


def test_only_the_corrected_event_is_vouched_for() -> None:
    mended = msgspec.structs.replace(TALKS, status="planned")
    assert vouched(TREATY, TREATY) == set()
    assert vouched(TREATY, msgspec.structs.replace(TREATY, events=(mended, *TREATY.events[1:]))) == {TALKS.id}


def test_rows_hold_what_the_report_gives(tmp_path: Path) -> None:
    with open_store(made(tmp_path / "a.db")) as store:
        for report in reports():
            for event in report.events:
                found, expected = row(store, f"{report.article.id}/{event.id}"), trust_of(report, event)
                assert (found.trust, list(found.doubts)) == (expected.act, expected.doubts)
                assert found.sure is (expected.act >= SURE)


def row(store: Store, event: str) -> EventRow:
    return next(r for r in events(store.db, Filters(article=event.rpartition("/")[0])) if r.id == event)
