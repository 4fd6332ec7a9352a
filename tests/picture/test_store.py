"""The store: one transaction an article, nothing twice, old stores brought up to date, clear errors."""

import os
import sqlite3
import threading
from pathlib import Path

import msgspec
import pytest
from tests.records_for_tests import full_report

from lagebild.intake import Failure
from lagebild.picture import store as store_module
from lagebild.picture.search import actors, counts, rows, search
from lagebild.picture.store import APPLICATION_ID, StoreError, migrations, open_store
from lagebild.picture.words import wanted
from lagebild.records import Report

TABLES = (
    "articles", "entities", "mentions", "times", "places", "quantities", "quotes", "events", "participants",
    "relations", "custom_events",
)  # fmt: skip


def with_article(report: Report, **values: object) -> Report:
    return msgspec.structs.replace(report, article=msgspec.structs.replace(report.article, **values))


def dump(path: Path) -> list[tuple[object, ...]]:
    """All rows of all tables."""
    with open_store(path, readonly=True) as store:
        return [(t, *row) for t in TABLES for row in store.db.execute(f"SELECT * FROM {t} ORDER BY id")]


def test_a_report_comes_back_as_it_was(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as store:
        assert store.add(full_report()) == "new"
        kept = store.report("a1")
        assert kept is not None and kept.article == full_report().article
        assert msgspec.structs.replace(kept, reader=full_report().reader) == full_report()
        assert [r.article.id for r in store.reports()] == ["a1"]
        assert store.report("zz") is None
        for table in TABLES:
            assert store.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] >= 1, table


def test_the_same_article_again_changes_nothing(tmp_path: Path) -> None:
    path, slower = tmp_path / "a.db", msgspec.structs.replace(full_report().reader, seconds=9.0)
    with open_store(path) as store:
        store.add(full_report())
    before = dump(path)
    with open_store(path) as store:
        assert store.add(full_report()) == "same"
        assert store.add(msgspec.structs.replace(full_report(), reader=slower)) == "same"
    assert dump(path) == before


