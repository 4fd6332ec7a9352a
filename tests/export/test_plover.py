"""PLOVER records have the manual's fields and nothing empty."""

from lagebild.export.plover import plover_records
from tests.records_for_tests import full_report


def test_fields() -> None:
    report = full_report()
    (record, *_) = plover_records(report)
    event = report.events[0]
    assert record["id"] == f"a1-{event.id}"
    assert record["event"] == [event.type]
    assert record["quad_code"] in (1, 2, 3, 4)
    assert record["event_scale"] == event.goldstein
    assert [a["identifier_text"] for a in record["actor"]] == [p.name for p in event.actors]
    assert record["event_text"] == [report.article.text[a:b] for a, b in event.triggers]
    assert record["cite_info"]["codebook"] == "plover-0.8"


def test_nothing_is_empty() -> None:
    for record in plover_records(full_report()):
        assert all(value not in (None, [], {}) for value in record.values())


def test_a_month_is_no_day() -> None:
    from lagebild.export.plover import _days

    assert _days("2021-02") == (None, None)
    assert _days("2021-02-01/2021-02-03") == ("2021-02-01", "2021-02-03")
    assert _days(None) == (None, None)
