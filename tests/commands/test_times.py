"""`lagebild times`: the table, JSON, and what cannot be used."""

import json
from pathlib import Path

import pytest

from lagebild.cli import main

NEWS = "KIEW (dpa) - Am Freitag haben sich die Minister getroffen. Im Mai 2019 hatten sie zuletzt verhandelt.\n"


def run(*args: str | Path) -> int:
    try:
        main(["times", *map(str, args)])
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.txt"
    path.write_text(NEWS, encoding="utf-8")
    return path


def test_table(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(news, "--published", "2021-02-22") == 0
    shown = capsys.readouterr().out
    assert "Freitag" in shown
    assert "2021-02-19" in shown
    assert "Mai 2019" in shown


def test_json(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(news, "--published", "2021-02", "--format", "json") == 0
    article = json.loads(capsys.readouterr().out)
    assert article["published"] == "2021-02"
    assert [(t["text"], t["value"]) for t in article["times"]] == [("Freitag", "2021-02"), ("Mai 2019", "2019-05")]


def test_a_bad_date_and_a_missing_file_say_what_to_do(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(news, "--published", "vorgestern") == 2
    assert "2021-02-22" in capsys.readouterr().err
    assert run("missing.txt") == 2
