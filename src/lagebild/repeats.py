"""Texts that come again: agency reports in many papers, crawls that repeat each other. They are read once.

What is read from an article depends on its text, title, day, dateline and language, and on the reader and what it was
given; `Key` is the hash of all that. An article with a known key takes its report over, with its own id, source,
address and publisher. With a store the reports are those of the store; without one, the last ones of this process.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import msgspec

from lagebild.records import Article, Report
from lagebild.version import MODEL, VERSION

# Bytes of reports that a reader without a store keeps at hand: some 3,000.
HELD = 32_000_000


class Seen(Protocol):
    """Where reports of texts read before are found."""

    def get(self, key: bytes) -> Report | None:
        """The report of an article with this key."""
        ...

    def put(self, key: bytes, report: Report) -> None:
        """A report that was made in this process."""
        ...


@dataclass(frozen=True, slots=True)
class Repeats:
    """Whether and where to look for texts read before. Plain values, so that reader processes can be given it."""

    store: Path | None = None  # None: the last reports of the process
    wanted: bool = True  # false: everything is read

    def open(self) -> Seen:
        """In the process that reads."""
        if not self.wanted:
            return _Nothing()
        return _Stored(self.store) if self.store else _Held()


def key_of(article: Article, settings: str) -> bytes:
    """What the reading of `article` depends on; `settings` is the hash of what the reader was given (`digest_of`)."""
    said = (VERSION, MODEL, settings, article.title, article.published, article.dateline, article.language)
    return hashlib.sha256(json.dumps(said).encode() + article.text.encode()).digest()[:16]


def once(read: Callable[[Article], Report], article: Article, settings: str, seen: Seen) -> Report:
    """The report of `article`: taken over where the same text was read before, else read."""
    key = key_of(article, settings)
    known = seen.get(key)
    if known is None:
        report = read(article)
        seen.put(key, report)
        return report
    return msgspec.structs.replace(known, article=article, reader=msgspec.structs.replace(known.reader, seconds=0.0))


class _Nothing:
    """Nothing was seen before."""

    def get(self, key: bytes) -> Report | None:
        """Never."""

    def put(self, key: bytes, report: Report) -> None:
        """Forgotten."""


class _Held:
    """The reports of this process, the last used ones."""

    def __init__(self) -> None:
        self._reports: OrderedDict[bytes, bytes] = OrderedDict()  # packed: a tenth of the memory of records
        self._size = 0

    def get(self, key: bytes) -> Report | None:
        """And it counts as used."""
        line = self._reports.get(key)
        if line is None:
            return None
        self._reports.move_to_end(key)
        return Report.from_json(line)

    def put(self, key: bytes, report: Report) -> None:
        """The ones not used for longest make room."""
        line = report.to_json()
        self._reports[key] = line
        self._size += len(line)
        while self._size > HELD:
            self._size -= len(self._reports.popitem(last=False)[1])


class _Stored:
    """The reports of a store. A connection of its own: readers are other processes than the one that writes."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)

    def get(self, key: bytes) -> Report | None:
        """Where the store cannot be asked now, the article is read."""
        with suppress(sqlite3.Error):
            row = self._db.execute("SELECT report FROM articles WHERE reading = ? LIMIT 1", (key,)).fetchone()
            return Report.from_json(row[0]) if row else None
        return None

    def put(self, key: bytes, report: Report) -> None:
        """Whoever writes the store does it."""
