"""gzip, bzip2, xz and Zstandard: unpacked as a stream, with a bound on how much comes out of how little."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from lagebild.intake.source import Failure, Input, Options, Raw, StopSource
from lagebild.intake.stream import CHUNK, HARMLESS, MAX_RATIO, Ahead, Counted, Readable

# Memory that a packer may ask of those who unpack; xz and Zstandard allow gigabytes.
MAX_MEMORY = 256_000_000
_TARS = {".tgz": ".tar", ".tbz2": ".tar", ".txz": ".tar", ".tzst": ".tar"}
# What damaged archives lead to in the standard library.
_FAULTS = (OSError, EOFError, zlib.error, lzma.LZMAError, tarfile.TarError, zipfile.BadZipFile)
# So little at a time, because Zstandard unpacks a piece whole: at worst 32 kB for each byte.
_PIECE = 1024


def read(source: Input, options: Options) -> Iterator[Raw | Failure]:
    """What is in it, as its own format."""
    from lagebild.intake.formats import format_of, read_input

    kind = format_of(source, options).name
    with source.open() as file:
        packed = Counted(file)
        stream = Ahead(Unpacking(_opened(kind, io.BufferedReader(packed, CHUNK)), packed))
        inner = Input(
            source.name, stream=stream, hint=_inner(source, kind), depth=source.depth + 1, fetched=source.fetched
        )
        yield from read_input(inner, options)


def _inner(source: Input, kind: str) -> str:
    """The name of what is in it."""
    name = source.hint or source.name
    stem, dot, suffix = name.rpartition(".")
    ending = f".{suffix.lower()}"
    return f"{stem}{_TARS.get(ending, '')}" if dot and ending in (f".{kind}", *_TARS) else name


def _opened(kind: str, file: BinaryIO) -> Readable:
    if kind == "gz":
        return gzip.GzipFile(fileobj=file)
    if kind == "bz2":
        return bz2.BZ2File(file)
    return _Frames(kind, file)


class Unpacking:
    """What is unpacked; every fault of the packed data is a `StopSource`."""

    def __init__(self, file: Readable, packed: Counted | None) -> None:
        self._file, self._packed, self._count = file, packed, 0

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes."""
        try:
            data = self._file.read(size)
        except (*_FAULTS, _zstd_error()) as error:
            step = "Fetch it again; what came before is read"
            raise StopSource(f"the packed data is damaged or cut off ({error})", step) from None
        self._count += len(data)
        if self._packed and self._count > HARMLESS and self._count > MAX_RATIO * self._packed.count:
            raise StopSource(
                f"it unpacks to more than {MAX_RATIO} times its size", "Unpack it yourself if you trust it"
            )
        return data


class _Frames:
    """xz or Zstandard, one frame after another. (The standard readers neither bound memory nor miss a lost end.)"""

    def __init__(self, kind: str, file: BinaryIO) -> None:
        self._kind, self._file = kind, file
        self._decoder: Any = None
        self._rest, self._ready = b"", b""

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes."""
        while not self._ready:
            if self._decoder is None or self._decoder.eof:
                self._rest = (self._decoder.unused_data if self._decoder else b"") or self._file.read(_PIECE)
                self._rest = self._rest.lstrip(b"\0") if self._kind == "xz" and self._decoder else self._rest
                if not self._rest:
                    return b""
                self._decoder = self._fresh()
            elif not self._rest and self._wants_more():
                self._rest = self._file.read(_PIECE)
                if not self._rest:
                    raise EOFError("it ends before its end mark")
            piece, self._rest = self._rest, b""
            limit = (size,) if self._kind == "xz" else ()
            self._ready = self._decoder.decompress(piece, *limit)
        given, self._ready = self._ready[:size], self._ready[size:]
        return given

    def _wants_more(self) -> bool:
        return self._kind != "xz" or bool(self._decoder.needs_input)

    def _fresh(self) -> Any:
        if self._kind == "xz":
            return lzma.LZMADecompressor(memlimit=MAX_MEMORY)
        import zstandard

        return zstandard.ZstdDecompressor(max_window_size=1 << 27).decompressobj()


def _zstd_error() -> type[Exception]:
    try:
        from zstandard import ZstdError
    except ImportError:
        return EOFError
    return ZstdError
