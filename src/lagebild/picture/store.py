"""The store: reports in one SQLite file that readers can open while a writer writes.

    with open_store("lage.db") as store:
        store.add(report)

One transaction an article. The schema is the sequence of files in `migrations/`; a store of an older version is brought
up to date when it is opened for writing.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, suppress
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

import msgspec

from lagebild.intake.source import Failure
from lagebild.picture import hands, journal, log, upkeep, versions, volume
from lagebild.picture.correct import Correction
from lagebild.picture.hands import Hands
from lagebild.picture.journal import Origin
from lagebild.picture.merge import Picture, number_features
from lagebild.records import Report

APPLICATION_ID = 0x4C616765  # "Lage", in the header of the file
# How long a writer waits for another before it gives up; a transaction takes milliseconds.
WAIT_SECONDS = 30.0
# Steps whose tables and columns are filled from the articles that are there.
FILLED = {7: volume.fill, 9: upkeep.trust_anew, 11: number_features}
MAPPED = 0x7FFF0000  # bytes of the file, the most that SQLite maps
Added = Literal["new", "changed", "same"]
_COMPUTED_ID = re.compile(r"[0-9a-f]{16}")  # a hash of the text, made by intake where the input names no id
_RECORD = re.compile(r"(?P<file>.+):(?P<record>\d{1,15})", re.DOTALL)  # `reports.jsonl:12`
_PAGE = re.compile(r"\w+://[^/]+/.")  # an address of more than the site itself


class StoreError(Exception):
    """The file cannot be used as a store; the message says why and what to do."""


class Store:
    """An opened store. Not to be shared between threads; open one for each."""

    def __init__(self, path: str | Path, db: sqlite3.Connection) -> None:
        self.path = Path(path)
        self.db = db
        self._picture = Picture(db)
        self._hands = Hands(db)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. It holds all by itself then, whoever else has it open: people copy it without its log."""
        with suppress(sqlite3.Error):  # open for reading only, or the disk is full: the log keeps what is in it
            self.db.execute("PRAGMA wal_checkpoint(PASSIVE)")
        self.db.close()

    def add(self, report: Report, origin: Origin | None = None, reading: bytes | None = None) -> Added:
        """Keep `report`. The same again changes nothing; a changed article replaces what was kept.

        With `origin`, where it was read from is written down in the same transaction; with `reading`, what its reading
        depended on (`repeats.key_of`), so that the same text need not be read again.

        An article is the same if it has the same id. One whose input gives no id is also the same if it comes from
        the same page (URL) or fills the same file: then its text has changed.
        """
        line = _comparable(report)
        with self._transaction():
            added = self._put(report, line, reading)
            self._clear_failure(report.article.source)
            if origin:
                journal.note(self.db, origin, report.article.id)
                hands.put_down(self.db, origin)
        return added

    def _put(self, report: Report, line: str, reading: bytes | None) -> Added:
        old = self._find(report)
        if old is not None and old[1] == line:
            return "same"
        if old is not None:
            versions.keep(self.db, old[0], report.article)
            self._remove(old[0], report.article.id)
        upkeep.add(self.db, self._picture, report, line, old[0] if old else None, reading)
        return "new" if old is None else "changed"

    def add_failure(self, failure: Failure, origin: Origin | None = None) -> None:
        """Keep what could not be read and why; a later success at the same place clears it."""
        with self._transaction():
            journal.note_failure(self.db, failure, origin)
            if origin:
                hands.put_down(self.db, origin)

    def take_in_hand(self, origin: Origin) -> int:
        """Write down that this process reads what is there; returns how often a reader ended with it in hand before."""
        with self._transaction():
            return self._hands.take(origin)

    def put_down(self, origins: Iterable[Origin]) -> None:
        """Write down that this process has let go of what it had in hand."""
        with self._transaction():
            for origin in origins:
                hands.put_down(self.db, origin)

    def begin(self, command: journal.Command) -> journal.Journal:
        """The journal of a command: begun, or where it is known, gone on with."""
        with self._transaction():
            return journal.Journal(self.db, command)

    def end(self, run: journal.Journal, settled: Mapping[str, set[tuple[str, int]]]) -> None:
        """The command came to its end; `settled` are the files read to theirs with the places that failed in them."""
        with self._transaction():
            for path, failed in settled.items():
                journal.settle(self.db, path, failed)
            run.finish()

    def correct(self, made: Correction) -> Correction:
        """Enter a correction and apply it; returns it with its number. Raises ValueError where it cannot be made."""
        with self._transaction():
            entered = log.enter(self.db, log.checked(self.db, made))
            if entered.undone_at is None:
                upkeep.refresh(self.db, self._picture, upkeep.affected(self.db, entered))
        return entered

    def undo(self, number: int, by: str, at: str | None = None) -> Correction:
        """Undo a correction: the rows are again as if it had not been made. The log keeps it. Raises ValueError."""
        with self._transaction():
            made = log.correction(self.db, number)
            if made is None or made.undone_at:
                raise ValueError(f"correction {number} is " + ("undone already" if made else "not in the log"))
            log.strike(self.db, number, by, at)
            upkeep.refresh(self.db, self._picture, upkeep.affected(self.db, made))
        return made

    def rebuild(self) -> int:
        """Make everything anew from the stored reports and the corrections; returns how many articles there are.

        One transaction: whoever looks meanwhile sees the old rows, and a rebuild that is cut off changes nothing.
        """
        with self._transaction():
            return upkeep.rebuild(self.db, self._picture)

    def report(self, article: str) -> Report | None:
        """The report of the article with this id as it was read, or None."""
        row = self.db.execute("SELECT report FROM articles WHERE article = ?", (article,)).fetchone()
        return Report.from_json(row[0]) if row else None

    def reports(self, *, corrected: bool = False) -> Iterator[Report]:
        """All reports, in the order in which their articles were first stored; as read, or with people's corrections."""
        for (line,) in self.db.execute("SELECT report FROM articles ORDER BY id"):
            report = Report.from_json(line)
            yield upkeep.with_corrections(self.db, report) if corrected else report

    def size(self) -> int:
        """How many articles are kept. (No `__len__`: an empty store is not false.)"""
        return int(self.db.execute("SELECT count(*) FROM articles").fetchone()[0])

    def _find(self, report: Report) -> tuple[int, str] | None:
        article = report.article
        keys = [("article", article.id)]
        if _COMPUTED_ID.fullmatch(article.id):
            if article.url and _PAGE.match(article.url):
                keys.append(("url", article.url))
            elif article.source and _is_whole_file(article.source):
                keys.append(("source", article.source))
        for column, value in keys:
            row = self.db.execute(f"SELECT id, report FROM articles WHERE {column} = ?", (value,)).fetchone()
            if row:
                return int(row[0]), str(row[1])
        return None

    def _remove(self, number: int, successor: str) -> None:
        """Take an article out; its corrections go on to the one that takes its place."""
        (article,) = self.db.execute("SELECT article FROM articles WHERE id = ?", (number,)).fetchone()
        upkeep.take_out(self.db, self._picture, number)
        self.db.execute("DELETE FROM articles WHERE id = ?", (number,))
        if article != successor:
            for table in ("corrections", "origins", "versions"):
                self.db.execute(f"UPDATE {table} SET article = ? WHERE article = ?", (successor, article))

    def _clear_failure(self, source: str | None) -> None:
        found = _RECORD.fullmatch(source or "")
        place = (found["file"], int(found["record"])) if found else (source, 0)
        self.db.execute("DELETE FROM failures WHERE source = ? AND record = ?", place)

    def transaction(self) -> AbstractContextManager[None]:
        """For several changes that are made together or not at all."""
        return _Transaction(self)

    def _transaction(self) -> AbstractContextManager[None]:
        return _Transaction(self)


