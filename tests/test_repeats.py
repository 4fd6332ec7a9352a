"""Texts that come again are read once, and what is taken over is what would have been read."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import pytest

from lagebild import pipeline
from lagebild.intake import Options, open_raw
from lagebild.picture.provenance import same_text
from lagebild.picture.store import open_store
from lagebild.pipeline import Setup, read_items
from lagebild.records import Article, Report
from lagebild.repeats import Repeats, _Held, key_of
from lagebild.run import read_into

TEXT = "Mainz (dpa) - Ministerin Anna Berg hat am Montag mit den Gemeinden über den Haushalt gesprochen."
SETUP = Setup(language_model="segments", intake=Options(language="de"))
BASE = Article(id="a", text=TEXT, title="Haushalt", published="2021-02-22", dateline="Mainz")
OTHER = (
    ("text", TEXT + " Morgen geht es weiter."),
    ("title", "Streit"),
    ("published", "2021-02-23"),
    ("dateline", "Trier"),
    ("language", "en"),
)
SAME = (("id", "b"), ("source", "x.jsonl:3"), ("url", "https://example.org/3"), ("publisher", "Kreisblatt"))


@pytest.mark.parametrize(("field", "value"), OTHER)
def test_what_a_reading_depends_on(field: str, value: str) -> None:
    assert key_of(msgspec.structs.replace(BASE, **{field: value}), "") != key_of(BASE, "")


@pytest.mark.parametrize(("field", "value"), SAME)
def test_what_it_does_not_depend_on(field: str, value: str) -> None:
    assert key_of(msgspec.structs.replace(BASE, **{field: value}), "") == key_of(BASE, "")


def test_other_knowledge_is_another_reading(tmp_path: Path) -> None:
    (tmp_path / "k.csv").write_text("name,kind\nRat,organisation\n")
    (tmp_path / "t.csv").write_text("name,kind\nKreis,organisation\n")
    given = [
        Setup(),
        Setup(language_model="segments"),
        Setup(knowledge=tmp_path / "k.csv"),
        Setup(ontology=tmp_path / "k.csv"),
    ]
    given.append(Setup(knowledge=tmp_path / "t.csv"))
    assert len({setup.digest() for setup in given}) == len(given)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often which text was really read."""
    counted: Counter[str] = Counter()
    whole = pipeline.read_article

    def read(article: Article, **given: Any) -> Report:
        counted[article.text] += 1
        return whole(article, **given)

    monkeypatch.setattr(pipeline, "read_article", read)
    return counted


def papers(path: Path) -> Path:
    """One agency report in three papers, once with another day, and one of a paper's own."""
    rows = [
        {"id": "1", "text": TEXT, "published": "2021-02-22", "publisher": "Kreisblatt", "url": "https://example.org/1"},
        {"id": "2", "text": TEXT, "published": "2021-02-22", "publisher": "Abendpost", "url": "https://example.com/2"},
        {"id": "3", "text": TEXT, "published": "2021-02-23"},
        {"id": "4", "text": TEXT.replace("Berg", "Tal"), "published": "2021-02-22"},
        {"id": "5", "text": TEXT, "published": "2021-02-22"},
    ]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_a_store_reads_a_text_once(tmp_path: Path, reads: Counter[str]) -> None:
    source = str(papers(tmp_path / "p.jsonl"))
    with open_store(tmp_path / "once.db") as store, open_store(tmp_path / "all.db") as other:
        assert [o.kind for o in read_into(store, [source], SETUP)] == ["new"] * 5
        assert reads[TEXT] == 2 and reads.total() == 3
        assert [o.kind for o in read_into(other, [source], SETUP, again=True)] == ["new"] * 5
        assert reads.total() == 3 + 5
        assert list(store.reports()) == list(other.reports()), "record for record as if each had been read"
        second = store.report("2")
        assert second and second.article.publisher == "Abendpost" and second.article.url == "https://example.com/2"
        assert same_text(store, "2") == ["1", "5"] and same_text(store, "3") == []


def test_a_store_knows_it_in_later_runs(tmp_path: Path, reads: Counter[str]) -> None:
    one, two = (papers(tmp_path / name) for name in ("a.jsonl", "b.jsonl"))
    two.write_text(two.read_text().replace('"id": "', '"id": "x'))
    with open_store(tmp_path / "a.db") as store:
        for source in (one, two):
            assert [o.kind for o in read_into(store, [str(source)], SETUP)] == ["new"] * 5
        assert reads.total() == 3
        # A changed text is read; what was there before is no longer taken over.
        one.write_text(one.read_text().replace("Berg", "Hof"))
        assert [o.kind for o in read_into(store, [str(one)], SETUP)] == ["changed"] * 3 + ["read before", "changed"]
        assert reads.total() == 5


def test_without_a_store_the_last_reports_are_kept(tmp_path: Path, reads: Counter[str]) -> None:
    raws = list(open_raw([str(papers(tmp_path / "p.jsonl"))], SETUP.intake))
    reports = [r for r in read_items(raws, SETUP, repeats=Repeats()) if isinstance(r, Report)]
    assert reads.total() == 3 and [r.article.id for r in reports] == ["1", "2", "3", "4", "5"]
    assert reports[0].reader.seconds > 0 and reports[1].reader.seconds == 0
    every = [r for r in read_items(raws, SETUP) if isinstance(r, Report)]
    assert reads.total() == 3 + 5
    assert [r.sentences for r in reports] == [r.sentences for r in every]


def test_what_is_kept_without_a_store_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    reports = [pipeline.unread(msgspec.structs.replace(BASE, id=str(n)), "no") for n in range(4)]
    size = len(reports[0].to_json())
    monkeypatch.setattr("lagebild.repeats.HELD", 2 * size)
    held = _Held()
    for n, report in enumerate(reports):
        held.put(bytes([n]), report)
        held.get(b"\0")
    assert [held.get(bytes([n])) is not None for n in range(4)] == [True, False, False, True]
