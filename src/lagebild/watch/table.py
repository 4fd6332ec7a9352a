"""The addresses under watch, in the store: what is due, what was found, when to look again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

import msgspec

from lagebild.watch.entries import Entry

NEVER = 9e15  # seconds since 1970


class Watched(msgspec.Struct, frozen=True):
    """A row of `watched`."""

    url: str
    kind: str
    feed: str | None
    stamp: str | None
    etag: str | None
    modified: str | None
    hash: str | None
    tries: int
    next_at: float
    title: str | None
    published: str | None
    language: str | None
    publisher: str | None
    summary: str | None


_COLUMNS = ", ".join(Watched.__struct_fields__)


def add_feed(db: sqlite3.Connection, url: str, parent: str, publisher: str | None, language: str | None) -> None:
    """Watch a feed or a sitemap; `parent` is the one in the list of feeds that it belongs to."""
    db.execute(
        "INSERT INTO watched (url, kind, feed, publisher, language) VALUES (?, 'feed', ?, ?, ?) "
        "ON CONFLICT (url) DO UPDATE SET feed = excluded.feed, publisher = excluded.publisher, language = excluded.language",
        (url, parent, publisher, language),
    )


def add_page(db: sqlite3.Connection, entry: Entry, feed: Watched) -> None:
    """A page that a feed names; due at once where it is new, or where the feed says that it has changed."""
    db.execute(
        "INSERT INTO watched (url, kind, feed, stamp, title, published, language, publisher, summary) "
        "VALUES (?, 'page', ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (url) DO UPDATE SET stamp = excluded.stamp, "
        "title = excluded.title, summary = excluded.summary, next_at = 0, tries = 0 "
        "WHERE kind = 'page' AND stamp IS NOT excluded.stamp",
        (
            entry.url, feed.feed, entry.stamp, entry.title, entry.published, feed.language, feed.publisher,
            entry.summary,
        ),
    )  # fmt: skip


def due(db: sqlite3.Connection, kind: str, now: float, feeds: Iterable[str]) -> list[str]:
    """The addresses of a kind that are due, of the feeds in the list, longest due first."""
    given = list(feeds)
    marks = ", ".join("?" * len(given))
    rows = db.execute(
        f"SELECT url FROM watched WHERE kind = ? AND next_at <= ? AND feed IN ({marks}) ORDER BY next_at, url",
        (kind, now, *given),
    )
    return [url for (url,) in rows]


def row(db: sqlite3.Connection, url: str) -> Watched | None:
    """What is known of an address."""
    found = db.execute(f"SELECT {_COLUMNS} FROM watched WHERE url = ?", (url,)).fetchone()
    return Watched(*found) if found else None


def checked(
    db: sqlite3.Connection, url: str, next_at: float, etag: str | None, modified: str | None, hash: str | None = None
) -> None:
    """An address was fetched (or had not changed)."""
    db.execute(
        "UPDATE watched SET next_at = ?, etag = ?, modified = ?, hash = ?, tries = 0, "
        "checked_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now') WHERE url = ?",
        (next_at, etag, modified, hash, url),
    )


def failed(db: sqlite3.Connection, url: str, next_at: float) -> None:
    """An address could not be fetched; it is due again at `next_at`."""
    db.execute("UPDATE watched SET next_at = ?, tries = tries + 1 WHERE url = ?", (next_at, url))


def next_due(db: sqlite3.Connection, feeds: Iterable[str]) -> float:
    """When the first of all is due, of the feeds in the list."""
    given = list(feeds)
    marks = ", ".join("?" * len(given))
    found = db.execute(f"SELECT min(next_at) FROM watched WHERE feed IN ({marks})", given).fetchone()[0]
    return NEVER if found is None else float(found)
