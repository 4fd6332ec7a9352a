"""Each rule with a report that breaks it, and only it."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from lagebild.check import check, check_line
from lagebild.records import Report
from tests.records_for_tests import TEXT, full_report

Row = dict[str, Any]


def broken(change: Callable[[Row], object]) -> list[str]:
    """The faults of the full report after a change to its JSON."""
    row = json.loads(full_report().to_json())
    change(row)
    return check(Report.from_json(json.dumps(row)))


def put(value: object, *path: str | int) -> Callable[[Row], None]:
    """A change that sets one field."""

    def change(row: Any) -> None:
        for key in path[:-1]:
            row = row[key]
        row[path[-1]] = value

    return change


FAULTS = [
    # rule 1: spans
    (put(len(TEXT) + 1, "times", 0, "end"), "not inside the text"),
    (put("am Dienstag", "times", 0, "text"), "not the slice"),
    (put("Seestadt.", "places", 0, "text"), "not the slice"),
    (put("20 tonnen", "quantities", 0, "text"), "not the slice"),
    (put([[5, 5]], "quotes", 0, "quote"), "not inside the text"),
    (put([[-1, 5]], "quotes", 0, "speaker"), "not inside the text"),
    (put([[9, 2]], "quotes", 0, "cue"), "not inside the text"),
    (put([[0, 999]], "quotes", 0, "frame"), "not inside the text"),
    (put([[0, 999]], "quotes", 0, "addressee"), "not inside the text"),
    (put([[0, 999]], "events", 0, "triggers"), "not inside the text"),
    (put(999, "events", 0, "actors", 0, "end"), "not inside the text"),
    (put(999, "events", 0, "recipients", 0, "end"), "not inside the text"),
    (put(999, "relations", 0, "end"), "not inside the text"),
    (put(999, "custom", 0, "end"), "not inside the text"),
    (put(999, "sentences", 0, "end"), "not inside the text"),
    (put(999, "entities", 0, "mentions", 0, "end"), "not inside the text"),
    # rule 2: ids and references
    (put("e2", "entities", 0, "id"), "used more than once"),
    (put("v1", "quotes", 0, "id"), "used more than once"),
    (put("e9", "quotes", 0, "speaker_entity"), "e9, which is not in the report"),
    (put("e9", "quotes", 0, "addressee_entity"), "e9, which is not in the report"),
    (put("e9", "events", 0, "actors", 0, "entity"), "e9, which is not in the report"),
    (put("e9", "events", 0, "recipients", 0, "entity"), "e9, which is not in the report"),
    (put("q9", "events", 0, "reported_by"), "q9, which is not in the report"),
    (put("e9", "relations", 0, "subject"), "e9, which is not in the report"),
    (put("e9", "relations", 0, "object"), "e9, which is not in the report"),
    # rule 3: something to point to
    (put([], "events", 0, "triggers"), "has no trigger"),
    (put([], "quotes", 0, "quote"), "has no span"),
    (put(1.5, "events", 0, "confidence"), "not between 0 and 1"),
    (put("lagebild/0", "schema"), "schema is"),
    # rule 4: countries and dates
    (put("GER", "entities", 0, "country"), "'GER' is no alpha-3 code"),
    (put("DE", "places", 0, "country"), "'DE' is no alpha-3 code"),
    (put("XXX", "events", 0, "actors", 0, "country"), "'XXX' is no alpha-3 code"),
    (put("deu", "events", 0, "place", "country"), "'deu' is no alpha-3 code"),
    (put("22.02.2021", "article", "published"), "no EDTF date"),
    (put("2021-02-30", "times", 0, "edtf"), "no EDTF date"),
    (put("Februar", "events", 0, "date"), "no EDTF date"),
    (put("2021-13", "relations", 0, "from"), "no EDTF date"),
    (put("2021-FA", "custom", 0, "date"), "no EDTF date"),
]


def test_a_good_report_has_no_fault() -> None:
    assert check(full_report()) == []


@pytest.mark.parametrize(("change", "fault"), FAULTS)
def test_each_rule(change: Callable[[Row], object], fault: str) -> None:
    assert any(fault in f for f in broken(change))


def test_kosovo_and_open_dates_are_fine() -> None:
    assert broken(put("XKX", "entities", 0, "country")) == []
    assert broken(put("2020-08-09/..", "events", 0, "date")) == []


@pytest.mark.parametrize("line", ["", "{", "[]", '{"schema": "lagebild/1"}', b"\xff\xfe", "null"])
def test_a_line_that_is_no_report_is_one_fault(line: str | bytes) -> None:
    assert len(check_line(line)) == 1
    assert check_line(line)[0].startswith("not a report")
