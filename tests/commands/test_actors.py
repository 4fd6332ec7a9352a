"""`lagebild actors` of a store, made by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.picture.stores import made, reports

from lagebild.cli import main


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return made(tmp_path / "a.db")


def lines(capsys: pytest.CaptureFixture[str], *args: object) -> list[dict[str, object]]:
    with pytest.raises(SystemExit) as ended:
        main(["actors", *(str(a) for a in args), "--format", "json"])
    assert not ended.value.code
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_actors_of_a_store_come_once_the_most_told_first(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = lines(capsys, store)
    told = [row["articles"] for row in rows]
    assert told == sorted(told, reverse=True) and told[0] > 1
    assert len({row["actor"] for row in rows}) == len(rows)


def test_a_kind_and_a_limit(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert {row["kind"] for row in lines(capsys, store, "--kind", "country")} == {"country"}
    assert len(lines(capsys, store, "--limit", 2)) == 2


def test_a_name(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = lines(capsys, store)[0]
    assert lines(capsys, store, "--name", first["name"])[0] == first


def test_one_article_of_a_store(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = reports()[0]
    (found,) = lines(capsys, store, "--article", article.article.id)
    assert found["id"] == article.article.id


def test_the_table(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["actors", str(store), "--limit", "3"])
    assert "most articles first" in capsys.readouterr().out
