"""The look-up file: named tables of typed rows found by key, read-only, opened in milliseconds.

A table is a trie of its keys (marisa), and for each key the numbers of its rows, best first; a row is a MessagePack
array of a `msgspec.Struct` with `array_like=True`. The file is mapped into memory, nothing is decoded before it is
asked for. Layout: magic, length of the header, header (JSON: version, checksum of the body, tables), body.

Table and file are written by `write_tables`; the same input gives the same bytes.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Generic, TypeVar

import marisa_trie
import msgspec
import numpy as np

MAGIC = b"LAGEBILD"
VERSION = 1  # of the layout; a file of another version is refused
ALIGN = 8  # bytes: marisa and NumPy read words

WORD_ENDS = (" ", ",", "/")  # what follows the first word of a key of several words

R = TypeVar("R", bound=msgspec.Struct)


class LookupFileError(Exception):
    """The look-up file is missing, damaged or of another version."""


class TableHeader(msgspec.Struct, frozen=True):
    """Where a table's four parts lie in the body ([offset, length]), what it holds and what it was made from."""

    keys: int
    rows: int
    inputs: str  # hash of all that the table was compiled from
    trie: tuple[int, int]
    first: tuple[int, int]  # uint32: key number -> first posting; one more than keys
    postings: tuple[int, int]  # uint32: row numbers
    offsets: tuple[int, int]  # uint32: row number -> offset in `packed`; one more than rows
    packed: tuple[int, int]


class Header(msgspec.Struct, frozen=True):
    """The first lines of the file."""

    version: int
    checksum: str  # SHA-256 of the body
    tables: dict[str, TableHeader]


def normal(name: str) -> str:
    """The form that keys have: NFC, plain apostrophe and hyphen, single blanks."""
    if name.isascii() and "  " not in name:
        return name
    text = unicodedata.normalize("NFC", name).translate(_PLAIN)
    return " ".join(text.split())


_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'", "´": "'", "‑": "-", "‐": "-", "–": "-"})


class Table(Generic[R]):
    """One table of an opened file. `table[key]` is the tuple of its rows, best first, empty where there is none."""

    def __init__(self, body: memoryview, header: TableHeader, struct: type[R]) -> None:
        self.header = header
        self._trie = marisa_trie.Trie()
        self._trie.map(_part(body, header.trie))
        self._first = _numbers(body, header.first)
        self._postings = _numbers(body, header.postings)
        self._offsets = _numbers(body, header.offsets)
        self._packed = _part(body, header.packed)
        self._decode = msgspec.msgpack.Decoder(struct).decode
        self._seen: dict[str, tuple[R, ...]] = {}

    def __getitem__(self, key: str) -> tuple[R, ...]:
        found = self._seen.get(key)
        if found is None:
            number = self._trie.get(key)
            if number is None:  # not remembered: any word of any text may be asked for
                return ()
            found = self._seen[key] = self._rows(number)
        return found

    def __contains__(self, key: str) -> bool:
        return key in self._trie

    def __len__(self) -> int:
        return self.header.keys

    def opens(self, word: str) -> bool:
        """Whether a key of several words begins with `word`."""
        return any(next(self._trie.iterkeys(word + mark), None) is not None for mark in WORD_ENDS)

    def _rows(self, number: int) -> tuple[R, ...]:
        rows = self._postings[self._first[number] : self._first[number + 1]]
        offsets = self._offsets
        return tuple(self._decode(self._packed[offsets[r] : offsets[r + 1]]) for r in rows)

    def __iter__(self) -> Iterator[str]:
        """All keys, in the trie's order."""
        return iter(self._trie.iterkeys())

    def row(self, number: int) -> R:
        """Row number `number`, in the order in which rows were given to `write_tables`."""
        return self._decode(self._packed[self._offsets[number] : self._offsets[number + 1]])


def _part(body: memoryview, place: tuple[int, int]) -> memoryview:
    return body[place[0] : place[0] + place[1]]


def _numbers(body: memoryview, place: tuple[int, int]) -> Sequence[int]:
    """A part as numbers: a cast view, which gives single numbers several times faster than a NumPy array."""
    if sys.byteorder == "little":
        return _part(body, place).cast("I")
    return np.frombuffer(_part(body, place), dtype="<u4").tolist()  # type: ignore[no-any-return]


