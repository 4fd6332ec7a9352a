"""`lagebild corrections`, `rebuild`, `reread`, `series` from outside, on a store made by hand."""

import csv
import io
import json
from pathlib import Path

import pytest
from tests.picture.stores import made, reports

from lagebild.cli import main
from lagebild.picture import store as store_module
from lagebild.picture.correct import Correction, anchored
from lagebild.picture.store import migrations, open_store


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return made(tmp_path / "a.db")


def run(*args: object) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(a) for a in args])
    return int(ended.value.code or 0)


def corrected(store: Path) -> int:
    riot = next(r for r in reports() if r.article.id == "riot")
    with open_store(store) as opened:
        return opened.correct(Correction(what="reject", made_by="Eva", **anchored(riot, "event", "v1"))).id


def events_of(store: Path) -> int:
    with open_store(store, readonly=True) as opened:
        return int(opened.db.execute("SELECT count(*) FROM events").fetchone()[0])


def test_corrections_go_round(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    number, file, other = corrected(store), tmp_path / "c.csv", made(tmp_path / "b.db")
    assert events_of(store) == 11
    assert run("corrections", "export", store, file) == 0
    assert run("corrections", "import", other, file) == 0
    assert events_of(other) == 11
    assert run("corrections", "training", store, tmp_path / "t.jsonl") == 0
    assert json.loads((tmp_path / "t.jsonl").read_text(encoding="utf-8"))["right"] is None
    for flag, left in (((), 3), (("--corrected",), 2)):
        assert run("export", store, "-o", tmp_path / "out", *flag) == 0
        lines = (tmp_path / "out/reports.jsonl").read_text(encoding="utf-8").splitlines()
        (riot,) = (r for r in map(json.loads, lines) if r["article"]["id"] == "riot")
        assert len(riot["events"]) == left
    assert run("corrections", "undo", store, number, "--by", "Max") == 0
    assert events_of(store) == 12
    capsys.readouterr()
    assert run("corrections", "list", store) == 0
    assert "undone" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["explode"], "list, export, import"),
        (["import"], "needs a file"),
        (["undo", "99", "--by", "Max"], "not in the log"),
        (["undo", "1"], "--by NAME"),
        (["import", "/nowhere/x.csv"], "Name another file"),
    ],
)
def test_what_cannot_be_done_is_told(
    store: Path, capsys: pytest.CaptureFixture[str], args: list[str], says: str
) -> None:
    assert run("corrections", args[0], store, *args[1:]) == 2
    assert says in capsys.readouterr().err


def test_rebuild_and_reread_name_a_missing_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("rebuild", "reread"):
        assert run(command, tmp_path / "none.db") == 2
        assert "no such store" in capsys.readouterr().err


LOOKING = [
    ["actors", "STORE", "--name", "Berg"], ["corrections", "list", "STORE"], ["events", "STORE"],
    ["export", "STORE", "-o", "OUT"], ["quotes", "STORE"], ["search", "STORE", "Vertrag"], ["series", "STORE"],
    ["serve", "STORE"], ["show", "STORE"], ["status", "STORE"],
]  # fmt: skip


@pytest.mark.parametrize("command", LOOKING, ids=lambda c: c[0])
def test_a_store_of_an_older_version_names_the_next_step(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "old.db"
    monkeypatch.setattr(store_module, "migrations", lambda: migrations()[:6])
    open_store(path).close()
    monkeypatch.undo()
    names = {"STORE": path, "OUT": tmp_path / "out"}
    assert run(*(names.get(a, a) for a in command)) == 2
    told = capsys.readouterr().err.replace("\n", "")
    assert f"lagebild rebuild {path}" in told and "Traceback" not in told


def test_rebuild_keeps_corrections(store: Path) -> None:
    corrected(store)
    assert run("rebuild", store) == 0
    assert events_of(store) == 11


def test_reread_takes_only_what_is_older(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("reread", store, "--older-than", "0.1") == 0
    assert "no article to read again" in capsys.readouterr().err
    assert run("reread", store, "--older-than", "new") == 2


SERIES = [
    (["--pair", "RUS", "BLR", "--by", "day"], {"2021-03-01": "2"}),
    (["--actor", "Belarus", "--type", "ASSAULT", "--by", "week"], {"2021-W09": "2"}),
    (["--place", "Minsk", "--by", "year"], {"2021": "4"}),
    (["--place", "belarus", "--since", "2021-03-02", "--by", "month"], {"2021-03": "3"}),
]


@pytest.mark.parametrize(("args", "counts"), SERIES)
def test_series(store: Path, capsys: pytest.CaptureFixture[str], args: list[str], counts: dict[str, str]) -> None:
    assert run("series", store, *args, "--format", "csv") == 0
    rows = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert {r["period"]: r["events"] for r in rows} == counts


def test_series_as_table_and_json(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("series", store) == 0
    assert "goldstein" in capsys.readouterr().out
    assert run("series", store, "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)[0]["period"]
    assert run("series", store, "--by", "hour") == 2
    assert run("series", store, "--actor", "Niemand") == 2
    assert run("series", store, "--actor", "FRA") == 1, "nothing is there"
