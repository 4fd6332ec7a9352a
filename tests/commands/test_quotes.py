"""`lagebild quotes` on files and stores."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from lagebild.cli import build

TEXT = "„Das Bier ist aus“, sagte Wirtin Anna Berg am Montag.\n\nDer Rat kündigte Neuwahlen an."


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "wirtin.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*args: str) -> None:
    build(args)(args=list(args), prog_name="lagebild", standalone_mode=False)


def test_jsonl_has_one_quote_a_line(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("quotes", str(file), "--format", "jsonl")
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["type"] for row in rows] == ["Direct", "Reported"]
    assert rows[0]["quote"] == "„Das Bier ist aus“"
    assert "Anna Berg" in rows[0]["speaker"]
    assert TEXT[rows[0]["start"] : rows[0]["end"]] == "„Das Bier ist aus“"


def test_speaker_filters(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("quotes", str(file), "--format", "jsonl", "--speaker", "anna berg")
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_csv_has_a_head(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("quotes", str(file), "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert rows[1]["cue"] == "kündigte … an"


def test_table_names_article_and_speaker(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("quotes", str(file))
    printed = capsys.readouterr().out
    assert "wirtin.txt" in printed
    assert "Anna Berg" in printed


def test_a_store_is_read_like_its_files(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from lagebild.picture.store import open_store
    from lagebild.pipeline import analyse_and_read
    from lagebild.records import Article

    store = tmp_path / "lage.db"
    with open_store(store) as db:
        db.add(analyse_and_read(Article(id="a1", text=TEXT)).report)
    run("quotes", str(store), "--format", "jsonl")
    assert len(capsys.readouterr().out.splitlines()) == 2
