"""The journal of a store: what was read from where, by which command, and what of it is to be read again.

An article's line in the journal is written in the same transaction as its report, so that whatever ends the reader
(kill -9, a power cut, a full disk), what is in the journal is in the store and what is not is read again.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from dataclasses import dataclass
from typing import Literal

from lagebild.intake.source import Failure, Raw
from lagebild.version import MODEL, VERSION

Known = Literal["read", "failed"]


@dataclass(frozen=True, slots=True)
class Command:
    """What makes two calls of the reader the same: go on with the one, not begin another."""

    paths: tuple[str, ...]
    folder: str
    settings: str  # JSON, as the caller can read it back
    digest: str  # of the settings and the content of files that they name

    def key(self) -> str:
        """The same for the same command by the same reader."""
        return _hash(json.dumps([self.paths, self.folder, self.digest, VERSION, MODEL]))


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article, or a failure, comes from."""

    run: int
    source: str
    record: int
    path: str | None  # the file on the disk; None for stdin and the web
    hash: str | None  # of what was found there; None where nothing could be taken out
    url: str | None = None
    fetched: str | None = None


class Journal:
    """One run of a command on an open store."""

    def __init__(self, db: sqlite3.Connection, command: Command) -> None:
        """Begin the run, or go on with it. The caller holds a transaction."""
        self._db, self._digest = db, command.digest
        values = (command.key(), json.dumps(command.paths), command.folder, command.settings, command.digest)
        db.execute(
            "INSERT INTO runs (key, paths, folder, settings, digest, reader, model, started_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now')) "
            "ON CONFLICT (key) DO UPDATE SET finished_at = NULL",
            (*values, VERSION, MODEL),
        )
        self.run = int(db.execute("SELECT id FROM runs WHERE key = ?", (values[0],)).fetchone()[0])

    def origin(self, item: Raw | Failure, path: str | None) -> Origin:
        """Where an item of the input comes from; `path` is the file that was opened for it."""
        if isinstance(item, Failure):
            return Origin(self.run, item.source, item.offset or 0, path, None)
        return Origin(self.run, item.source, item.offset or 0, path, content_hash(item), item.url, item.fetched)

    def known(self, origin: Origin) -> Known | None:
        """What became of the same content at the same place, if a reader as good as this one had it before."""
        row = self._db.execute(
            "SELECT 1 FROM failures f JOIN runs r ON r.id = f.run WHERE f.source = ? AND f.record = ? AND f.hash = ? "
            "AND r.digest = ? AND r.reader = ? AND r.model = ?",
            (origin.source, origin.record, origin.hash, self._digest, VERSION, MODEL),
        ).fetchone()
        if row:
            return "failed"
        row = self._db.execute(
            "SELECT 1 FROM origins o JOIN runs r ON r.id = o.run JOIN articles a ON a.article = o.article "
            "WHERE o.source = ? AND o.record = ? AND o.hash = ? AND r.digest = ? AND a.reader = ? AND a.model = ?",
            (origin.source, origin.record, origin.hash, self._digest, VERSION, MODEL),
        ).fetchone()
        return "read" if row else None

    def finish(self) -> None:
        """Say that the run came to its end. The caller holds a transaction."""
        self._db.execute(
            "UPDATE runs SET finished_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now') WHERE id = ?", (self.run,)
        )


def note(db: sqlite3.Connection, origin: Origin, article: str) -> None:
    """Write down that `article` was read from there. The caller holds the transaction that stores it."""
    db.execute(
        "INSERT INTO origins (source, record, path, run, article, hash, url, fetched_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (source, record) DO UPDATE SET path = excluded.path, run = excluded.run, article = excluded.article, "
        "hash = excluded.hash, url = excluded.url, fetched_at = excluded.fetched_at, read_at = excluded.read_at",
        (
            origin.source, origin.record, origin.path, origin.run, article, origin.hash or "", origin.url,
            origin.fetched,
        ),
    )  # fmt: skip
    db.execute("DELETE FROM failures WHERE source = ? AND record = ?", (origin.source, origin.record))


def note_failure(db: sqlite3.Connection, failure: Failure, origin: Origin | None) -> None:
    """Write down what could not be read. The caller holds the transaction."""
    where = (origin.path, origin.run, origin.hash) if origin else (None, None, None)
    db.execute(
        "INSERT OR REPLACE INTO failures (source, record, found, next_step, path, run, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (failure.source, failure.offset or 0, failure.found, failure.next_step, *where),
    )


def settle(db: sqlite3.Connection, path: str, failed: set[tuple[str, int]]) -> None:
    """Forget failures of a file that was read to its end and in which only `failed` failed. The caller holds a transaction."""
    rows = db.execute("SELECT source, record FROM failures WHERE path = ?", (path,)).fetchall()
    gone = [place for place in rows if tuple(place) not in failed]
    db.executemany("DELETE FROM failures WHERE source = ? AND record = ?", gone)


def content_hash(raw: Raw) -> str:
    """Of all that makes the article: its text and what the source says about it."""
    blob = raw.blob or b""
    said = (raw.id, raw.title, raw.published, raw.url, raw.publisher, raw.language, raw.dated_from, raw.markup)
    return _hash(json.dumps(said) + raw.text, blob)


def _hash(text: str, data: bytes = b"") -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass") + data).hexdigest()[:32]
