"""What passes through intake: raw articles as a format's reader found them, and failures that name themselves.

Two failures with operational meaning: a `Failure` that a reader yields means "this record is skipped, the next one
follows"; `StopSource` that it raises means "nothing more can be had from this source". Neither ends the run.
"""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from lagebild.intake.stream import CHUNK, Ahead

# One article is at most this long. A newspaper page has some 30 kB, the longest report of a parliament about 2 MB.
MAX_ARTICLE_BYTES = 20_000_000
STDIN = "-"
# An archive that comes as a stream is kept in memory up to the first, on disk up to the second number of bytes.
IN_MEMORY = 16_000_000
MAX_SPOOLED = 4_000_000_000


@dataclass(frozen=True, slots=True)
class Raw:
    """One article as a format's reader found it; text and metadata are not yet cleaned.

    A page's markup is kept whole (`markup`) and its article taken out later, so that reader processes share that work.
    """

    text: str
    source: str
    offset: int | None = None  # line or record number inside the source, from 1; None where the source is one article
    id: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None
    dated_from: str | None = None  # text that may hold a date when nothing else does, e.g. the path
    markup: bool = False  # `text` is a page of HTML
    blob: bytes | None = None  # a PDF file, opened where it is read: it may take long or never end
    fetched: str | None = None  # when it was fetched, in ISO 8601, where that is known


@dataclass(frozen=True, slots=True)
class Failure:
    """An article or a source that could not be read: where, what was found, what to do next."""

    source: str
    found: str
    next_step: str
    offset: int | None = None

    def __str__(self) -> str:
        where = self.source if self.offset is None else f"{self.source}:{self.offset}"
        return f"{where}: {self.found}. {self.next_step}"


class StopSource(Exception):
    """Raised by a format's reader when the rest of its source cannot be read."""

    def __init__(self, found: str, next_step: str, offset: int | None = None) -> None:
        super().__init__(f"{found}. {next_step}")
        self.found, self.next_step, self.offset = found, next_step, offset


@dataclass(frozen=True, slots=True)
class Fields:
    """The names under which records of a table or of JSON hold what an article needs."""

    id: str = "id"
    title: str = "title"
    text: str = "text"
    published: str = "published"
    url: str = "url"
    publisher: str = "publisher"
    language: str = "language"

    @classmethod
    def parse(cls, pairs: str) -> Fields:
        """From `text=body,title=headline`. Raises ValueError with what is allowed."""
        allowed = cls.__slots__
        given: dict[str, str] = {}
        for pair in filter(None, (p.strip() for p in pairs.split(","))):
            ours, equals, theirs = pair.partition("=")
            if not equals or ours not in allowed or not theirs:
                raise ValueError(
                    f"{pair!r} is no field mapping; write OURS=THEIRS with OURS one of {', '.join(allowed)}"
                )
            given[ours] = theirs
        return cls(**given)


@dataclass(frozen=True, slots=True)
class Options:
    """What the user said about the input."""

    published: str | None = None  # EDTF level 0; wins over what the article says
    language: str | None = None  # ISO 639-1; wins over detection
    format: str | None = None  # name of a format; otherwise by file name and content
    fields: Fields = field(default_factory=Fields)
    max_bytes: int = MAX_ARTICLE_BYTES


@dataclass(frozen=True, slots=True)
class Input:
    """One source for a format's reader: a file, bytes, or a stream that is read once (stdin, a member of an archive)."""

    name: str  # as shown to the user and kept in `article.source`
    path: Path | None = None
    data: bytes | None = None
    stream: Ahead | None = None
    hint: str = ""  # the name that tells its kind where that is another: `a.jsonl` in `a.jsonl.gz`
    depth: int = 0  # in how many archives it lies
    fetched: str | None = None  # when it was fetched, where an archive says so

    def size(self) -> int | None:
        """Bytes of the source; None where only reading would tell."""
        if self.stream is not None:
            return None
        return len(self.data) if self.data is not None else os.path.getsize(self._path())

    def head(self, count: int) -> bytes:
        """The first bytes, to tell what it is."""
        if self.stream is not None:
            return self.stream.head(count)
        if self.data is not None:
            return self.data[:count]
        with open(self._path(), "rb") as file:
            return file.read(count)

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """The bytes from the start, to be read once and in order."""
        if self.stream is not None:
            yield io.BufferedReader(self.stream, CHUNK)
        elif self.data is not None:
            yield io.BytesIO(self.data)
        else:
            with open(self._path(), "rb") as file:
                yield file

    @contextmanager
    def seekable(self) -> Iterator[BinaryIO]:
        """The same where a reader has to jump about; what streams is put into a temporary file, up to MAX_SPOOLED."""
        if self.stream is None:
            with self.open() as file:
                yield file
            return
        with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as spool, self.open() as file:
            while chunk := file.read(CHUNK):
                if spool.tell() > MAX_SPOOLED:
                    raise StopSource(
                        f"an archive in a stream holds more than {MAX_SPOOLED / 1e6:,.0f} MB", "Save it as a file first"
                    )
                spool.write(chunk)
            spool.seek(0)
            yield spool  # type: ignore[misc]  # has all of BinaryIO that readers use

    def read(self, limit: int) -> bytes:
        """All bytes. Raises StopSource where there are more than `limit`: one article is never that long."""
        size = self.size()
        data = b""
        if size is None or size <= limit:
            with self.open() as file:
                data = file.read(limit + 1)
        if (size or 0) > limit or len(data) > limit:
            much = f"{size / 1e6:,.0f} MB" if size else "MB without end"
            raise StopSource(
                f"the file has {much}, more than one article can have ({limit / 1e6:,.0f} MB)",
                "If it holds many articles, give it as JSON Lines (one article a line)",
            )
        return data

    def _path(self) -> Path:
        assert self.path is not None, "an Input has a path, data or a stream"
        return self.path
