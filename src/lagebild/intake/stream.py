"""Bytes as they come: looked at before they are read, in lines of bounded length, with a bound on what unpacks from them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO, Protocol

_WHOLE_LINES = re.compile(rb'\s*\{\s*"[\s\S]*\}\s*\n')
# How much is asked of a source at a time.
CHUNK = 65_536
# An archive that unpacks to more than this many times its size is made to fill memory and disks, not to be read. Texts
# reach 4 to 12, a file with the same article over and over some 100. Small outputs are let pass: they harm nobody.
MAX_RATIO = 200
HARMLESS = 100_000_000
# Archives in archives; deeper ones are made to go on for ever.
MAX_DEPTH = 4


class Readable(Protocol):
    """What gives bytes."""

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes; none at the end."""


class Ahead(io.RawIOBase):
    """A stream that is read once, whose first bytes can be looked at before."""

    def __init__(self, file: Readable) -> None:
        super().__init__()
        # `read1` gives what is there; `read` would wait for a pipe to be filled.
        self._read: Callable[[int], bytes] = getattr(file, "read1", file.read)
        self._ahead = b""

    def head(self, count: int) -> bytes:
        """The first bytes, which stay to be read; fewer where whole lines of JSON are there, so that a program that sends
        an article and waits for its report gets it."""
        while len(self._ahead) < count and not _WHOLE_LINES.fullmatch(self._ahead):
            more = self._read(count - len(self._ahead))
            if not more:
                break
            self._ahead += more
        return self._ahead[:count]

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """As `io.RawIOBase` asks."""
        given = self._ahead[: len(buffer)] or self._read(len(buffer))
        self._ahead = self._ahead[len(given) :]
        buffer[: len(given)] = given
        return len(given)


class Counted(io.RawIOBase):
    """A stream that counts what was taken from it."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self.count = 0
        self._file = file

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """As `io.RawIOBase` asks."""
        given = self._file.read(len(buffer))
        self.count += len(given)
        buffer[: len(given)] = given
        return len(given)


def lines(file: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """(number from 1, line) of a stream; None in the place of a line longer than `limit`, which is never held."""
    number = 0
    while line := file.readline(limit + 1):
        number += 1
        if len(line) <= limit:
            yield number, line
            continue
        yield number, None
        while line and not line.endswith(b"\n"):
            line = file.readline(CHUNK)
