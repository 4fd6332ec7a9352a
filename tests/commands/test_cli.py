"""The command as people run it: exit status, what goes where, bad input."""

import json
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from lagebild.check import check_line
from lagebild.cli import COMMANDS, main
from lagebild.picture.store import open_store
from lagebild.version import VERSION

NEWS = (
    "date 2021-02 Anzeige\n\nBERLIN (dpa) - Die Bundesregierung hat am Montag über den Haushalt beraten. "
    "„Wir kommen voran“, sagte Ministerin Anna Berg nach der Sitzung. Die Opposition nannte die Pläne unzureichend.\n"
)
ENGLISH = (
    "The government discussed the budget on Monday. The minister said after the meeting that progress was being made, "
    "while members of the opposition called the plans insufficient and demanded further talks in the spring."
)


def run(*args: str | Path) -> int:
    """The exit status of a command line."""
    try:
        main([str(a) for a in args])
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.txt"
    path.write_text(NEWS, encoding="utf-8")
    return path


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--version") == 0
    assert VERSION in capsys.readouterr().out
    assert run("--help") == 0
    listed = capsys.readouterr().out
    assert all(f"  {name} " in listed for name in COMMANDS)


@pytest.mark.parametrize("name", ["read", "show", "search", "export", "check", "schema"])
def test_each_command_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(name, "--help") == 0
    assert f"lagebild {name}" in capsys.readouterr().out