class LookupFile:
    """An opened look-up file. The file stays mapped as long as a table of it is in use."""

    def __init__(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                self._map = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        except (OSError, ValueError) as error:
            raise LookupFileError(f"{path}: {error}; build it with `lagebild knowledge build`") from error
        self.path = path
        self.header, start = read_header(self._map, path)
        self._body = self._map[start:]

    def table(self, name: str, struct: type[R]) -> Table[R]:
        """The table `name`, its rows read as `struct`."""
        if name not in self.header.tables:
            raise LookupFileError(f"{self.path}: no table {name!r}; it has {', '.join(sorted(self.header.tables))}")
        return Table(self._body, self.header.tables[name], struct)

    def verify(self) -> bool:
        """Whether the body has the checksum that the header names."""
        return hashlib.sha256(self._body).hexdigest() == self.header.checksum

    def parts(self, name: str) -> dict[str, bytes]:
        """The bytes of a table's parts, to copy it unchanged into a new file."""
        header = self.header.tables[name]
        return {part: bytes(_part(self._body, getattr(header, part))) for part in PARTS}


PARTS = ("trie", "first", "postings", "offsets", "packed")


def read_header(data: memoryview, path: Path) -> tuple[Header, int]:
    """The header and where the body begins."""
    if bytes(data[: len(MAGIC)]) != MAGIC:
        raise LookupFileError(f"{path}: not a look-up file of Lagebild")
    length = int.from_bytes(data[len(MAGIC) : len(MAGIC) + 4], "little")
    try:
        header = msgspec.json.decode(bytes(data[len(MAGIC) + 4 : len(MAGIC) + 4 + length]), type=Header)
    except msgspec.DecodeError as error:
        raise LookupFileError(f"{path}: header cannot be read ({error})") from error
    if header.version != VERSION:
        raise LookupFileError(f"{path}: layout version {header.version}, this program reads {VERSION}")
    return header, _aligned(len(MAGIC) + 4 + length)


def _aligned(size: int) -> int:
    return -(-size // ALIGN) * ALIGN


class Built(msgspec.Struct, frozen=True):
    """A table ready to be written."""

    keys: int
    rows: int
    inputs: str
    parts: dict[str, bytes]


def pack_table(rows: Iterable[msgspec.Struct], keys: Mapping[str, Iterable[int]], inputs: str) -> Built:
    """Make a table of `rows`; `keys` gives for each key the numbers of its rows, best first."""
    packed = [msgspec.msgpack.encode(row) for row in rows]
    offsets = np.cumsum([0, *(len(p) for p in packed)], dtype="<u4")
    trie = marisa_trie.Trie(sorted(keys))
    by_number = sorted((trie[key], list(keys[key])) for key in keys)
    first = np.cumsum([0, *(len(numbers) for _, numbers in by_number)], dtype="<u4")
    postings = np.array([n for _, numbers in by_number for n in numbers], dtype="<u4")
    parts = {
        "trie": trie.tobytes(),
        "first": first.tobytes(),
        "postings": postings.tobytes(),
        "offsets": offsets.tobytes(),
        "packed": b"".join(packed),
    }
    return Built(keys=len(by_number), rows=len(packed), inputs=inputs, parts=parts)


def write_tables(path: Path, tables: Mapping[str, Built]) -> None:
    """Write the file anew; a reader that has the old one open keeps it."""
    body, headers = bytearray(), {}
    for name in sorted(tables):
        table, places = tables[name], {}
        for part in PARTS:
            body.extend(b"\0" * (_aligned(len(body)) - len(body)))
            places[part] = (len(body), len(table.parts[part]))
            body.extend(table.parts[part])
        headers[name] = TableHeader(keys=table.keys, rows=table.rows, inputs=table.inputs, **places)
    header = Header(version=VERSION, checksum=hashlib.sha256(body).hexdigest(), tables=headers)
    head = msgspec.json.encode(header)
    front = MAGIC + len(head).to_bytes(4, "little") + head
    partial = path.with_suffix(f".{os.getpid()}.partial")
    partial.write_bytes(front.ljust(_aligned(len(front)), b"\0") + body)
    partial.replace(path)