class _Transaction:
    """BEGIN IMMEDIATE ... COMMIT, so that two writers queue instead of failing half-way."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def __enter__(self) -> None:
        try:
            self.store.db.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise StoreError(_worded(self.store.path, error)) from error

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        db = self.store.db
        try:
            if db.in_transaction:
                db.execute("ROLLBACK" if kind else "COMMIT")
        except sqlite3.Error as failed:
            if db.in_transaction:  # a COMMIT on a full disk leaves it open
                with suppress(sqlite3.Error):
                    db.execute("ROLLBACK")
            raise StoreError(_worded(self.store.path, failed)) from error
        if isinstance(error, sqlite3.OperationalError):
            raise StoreError(_worded(self.store.path, error)) from error


def open_store(path: str | Path, *, readonly: bool = False) -> Store:
    """Open a store, made if it is not there (unless `readonly`). Raises StoreError with the next step."""
    path = Path(path)
    if readonly and not path.exists():
        raise StoreError(f"{path}: no such store. Make one with: lagebild read FILES -o {path}")
    try:
        db = _connect(path, readonly)
        _check_version(path, db, readonly)
        if not readonly:
            _migrate(db)
    except sqlite3.Error as error:
        raise StoreError(_worded(path, error)) from error
    return Store(path, db)


def _keep_log(db: sqlite3.Connection) -> None:
    """Write-ahead logging. SQLite does not wait by itself where two programs turn it on in the same new file."""
    end = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(0.02)


def _connect(path: Path, readonly: bool) -> sqlite3.Connection:
    target = f"{path.resolve().as_uri()}?mode={'ro' if readonly else 'rwc'}"
    db = sqlite3.connect(target, uri=True, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False)
    db.execute("PRAGMA foreign_keys = ON")
    if not readonly:
        _keep_log(db)
        # With WAL a power cut loses at most the last articles, never the file.
        db.execute("PRAGMA synchronous = NORMAL")
        # In a large store an article touches many pages, few of them the same as the next one's: they are copied into the
        # file every 32 MB of log and not every 4, and 128 MB of them are kept at hand.
        db.execute("PRAGMA wal_autocheckpoint = 8000")
        db.execute("PRAGMA cache_size = -128000")
        # The rest is fetched from the mapped file, by no call and without a copy: the memory is the system's cache of the
        # file, which it takes back when it needs it.
        db.execute(f"PRAGMA mmap_size = {MAPPED}")
    return db


def _check_version(path: Path, db: sqlite3.Connection, readonly: bool) -> None:
    version, application = _pragma(db, "user_version"), _pragma(db, "application_id")
    empty = not db.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
    if application != APPLICATION_ID and (readonly or not empty):
        raise StoreError(f"{path}: a database, but no store of lagebild. Name another file")
    if version > len(migrations()):
        raise StoreError(
            f"{path}: the store has schema version {version}, this lagebild knows up to {len(migrations())}. "
            "Use a newer lagebild (pip install -U lagebild), or name another file"
        )
    if readonly and version < len(migrations()):
        raise StoreError(
            f"{path}: an older lagebild made this store (schema version {version}, now {len(migrations())}). Bring it up to "
            f"date with: lagebild rebuild {path}"
        )


def _migrate(db: sqlite3.Connection) -> None:
    """Apply the steps that the store has not had, each with its number in one transaction."""
    for number, step in enumerate(migrations(), start=1):
        if _pragma(db, "user_version") >= number:
            continue
        db.execute("BEGIN IMMEDIATE")
        try:
            if _pragma(db, "user_version") < number:  # another process may have been quicker
                for statement in _statements(step):
                    db.execute(statement)
                if fill := FILLED.get(number):
                    fill(db)
                db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                db.execute(f"PRAGMA user_version = {number}")
            db.execute("COMMIT")
        except BaseException:
            db.execute("ROLLBACK")
            raise


def _statements(script: str) -> Iterator[str]:
    """The statements of a script. (`executescript` would commit the transaction that holds them together.)"""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""


@cache
def migrations() -> tuple[str, ...]:
    """The steps of the schema in order; their number is the version."""
    folder = files("lagebild.picture.migrations")
    names = sorted(f.name for f in folder.iterdir() if f.name.endswith(".sql"))
    return tuple((folder / name).read_text(encoding="utf-8") for name in names)


def _pragma(db: sqlite3.Connection, name: str) -> int:
    return int(db.execute(f"PRAGMA {name}").fetchone()[0])


def _is_whole_file(source: str) -> bool:
    """Whether an article fills its source: not `reports.jsonl:12`, not stdin."""
    return source != "stdin" and not _RECORD.fullmatch(source)


def _comparable(report: Report) -> str:
    """The report's JSON without what differs from one reading to the next."""
    reader = msgspec.structs.replace(report.reader, seconds=0.0)
    return msgspec.structs.replace(report, reader=reader).to_json().decode()


def _worded(path: Path, error: sqlite3.Error) -> str:
    text = str(error)
    if "unable to open" in text or "readonly" in text or "permission" in text:
        return f"{path}: the store cannot be written or opened ({text}). Check the folder and the right to write there"
    if "not a database" in text:
        return f"{path}: the file is no SQLite database. Name another file for the store"
    if "locked" in text:
        return f"{path}: another program has held the store for {WAIT_SECONDS:.0f} s. Try again when it has finished"
    if "full" in text or "disk I/O" in text:
        step = "Make room and run the same command again: it goes on where it stopped"
        return f"{path}: the disk is full or failing ({text}). {step}"
    return f"{path}: {text}"
