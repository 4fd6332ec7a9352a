"""`lagebild events` on files: formats and filters."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from lagebild.cli import build

TEXT = (
    "Die türkische Regierung kritisierte am Montag Griechenland scharf. Die Polizei nahm in Ankara zwei Journalisten fest. "
    "Zwei Tage zuvor hatte Frankreich Sanktionen gegen die Türkei verhängt."
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "lage.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*args: str) -> None:
    build(args)(args=list(args), prog_name="lagebild", standalone_mode=False)


def lines(capsys: pytest.CaptureFixture[str], *args: str) -> list[dict[str, object]]:
    run("events", *args)
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_who_did_what_to_whom(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = lines(capsys, str(file), "--published", "2021-02-24", "--format", "jsonl")
    assert {row["type"] for row in rows} >= {"ACCUSE", "COERCE"}
    (accuse,) = [row for row in rows if row["type"] == "ACCUSE"]
    assert accuse["recipients"] == "Griechenland"
    assert TEXT[accuse["start"] : accuse["end"]] == "kritisierte"  # type: ignore[misc]
    assert accuse["status"] == "occurred"


def test_filters(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = lines(capsys, str(file), "--format", "jsonl", "--type", "accuse")
    assert [row["type"] for row in rows] == ["ACCUSE"]
    assert lines(capsys, str(file), "--format", "jsonl", "--actor", "GRC")
    assert not lines(capsys, str(file), "--format", "jsonl", "--actor", "Neuseeland")
    assert not lines(capsys, str(file), "--published", "2021-02-24", "--format", "jsonl", "--since", "2022")


def test_plover_and_csv(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    records = lines(capsys, str(file), "--format", "plover")
    assert all(record["event"] for record in records)
    run("events", str(file), "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == len(records)


def test_an_unknown_type_is_named(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run("events", str(file), "--type", "SHOUT")
    assert stopped.value.code == 2
    assert "SHOUT" in capsys.readouterr().err
