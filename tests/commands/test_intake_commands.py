"""The commands around intake: formats, status, retry, watch."""

import json
import os
from pathlib import Path

import pytest
from tests.intake.fixtures import MORE, NEWS
from tests.watch.server import serving

from lagebild.cli import main
from lagebild.intake.formats import FORMATS

STUB = ("--language-model", "segments")


def run(*args: str | Path) -> int:
    try:
        main([str(a) for a in args])
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


def test_formats_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("formats") == 0
    shown = capsys.readouterr().out
    assert all(f.name in shown for f in FORMATS) and "lagebild[parquet]" in shown
    assert run("formats", "--json") == 0
    assert len(capsys.readouterr().out.splitlines()) == len(FORMATS)


def test_status_and_retry(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(NEWS)
    assert run("read", "a.txt", "b.txt", "-o", "a.db", *STUB, "--quiet") == 1
    assert run("status", "a.db") == 0
    shown = capsys.readouterr().out
    assert "1 article\n" in shown and "a.txt b.txt" in shown and "b.txt: no such file" in shown
    Path("b.txt").write_text(MORE)
    os.chdir("/")
    assert run("retry", tmp_path / "a.db") == 0, "names are those of the folder where they were given"
    assert "1 new" in capsys.readouterr().err
    os.chdir(tmp_path)
    Path("a.txt").write_text(NEWS + "\nEin Nachtrag folgt.")
    assert run("read", "a.txt", "b.txt", "-o", "a.db", *STUB, "--quiet") == 0
    assert run("status", "a.db", "b.txt") == 0
    assert "b.txt" in capsys.readouterr().out
    assert run("status", "a.db", "a.txt", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["origins"][0]["source"] == "a.txt" and found["versions"][0]["added"] == ["Ein Nachtrag folgt."]
    assert run("status", "a.db", "--json") == 0
    assert [s["articles"] for s in json.loads(capsys.readouterr().out)["sources"]] == [1, 1]
    assert run("status", "a.db", "missing") == 2
    assert run("status", "none.db") == 2
    assert run("retry", "none.db") == 2


def test_watching_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serving("good", "empty") as site:
        feeds = tmp_path / "f.toml"
        feeds.write_text(f'pace = 0.01\n[[feed]]\nurl = "{site.url}/rss.xml"\n')
        args = ("watch", feeds, "-o", tmp_path / "a.db", "--once", *STUB)
        assert run(*args) == 1
        assert "private network" in capsys.readouterr().err
        assert run(*args[:3], tmp_path / "b.db", "--once", *STUB, "--allow-private") == 1
        said = capsys.readouterr().err
        assert "new: good" in said and "no article was found" in said
    feeds.write_text("x")
    assert run(*args) == 2
