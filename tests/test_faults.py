"""Nothing twice, nothing missing: the reader killed at any moment, a full disk, two readers on one store, retries.

The language step is segmentation only (`--language-model segments`): what is tested is all that is around it.
"""

import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from lagebild import pipeline
from lagebild.cli import main
from lagebild.commands.common import Unusable
from lagebild.intake import Failure
from lagebild.picture.provenance import failures, origins, readers, runs, sources
from lagebild.picture.store import Store, open_store
from lagebild.picture.versions import versions
from lagebild.pipeline import Setup
from lagebild.run import read_into

SETUP = Setup(language_model="segments")
KILLS = 20
ARTICLES = 300
# Of the kills: with two reader processes, and with the article that was in hand read apart, in a process of its own. Those
# start anew, which takes a second each time; tests/picture/test_hands.py looks at the latter closely.
WITH_TWO, APART = (9,), (4, 14)
LOOK = os.WEXITED | os.WNOHANG | os.WNOWAIT
READ = ("read", "--language-model", "segments", "--language", "de", "--quiet", "a.jsonl", "-o")


def start(folder: Path, *args: str | Path, before: Callable[[], None] = lambda: None) -> int:
    """The command in a process of its own, a fork of this one: it need not be loaded again twenty times. Returns its id."""
    process = os.fork()
    if process:
        return process
    status = 99
    try:
        os.chdir(folder)
        os.dup2(os.open(folder / "stderr", os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 2)
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)
        before()
        main([str(a) for a in args])
    except SystemExit as stop:
        status = int(stop.code or 0)
    finally:
        sys.stderr.flush()
        os._exit(status)


def end(process: int) -> int | None:
    """Its exit status; None where it was killed."""
    status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    return status if status >= 0 else None


def lines(count: int, broken: bool = True) -> str:
    """JSON Lines with articles that differ, some twice, one changed later on, some that cannot be read.

    The one that changes is of another year: which of its texts stays, when two readers take turns at it, would else
    decide which of the others belong together.
    """
    rows = []
    for n in range(count):
        text = f"Berlin (dpa) - Am {n % 28 + 1}. Mai haben {n + 2} Menschen in Kiew demonstriert. „Es reicht“, sagte Anna Berg."
        row: dict[str, Any] = {"text": text + f" Es war die {n}. Kundgebung.", "published": "2021-05-30"}
        if n % 3:
            row["id"] = f"a{n}"
        if n % 10 == 5:
            row |= {"id": "changing", "published": "2020-05-30"}
        rows.append(json.dumps(row, ensure_ascii=False) if n % 25 != 24 or not broken else '{"text": ""}')
    return "\n".join(rows) + "\n"


