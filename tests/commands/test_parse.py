"""`lagebild parse`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lagebild.cli import main
from lagebild.language.conllu import read_conllu

TEXT = "Minister tritt zurück\n\nDer CDU-Politiker Karl Weber kündigte am 9. August im Bundestag Neuwahlen an."


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def run(capsys: pytest.CaptureFixture[str], *args: str) -> str:
    main_args = ["parse", *args]
    with pytest.raises(SystemExit) as end:
        main(main_args)
    assert end.value.code in (0, None)
    return capsys.readouterr().out


def test_json(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(run(capsys, article, "--raw", "--format", "json"))
    assert found["text"] == TEXT and found["language"] == "de"
    assert [TEXT[t["start"] : t["end"]] == t["text"] for t in found["tokens"]] == [True] * len(found["tokens"])
    assert [s["kind"] for s in found["sentences"]] == ["headline", "text"]
    verb = next(t for t in found["tokens"] if t["text"] == "kündigte")
    assert (verb["lemma"], verb["upos"]) == ("kündigen", "VERB")


def test_conllu(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    sentences = list(read_conllu(run(capsys, article, "--raw", "--format", "conllu").splitlines()))
    assert [len([r for r in s.rows if r.head == 0]) for s in sentences] == [1, 1]
    assert [r.form for r in sentences[1].rows][:4] == ["Der", "CDU", "-", "Politiker"]


def test_tree(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, article)
    assert "└─" in out and "Karl Weber [PER]" in out


@pytest.mark.parametrize("args", [["no-such-file.txt", "--raw"], ["a.txt", "--language-model", "de_no_such_model"]])
def test_what_cannot_be_used(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["parse", *args])
    assert end.value.code == 2
    assert args[-1].removeprefix("--raw") in capsys.readouterr().err
