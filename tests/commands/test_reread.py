"""`lagebild reread`: each article with what it was read with before."""

from pathlib import Path

import pytest

from lagebild.cli import main
from lagebild.picture.store import open_store
from lagebild.version import VERSION

TEXT = "Der Landtag in Mainz sprach am Montag mit der Quibbelstiftung über den Haushalt. Sie lobte die Gemeinden."


def run(*args: object) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(a) for a in args])
    return int(ended.value.code or 0)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An article that was read by an older reader, with knowledge of the user's own, from another folder."""
    monkeypatch.chdir(tmp_path)
    Path("k.csv").write_text("name,kind,country\nQuibbelstiftung,organization,LUX\n", encoding="utf-8")
    Path("a.txt").write_text(TEXT, encoding="utf-8")
    assert run("read", "a.txt", "-o", "a.db", "--knowledge", "k.csv", "--language", "de", "--quiet",
               "--language-model", "segments") == 0  # fmt: skip
    with open_store("a.db") as opened:
        then = "UPDATE articles SET reader = '0.0.9', report = replace(report, ?, '\"version\":\"0.0.9\"')"
        opened.db.execute(then, (f'"version":"{VERSION}"',))
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    return tmp_path / "a.db"


def country(store: Path) -> list[str | None]:
    with open_store(store, readonly=True) as opened:
        return [c for (c,) in opened.db.execute("SELECT country FROM entities WHERE name = 'Quibbelstiftung'")]


def test_with_the_settings_of_the_first_reading(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = country(store)
    assert before == ["LUX"]
    assert run("reread", store, "--older-than", "0.1.0") == 0
    assert "1 changed" in capsys.readouterr().err, "the reader's version is part of the report"
    assert country(store) == before
    assert run("reread", store, "--older-than", "0.1.0") == 0
    assert "no article to read again (1 were read by version 0.1.0 or a newer one)" in capsys.readouterr().err


def test_a_file_of_settings_that_is_gone(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "k.csv").rename(tmp_path / "l.csv")
    assert run("reread", store) == 2
    assert "k.csv: it was read with this file, which is gone" in capsys.readouterr().err
    assert run("reread", store, "--knowledge", tmp_path / "l.csv") == 0
    assert country(store) == ["LUX"]
