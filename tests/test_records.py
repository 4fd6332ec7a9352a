"""The contract: JSON in and out, frozen, strict about its vocabularies."""

import json
import pickle
from pathlib import Path

import msgspec
import pytest

from lagebild.commands.schema import schema_text
from lagebild.records import Report, json_schema
from tests.records_for_tests import full_report

DOCS = Path(__file__).parent.parent / "docs"


def test_json_there_and_back() -> None:
    report = full_report()
    assert Report.from_json(report.to_json()) == report
    assert Report.from_json(report.to_json().decode()) == report
    assert b"\n" not in report.to_json()


def test_names_in_json_follow_the_specification() -> None:
    row = json.loads(full_report().to_json())
    assert row["schema"] == "lagebild/1"
    assert row["relations"][0]["from"] == "2020"
    assert row["article"]["removed"] == [{"text": "Anzeige", "why": "advertising marker"}]
    assert set(row) >= {
        "article",
        "entities",
        "times",
        "places",
        "quantities",
        "quotes",
        "events",
        "relations",
        "reader",
    }


def test_records_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        full_report().article.text = "anders"  # type: ignore[misc]


def test_records_go_to_other_processes() -> None:
    assert pickle.loads(pickle.dumps(full_report())) == full_report()


WRONG = [
    ("events", 0, "type", "WAR"),
    ("events", 0, "status", "maybe"),
    ("quotes", 0, "type", "direct"),
    ("entities", 0, "kind", "animal"),
    ("entities", 0, "sector", "KING"),
    ("times", 0, "type", "MOMENT"),
    ("relations", 0, "type", "likes"),
    ("times", 0, "start", "0"),
]


@pytest.mark.parametrize(("kind", "number", "field", "value"), WRONG)
def test_values_outside_the_vocabulary_are_refused(kind: str, number: int, field: str, value: str) -> None:
    row = json.loads(full_report().to_json())
    row[kind][number][field] = value
    with pytest.raises(msgspec.ValidationError, match=field):
        Report.from_json(json.dumps(row))


def test_committed_schema_is_current() -> None:
    """If this fails: lagebild schema > docs/report.schema.json"""
    assert (DOCS / "report.schema.json").read_text(encoding="utf-8") == schema_text()


def test_every_field_of_the_report_is_documented() -> None:
    text = (DOCS / "records.md").read_text(encoding="utf-8")
    definitions = json_schema()["$defs"]
    assert isinstance(definitions, dict)
    names = {name for d in definitions.values() for name in d["properties"]}
    assert {n for n in names if f"`{n}`" not in text} == set()