def picture(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Everything in a store but times of day and row numbers that depend on the order of two readers."""
    tables = {
        "articles": "article, source, url, title, published, dateline, language, text, unread, reader, model, report",
        "origins": "source, record, path, article, hash, url",
        "failures": "source, record, found, next_step, path, hash",
        "versions": "article, title, published, text",
        "actors": "*",
        "group_member": "kind, member, article, grp, rank, data, day",
    }
    with open_store(path, readonly=True) as store:
        assert store.db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        found = {t: sorted(map(repr, store.db.execute(f"SELECT {c} FROM {t}"))) for t, c in tables.items()}
        for table in ("entities", "mentions", "times", "places", "quotes", "events", "participants", "sentences"):
            found[table] = [str(store.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])]
        words = store.db.execute("SELECT count(*) FROM article_words WHERE article_words MATCH 'Kundgebung'").fetchone()
        found["words"] = [str(words[0])]
    return found  # type: ignore[return-value]


def undisturbed(folder: Path, count: int) -> dict[str, list[tuple[Any, ...]]]:
    """What a run that nothing happens to leaves."""
    (folder / "a.jsonl").write_text(lines(count), encoding="utf-8")
    assert end(start(folder, *READ, "whole.db")) == 1, (folder / "stderr").read_text()
    return picture(folder / "whole.db")


def size(store: Path) -> int:
    if not store.exists():
        return 0
    try:
        with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as db:
            return int(db.execute("SELECT count(*) FROM origins").fetchone()[0])
    except sqlite3.Error:
        return 0


def not_apart() -> None:
    """What would be read in a process of its own is read here: quicker, and the same for the journal."""
    reader = cache(Setup.reader)
    pipeline.read_apart = lambda item, setup: reader(setup)(item)


def test_killed_at_twenty_moments_and_gone_on_with(tmp_path: Path) -> None:
    expected = undisturbed(tmp_path, ARTICLES)
    store = tmp_path / "killed.db"
    chance = random.Random(7)
    killed = 0
    for kill in range(KILLS):
        before = (lambda: None) if kill in APART else not_apart
        process = start(tmp_path, *READ, store, "--jobs", "2" if kill in WITH_TWO else "1", before=before)
        # A few articles further than it came, and then at some moment of the next: so they meet it at work.
        goal = size(store) + chance.randrange(ARTICLES // KILLS)
        deadline = time.monotonic() + 60
        while size(store) < goal and time.monotonic() < deadline and os.waitid(os.P_PID, process, LOOK) is None:
            time.sleep(0.001)
        time.sleep(chance.random() * 0.02)
        os.kill(process, signal.SIGKILL)
        killed += end(process) is None
    assert killed >= KILLS // 2, "most were at work when they were killed"
    assert end(start(tmp_path, *READ, store)) == 1, (tmp_path / "stderr").read_text()
    assert picture(store) == expected
    with open_store(store) as opened:
        assert [r.finished_at is not None for r in runs(opened)] == [True], "all calls were one run"


def test_a_disk_that_fills_up(tmp_path: Path) -> None:
    """A tmpfs of a megabyte where the rights suffice; else a bound on the size of files, which fails writes alike."""
    expected = undisturbed(tmp_path, 100)
    disk = tmp_path / "disk"
    disk.mkdir()
    full = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    mounted = os.geteuid() == 0 and subprocess.run(full, capture_output=True).returncode == 0

    def bounded() -> None:
        if not mounted:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))

    try:
        assert end(start(tmp_path, *READ, disk / "a.db", before=bounded)) == 2
        said = (tmp_path / "stderr").read_text()
        assert "goes on where it stopped" in said and "Traceback" not in said
        if mounted:
            subprocess.run(["mount", "-o", "remount,size=100m", str(disk)], check=True)
        began = size(disk / "a.db")
        assert end(start(tmp_path, *READ, disk / "a.db")) == 1, (tmp_path / "stderr").read_text()
        assert 0 < began < 96 and picture(disk / "a.db") == expected
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(disk)], check=True)


def test_two_readers_at_once_on_one_store(tmp_path: Path) -> None:
    expected = undisturbed(tmp_path, 60)
    both = [start(tmp_path, *READ, "both.db") for _ in range(2)]
    assert [end(process) for process in both] == [1, 1], (tmp_path / "stderr").read_text()
    assert end(start(tmp_path, *READ, "both.db")) == 1
    found = picture(tmp_path / "both.db")
    # "changing" has another text in each line, and the readers may take turns at it: how often it changed, and which of
    # its texts was written last, is theirs.
    for rows in (found, expected):
        rows["versions"] = []
        for table in ("articles", "group_member"):
            assert any("'changing'" in row for row in rows[table])
            rows[table] = [row for row in rows[table] if "'changing'" not in row]
    assert found == expected


def kinds(store: Store, *paths: Path, **how: bool) -> list[str]:
    return [o.kind for o in read_into(store, [str(p) for p in paths], SETUP, **how)]


def test_the_same_again_is_passed_by(tmp_path: Path) -> None:
    source = tmp_path / "a.jsonl"
    source.write_text(lines(4, broken=False), encoding="utf-8")
    with open_store(tmp_path / "a.db") as store:
        assert kinds(store, source) == ["new"] * 4
        assert kinds(store, source) == ["read before"] * 4
        assert kinds(store, source, again=True) == ["same"] * 4
        source.write_text(lines(5, broken=False).replace("„Es reicht“", "„Genug“", 1), encoding="utf-8")
        # The first has no id and another text: it is another article, as one in a file of many always is.
        assert kinds(store, source) == ["new"] + ["read before"] * 3 + ["new"]
        assert readers(store)[0].older is False


def test_other_settings_are_another_reading(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text(
        "Am Montag tagte in Berlin der Rat. Er beriet über den Haushalt und ging ohne Ergebnis auseinander."
    )
    knowledge = tmp_path / "k.csv"
    knowledge.write_text("name,kind\nRat,organisation\n")
    with open_store(tmp_path / "a.db") as store:
        assert kinds(store, source) == ["new"]
        other = Setup(language_model="segments", intake=SETUP.intake.__class__(published="2021-02-22"))
        assert [o.kind for o in read_into(store, [str(source)], other)] == ["changed"]
        assert [o.kind for o in read_into(store, [str(source)], other)] == ["read before"]


def test_failures_are_kept_and_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from lagebild.commands.retry import retry

    page, missing, packed = tmp_path / "p.html", tmp_path / "later.txt", tmp_path / "a.jsonl.gz"
    page.write_text("<html><body>nichts</body></html>")
    packed.write_bytes(b"\x1f\x8b\x08damaged")
    with open_store(tmp_path / "a.db") as store:
        assert kinds(store, page, missing, packed) == ["failed"] * 3
        assert kinds(store, page, missing, packed) == ["failed before", "failed", "failed"]
        assert {f.path for f in failures(store)} == {str(page), str(missing), str(packed)}
    missing.write_text("Am Montag tagte in Berlin der Rat. Er beriet lange über den Haushalt des Landes.")
    with pytest.raises(SystemExit) as ended:
        retry(tmp_path / "a.db")
    assert ended.value.code == 1
    packed.write_text("")
    with open_store(tmp_path / "a.db") as store:
        assert {f.path for f in failures(store)} == {str(page), str(packed)} and store.size() == 1
    with pytest.raises(Unusable, match="no such store"):
        retry(tmp_path / "none.db")


def test_a_failure_of_a_whole_file_is_forgotten_when_the_file_is_sound(tmp_path: Path) -> None:
    import gzip

    packed = tmp_path / "a.jsonl.gz"
    whole = gzip.compress(lines(3, broken=False).encode())
    packed.write_bytes(whole[:-8])
    with open_store(tmp_path / "a.db") as store:
        assert kinds(store, packed)[-1] == "failed"
        packed.write_bytes(whole)
        assert "failed" not in kinds(store, packed)
        assert failures(store) == [] and store.size() == 3


def test_where_an_article_comes_from_and_what_it_was(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    with open_store(tmp_path / "a.db") as store:
        for ending in ("Es gab keinen Beschluss.", "Es gab einen Beschluss.\nDas wurde am Abend bekannt."):
            source.write_text(f"Am Montag tagte in Berlin der Rat des Landes.\n{ending}")
            kinds(store, source)
        ((article,),) = store.db.execute("SELECT article FROM articles").fetchall()
        (origin,) = origins(store, article)
        assert (origin.source, origin.record, origin.path) == (str(source), 0, str(source)) and len(origin.hash) == 32
        (version,) = versions(store.db, article)
        assert version.removed == ("Es gab keinen Beschluss.",)
        assert version.added == ("Es gab einen Beschluss.", "Das wurde am Abend bekannt.")
        assert [(s.articles, s.failures) for s in sources(store)] == [(1, 0)]


class Stalling:
    """A language model that never comes back from one article."""

    def annotate_many(self, docs: list[Any]) -> None:
        while any("Stillstand" in doc.text for doc in docs):
            pass


def test_a_reading_that_hangs_is_ended_and_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lagebild.pipeline.load_model", lambda name: Stalling())
    for name, word in (("a", "Stillstand"), ("b", "Bewegung")):
        text = f"In Berlin herrscht {word} im Streit über den Haushalt des Landes und der Gemeinden."
        (tmp_path / f"{name}.txt").write_text(text)
    with open_store(tmp_path / "a.db") as store:
        setup = Setup(language_model="any", time_limit=0.5)
        first, second = read_into(store, [str(tmp_path)], setup)
        assert (first.kind, second.kind) == ("failed", "new")
        assert isinstance(first.result, Failure) and "and was ended" in first.result.found