def test_json_is_a_report_a_line(news: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run("read", news, news, "--json") == 0
    lines = capsysbinary.readouterr().out.splitlines()
    assert len(lines) == 2 and [check_line(line) for line in lines] == [[], []]
    assert json.loads(lines[0])["article"]["published"] == "2021-02"


def test_the_summary_is_for_people(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("read", news) == 0
    shown = capsys.readouterr().out
    assert "Berlin" in shown and "2021-02" in shown and "2 passages taken out" in " ".join(shown.split())
    assert max(map(len, shown.splitlines())) <= 80
    assert "\x1b" not in shown, "no colours where there is no terminal"


def test_control_characters_do_not_reach_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text("„Es gilt \x1b[31m\x07\x00 jetzt“, sagte Anna Berg am \x1bMontag in Berlin.", encoding="utf-8")
    run("read", path, "--language", "de")
    assert not set("\x1b\x07\x00") & set(capsys.readouterr().out)


def test_quiet_says_nothing(news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("read", news, "-o", tmp_path / "a.db", "--quiet") == 0
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "")


def test_a_store_is_written_shown_searched_exported(
    news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "a.db"
    assert run("read", news, "-o", store) == 0
    assert run("read", news, "-o", store, "--jobs", "2") == 0
    capsys.readouterr()
    assert run("show", store) == 0
    assert "1 articles" in capsys.readouterr().out
    assert run("show", store, str(news)) == 0
    assert "Berlin" in capsys.readouterr().out
    assert run("show", store, str(news), "--json") == 0
    assert check_line(capsys.readouterr().out) == []
    assert run("search", store, "Haushalt") == 0
    assert "Haushalt" in capsys.readouterr().out
    assert run("search", store, "Haushalt", "--json") == 0
    assert json.loads(capsys.readouterr().out.splitlines()[0])["kind"] == "article"
    assert run("search", store, "Zebra") == 1
    assert run("export", store, "-f", "jsonl", "-o", tmp_path / "out") == 0
    assert run("check", tmp_path / "out" / "reports.jsonl") == 0
    assert run("export", store, "-f", "csv", "-o", tmp_path / "out") == 0
    assert (tmp_path / "out" / "articles.csv").read_text(encoding="utf-8").count("\n") == 2


def test_bad_articles_are_named_and_the_others_read(
    news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.txt").touch()
    store = tmp_path / "a.db"
    assert run("read", tmp_path / "empty.txt", tmp_path / "none.txt", news, "-o", store) == 1
    error = capsys.readouterr().err
    assert "empty.txt: the file is empty" in error and "none.txt: no such file" in error
    with open_store(store) as opened:
        assert opened.size() == 1
        assert opened.db.execute("SELECT count(*) FROM failures").fetchone()[0] == 2


def test_another_language_is_kept_unread(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "en.txt"
    path.write_text(ENGLISH, encoding="utf-8")
    assert run("read", path, "--json") == 0
    row = json.loads(capsys.readouterr().out)
    assert row["article"]["language"] == "en" and "not supported" in row["unread"]
    assert not row["events"] and not row["quotes"] and not row["times"]
    assert run("read", path) == 0
    assert "Not read" in capsys.readouterr().out


UNUSABLE = [
    (["read"], "Missing argument"),
    (["read", "FILE", "--published", "gestern"], "is no date"),
    (["read", "FILE", "--language", "xx"], "not supported"),
    (["read", "FILE", "--format", "doc"], "not known"),
    (["read", "FILE", "--fields", "x"], "no field mapping"),
    (["read", "FILE", "--jobs", "0"], "jobs"),
    (["read", "FILE", "--knowledge", "missing.csv"], "no such file"),
    (["read", "FILE", "--ontology", "missing.toml"], "no such file"),
    (["read", "FILE", "-o", "missing/folder/a.db"], "right to write"),
    (["read", "FILE", "-o", "FILE"], "no SQLite database"),
    (["show", "missing.db"], "no such store"),
    (["search", "missing.db", "x"], "no such store"),
    (["export", "missing.db"], "no such store"),
    (["export", "FILE", "-f", "xml"], "not known"),
    (["check", "missing.jsonl"], "No such file"),
    (["frobnicate"], "frobnicate"),
]


@pytest.mark.parametrize(("args", "message"), UNUSABLE)
def test_unusable_arguments(
    args: list[str], message: str, news: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(news.parent)
    assert run(*(str(news) if a == "FILE" else a for a in args)) == 2
    assert message in capsys.readouterr().err


def test_check_names_the_line_and_the_fault(news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("read", news, "--json")
    row = json.loads(capsys.readouterr().out)
    row["article"]["published"] = "gestern"
    path = tmp_path / "r.jsonl"
    path.write_text(json.dumps(row) + "\nnonsense\n", encoding="utf-8")
    assert run("check", path) == 1
    shown = capsys.readouterr().out
    assert f"{path}:1: published: 'gestern' is no EDTF date" in shown and f"{path}:2: not a report" in shown


def spawn(*args: str | Path, **pipes: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "lagebild", *map(str, args)]
    # A shell starts background jobs with SIGINT ignored, and children inherit that: the test must not depend on it.
    heed = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    return subprocess.Popen(command, preexec_fn=heed, **pipes)  # type: ignore[call-overload,no-any-return]


def test_the_other_end_of_the_pipe_may_close(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text((json.dumps({"text": NEWS}) + "\n") * 40, encoding="utf-8")
    process = spawn("read", path, "--json", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout and process.stderr
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(60) == 141
    assert process.stderr.read() == b""


def test_ctrl_c_ends_at_once_and_leaves_a_sound_store(tmp_path: Path) -> None:
    path, store = tmp_path / "a.jsonl", tmp_path / "a.db"
    path.write_text("".join(json.dumps({"id": str(n), "text": NEWS}) + "\n" for n in range(3000)), encoding="utf-8")
    process = spawn("read", path, "-o", store, "--quiet", "--jobs", "2", stderr=subprocess.PIPE)
    assert process.stderr
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not _stored(store):
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 130
    assert b"interrupted" in process.stderr.read()
    with open_store(store) as opened:
        assert 0 < opened.size() < 3000
        assert opened.db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def _stored(store: Path) -> bool:
    if not store.exists() or not os.path.getsize(store):
        return False
    try:
        with open_store(store, readonly=True) as opened:
            return opened.size() > 0
    except Exception:  # the schema is being written
        return False
