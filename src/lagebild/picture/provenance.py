"""Where the articles of a store come from, what failed, and what a newer reader would read anew."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from lagebild.picture.store import Store
from lagebild.version import MODEL, VERSION

T = TypeVar("T")


class Run(msgspec.Struct, frozen=True):
    """One command that read into the store."""

    id: int
    paths: str
    folder: str
    settings: str
    reader: str
    model: str
    started_at: str
    finished_at: str | None
    articles: int


class Source(msgspec.Struct, frozen=True):
    """A file or site and what was read from it."""

    path: str | None
    articles: int
    first_read: str | None
    last_read: str | None
    failures: int


class Origin(msgspec.Struct, frozen=True):
    """Where one article was read from."""

    source: str
    record: int
    path: str | None
    url: str | None
    fetched_at: str | None
    hash: str
    read_at: str
    reader: str
    model: str


class Failed(msgspec.Struct, frozen=True):
    """What could not be read."""

    source: str
    record: int
    found: str
    next_step: str
    failed_at: str
    path: str | None
    run: int | None


class ReaderShare(msgspec.Struct, frozen=True):
    """How many articles a version of the reader has read; `older` ones would be read anew."""

    reader: str
    model: str
    articles: int
    older: bool


def runs(store: Store) -> list[Run]:
    """The commands that read into the store, oldest first."""
    return _rows(
        store,
        Run,
        "SELECT id, paths, folder, settings, reader, model, started_at, finished_at, "
        "(SELECT count(*) FROM origins o WHERE o.run = runs.id) AS articles FROM runs ORDER BY id",
    )


def sources(store: Store) -> list[Source]:
    """The files that were read, and sites by their feed, with articles and failures."""
    return _rows(
        store,
        Source,
        "SELECT path, sum(n) AS articles, min(first) AS first_read, max(last) AS last_read, sum(f) AS failures FROM ("
        "SELECT path, count(*) AS n, min(read_at) AS first, max(read_at) AS last, 0 AS f FROM origins GROUP BY path "
        "UNION ALL SELECT path, 0, NULL, NULL, count(*) FROM failures GROUP BY path) GROUP BY path ORDER BY path",
    )


def failures(store: Store, limit: int = -1) -> list[Failed]:
    """What could not be read, the last first."""
    query = "SELECT source, record, found, next_step, failed_at, path, run FROM failures ORDER BY id DESC LIMIT ?"
    return _rows(store, Failed, query, limit)


def origins(store: Store, article: str) -> list[Origin]:
    """The places at which an article was read; more than one where the input repeats it."""
    query = (
        "SELECT o.source, o.record, o.path, o.url, o.fetched_at, o.hash, o.read_at, a.reader, a.model FROM origins o "
        "JOIN articles a ON a.article = o.article WHERE o.article = ? ORDER BY o.read_at, o.source, o.record"
    )
    return _rows(store, Origin, query, article)


def same_text(store: Store, article: str) -> list[str]:
    """The articles with the same text, title, day, dateline and language by the same reader: all were read once."""
    query = (
        "SELECT b.article FROM articles a JOIN articles b ON b.reading = a.reading AND b.id <> a.id "
        "WHERE a.article = ? ORDER BY b.id"
    )
    return [row[0] for row in store.db.execute(query, (article,))]


def readers(store: Store) -> list[ReaderShare]:
    """Which versions of the reader have read how many articles."""
    rows = store.db.execute(
        "SELECT reader, model, count(*) FROM articles GROUP BY reader, model ORDER BY reader, model"
    )
    return [ReaderShare(reader, model, n, (reader, model) != (VERSION, MODEL)) for reader, model, n in rows]


def _rows(store: Store, kind: type[T], query: str, *values: str | int) -> list[T]:
    found = store.db.execute(query, values)
    names = [c[0] for c in found.description]
    return [msgspec.convert(dict(zip(names, row, strict=True)), kind) for row in found]
