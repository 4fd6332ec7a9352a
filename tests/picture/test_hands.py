"""Articles that end their reader: known at the next start, read apart, at last named."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.test_faults import end, start

from lagebild import pipeline
from lagebild.intake import Failure
from lagebild.picture.hands import PATIENCE
from lagebild.picture.journal import Origin
from lagebild.picture.provenance import failures
from lagebild.picture.store import open_store
from lagebild.pipeline import Setup
from lagebild.run import command, read_into

READ = ("read", "--language-model", "segments", "--language", "de", "--quiet", "texts", "-o", "a.db")
ORIGIN = Origin(1, "a.txt", 0, "a.txt", "hash")


class Deadly:
    """A language model that ends its process at one article, as a fault in a library would."""

    def annotate_many(self, docs: list[Any]) -> None:
        if any("Absturz" in doc.text for doc in docs):
            os.kill(os.getpid(), signal.SIGKILL)


def deadly_here() -> None:
    pipeline.load_model = lambda name: Deadly()  # type: ignore[assignment,return-value]


def deadly_everywhere() -> None:
    def none_left(items: list[Any], *rest: Any) -> Iterator[Any]:
        os.kill(os.getpid(), signal.SIGKILL)
        yield

    deadly_here()
    pipeline._in_processes = none_left  # type: ignore[assignment]


def folder(path: Path) -> Path:
    (path / "texts").mkdir()
    for name, word in (("a", "Auftakt"), ("b", "Absturz"), ("c", "Ausklang")):
        text = f"Der Landtag in Mainz sprach am Montag über den {word} der Verhandlungen mit den Gemeinden."
        (path / "texts" / f"{name}.txt").write_text(text, encoding="utf-8")
    return path


def run(path: Path, before: Callable[[], None]) -> tuple[int | None, int]:
    """(exit status, None where it was ended; how many articles the store has then)."""
    status = end(start(path, *READ, before=before))
    with open_store(path / "a.db") as store:
        return status, store.size()


def test_what_ended_its_reader_is_read_in_a_process_of_its_own(tmp_path: Path) -> None:
    folder(tmp_path)
    assert run(tmp_path, deadly_here) == (None, 1)
    # The process of its own is a fresh one, whose model is not deadly; this one goes on with the others.
    assert run(tmp_path, deadly_here) == (0, 3)
    with open_store(tmp_path / "a.db") as store:
        assert store.db.execute("SELECT count(*) FROM in_hand").fetchone() == (0,)


def test_what_ends_every_reader_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    folder(tmp_path)
    for _ in range(PATIENCE):
        assert run(tmp_path, deadly_everywhere) == (None, 1)
    assert run(tmp_path, deadly_everywhere) == (1, 2)
    with open_store(tmp_path / "a.db") as store:
        (failed,) = failures(store)
        assert failed.source.endswith("b.txt") and "ended 3 times while" in failed.found
        assert "lagebild retry" in failed.next_step
    # Asked for, it is tried again.
    with open_store(tmp_path / "a.db") as store:
        setup = Setup(language_model="segments")
        kinds = [o.kind for o in read_into(store, [str(tmp_path / "texts")], setup, retry=True)]
        assert kinds == ["changed", "new", "changed"]  # their names are those of the test's own folder now
        assert [f for f in failures(store) if f.source.startswith(str(tmp_path))] == []


def test_an_orderly_end_leaves_nothing_in_hand(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as store:
        store.begin(command(("a.txt",), Setup()))
        assert store.take_in_hand(ORIGIN) == 0
        store.add_failure(Failure("a.txt", "broken", "Mend it"), ORIGIN)
        assert store.take_in_hand(ORIGIN) == 0


def test_a_reader_at_work_is_no_reader_that_ended(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as store:
        store.take_in_hand(ORIGIN)
        store.db.execute("UPDATE in_hand SET process = ?", (str(os.getppid()),))
        assert store.take_in_hand(ORIGIN) == 0
        gone = os.fork()
        if gone == 0:
            os._exit(0)
        os.waitpid(gone, 0)
        store.db.execute("UPDATE in_hand SET process = ?", (str(gone),))
        assert store.take_in_hand(ORIGIN) == 1