def test_a_changed_article_replaces_its_report(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as store:
        store.add(full_report())
        changed = with_article(full_report(), text=full_report().article.text + " Nachtrag.")
        assert store.add(changed) == "changed"
        assert store.size() == 1
        assert [h.kind for h in search(store, "Nachtrag")] == ["article"]
        assert [h.kind for h in search(store, "Ministerin")] == ["article", "quote"], "no hit twice"
        assert counts(store)["quotes"] == 1, "old rows are gone with their article"
        store.db.execute("INSERT INTO article_words (article_words) VALUES ('integrity-check')")
        store.db.execute("INSERT INTO quote_words (quote_words) VALUES ('integrity-check')")


SAME = [
    # first article, second article, what adding the second does
    ({"id": "a" * 16, "source": "f.txt"}, {"id": "b" * 16, "source": "f.txt"}, "changed"),
    ({"id": "a" * 16, "url": "https://x.org/1"}, {"id": "b" * 16, "url": "https://x.org/1"}, "changed"),
    ({"id": "a" * 16, "url": "https://x.org/"}, {"id": "b" * 16, "url": "https://x.org/"}, "new"),
    ({"id": "a" * 16, "source": "f.jsonl:1"}, {"id": "b" * 16, "source": "f.jsonl:1"}, "new"),
    ({"id": "a" * 16, "source": "stdin"}, {"id": "b" * 16, "source": "stdin"}, "new"),
    ({"id": "n1", "url": "https://x.org/1"}, {"id": "n2", "url": "https://x.org/1"}, "new"),  # the input names ids
    ({"id": "n1", "source": "f.txt"}, {"id": "n1", "source": "g.txt"}, "changed"),
]


@pytest.mark.parametrize(("first", "second", "added"), SAME)
def test_what_is_the_same_article(tmp_path: Path, first: dict[str, str], second: dict[str, str], added: str) -> None:
    with open_store(tmp_path / "a.db") as store:
        store.add(with_article(full_report(), **{"source": None, **first}))
        assert store.add(with_article(full_report(), **{"source": None, **second})) == added


def test_a_fault_in_the_middle_leaves_the_old_report(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as store:
        store.add(full_report())
        bad = msgspec.structs.replace(with_article(full_report(), title="neu"), entities=())  # references to nothing
        with pytest.raises(KeyError):
            store.add(bad)
        assert store.report("a1") == store.report("a1") != bad
        assert counts(store)["actors"] == 3


def test_readers_read_while_a_writer_writes(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with open_store(path) as writer:
        writer.add(full_report())
        writer.db.execute("BEGIN IMMEDIATE")
        writer.db.execute("DELETE FROM articles")
        with open_store(path, readonly=True) as reader:
            assert reader.size() == 1
        writer.db.execute("ROLLBACK")


def test_a_closed_store_is_whole_in_its_one_file(tmp_path: Path) -> None:
    path, copy = tmp_path / "a.db", tmp_path / "copy.db"
    with open_store(path, readonly=False) as writer:
        reader = sqlite3.connect(path)
        reader.execute("SELECT count(*) FROM articles").fetchone()
        writer.add(full_report())
    copy.write_bytes(path.read_bytes())
    reader.close()
    with open_store(copy, readonly=True) as store:
        assert store.size() == 1


def test_two_writers_queue(tmp_path: Path) -> None:
    path = tmp_path / "a.db"

    def write(letter: str) -> None:
        with open_store(path) as store:
            for n in range(20):
                store.add(with_article(full_report(), id=f"{letter}{n}"))

    threads = [threading.Thread(target=write, args=(letter,)) for letter in "xyz"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open_store(path) as store:
        assert store.size() == 60


def test_an_old_store_is_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.db"
    first = migrations()[:1]
    monkeypatch.setattr(store_module, "migrations", lambda: first)
    with sqlite3.connect(path) as db:
        db.executescript(first[0])
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute("PRAGMA user_version = 1")
        report = full_report().to_json().decode()
        db.execute(
            "INSERT INTO articles (article, language, text, reader, model, seconds, report) VALUES (?,?,?,?,?,?,?)",
            ("a1", "de", full_report().article.text, "0.1.0", "lagebild-1", 0.0, report),
        )
    db.close()
    monkeypatch.undo()
    with open_store(path) as store:
        assert store.db.execute("PRAGMA user_version").fetchone()[0] == len(migrations()) > 1
        assert store.report("a1") == full_report()
        assert search(store, "Ministerin")
        store.add_failure(Failure("x.txt", "empty", "delete it"))


def test_an_old_store_is_not_read_but_names_the_next_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.db"
    monkeypatch.setattr(store_module, "migrations", lambda: migrations()[:6])
    open_store(path).close()
    monkeypatch.undo()
    with pytest.raises(StoreError, match=rf"version 6, now {len(migrations())}.*lagebild rebuild {path}"):
        open_store(path, readonly=True)
    open_store(path).close()
    open_store(path, readonly=True).close()


def test_an_empty_file_is_no_store_to_read(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    with pytest.raises(StoreError, match="no store of lagebild"):
        open_store(tmp_path / "empty.db", readonly=True)


def test_all_tables_are_strict(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as store:
        tables = rows(store, "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
        loose = [r["name"] for r in tables if not r["strict"] and r["name"] != "sqlite_schema"]
        assert loose == []
        assert store.db.execute("PRAGMA foreign_keys").fetchone()[0] == 1
        assert store.db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_a_newer_store_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    open_store(path).close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 999")
    db.close()
    with pytest.raises(StoreError, match=r"version 999.*newer lagebild"):
        open_store(path)


def test_other_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("no database, just text " * 100)
    with pytest.raises(StoreError, match="no SQLite database"):
        open_store(tmp_path / "text.db")
    with sqlite3.connect(tmp_path / "other.db") as db:
        db.execute("CREATE TABLE t (x)")
    db.close()
    with pytest.raises(StoreError, match="no store of lagebild"):
        open_store(tmp_path / "other.db")
    with pytest.raises(StoreError, match="no such store"):
        open_store(tmp_path / "missing.db", readonly=True)


def test_no_folder_to_write_to(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="right to write"):
        open_store(tmp_path / "missing" / "a.db")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_no_right_to_write(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="right to write"):
        open_store(tmp_path / "a.db")


def test_failures_are_kept_until_the_article_is_read(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as store:
        for _ in range(2):
            store.add_failure(Failure("berg.txt", "empty", "delete it"))
        store.add_failure(Failure("many.jsonl", "broken", "mend it", 3))
        assert counts(store)["failures"] == 2
        store.add(full_report())  # its source is berg.txt
        store.add(with_article(full_report(), id="a2", source="many.jsonl:3"))
        assert counts(store)["failures"] == 0


QUERIES = [
    ("sanktionen", '("sanktion" OR "sanktionen" *)'),
    ("EU", '"eu"'),
    ("EU*", '"eu" *'),
    ('"nahe stehend" Putin', '"nah stehend" AND "putin" *'),
    ("AND OR NOT", '"and" AND "or" AND "not"'),
    ("a-b (c)", '"a b" AND "c"'),
    ("text:x ^y", '"text x" AND "y"'),
    ('"', ""),
    ("* - ( )", ""),
    ("", ""),
]


@pytest.mark.parametrize(("typed", "query"), QUERIES)
def test_queries_as_people_type_them(tmp_path: Path, typed: str, query: str) -> None:
    assert wanted(typed).match == query
    with open_store(tmp_path / "a.db") as store:
        search(store, typed)


def test_searching(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as store:
        store.add(full_report())
        assert [h.kind for h in search(store, "gilt")] == ["article", "quote"]
        assert search(store, "gilt")[1].speaker == "Anna Berg"
        assert search(store, "Minister")[0].article == "a1", "beginnings of words are found"
        assert search(store, "gilt nirgends") == []
        assert [a.name for a in actors(store, "berg")] == ["Anna Berg"]
        assert actors(store, "%") == []
