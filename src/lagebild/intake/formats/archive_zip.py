"""ZIP: each member as its own format. Nothing is unpacked to the disk, so no path in it leads anywhere."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from lagebild.intake.formats.compressed import Unpacking
from lagebild.intake.source import Failure, Input, Options, Raw, StopSource
from lagebild.intake.stream import Ahead, Counted, Readable

# More names than any archive of a newspaper has.
MAX_MEMBERS = 1_000_000
NO_MEMBER = "the archive holds no file of a known kind"
MEMBER = "!"  # `year.zip!2021/02/berg.txt`


def read(source: Input, options: Options) -> Iterator[Raw | Failure]:
    """The articles of all members of a known kind, in their order."""
    from lagebild.intake.formats import is_known, read_input

    with source.seekable() as file, opened(file) as archive:
        found = False
        for member in archive.infolist():
            if member.is_dir() or not is_known(member.filename):
                continue
            found = True
            name = f"{source.name}{MEMBER}{member.filename}"
            if member.flag_bits & 1:
                yield Failure(name, "it is encrypted", "Unpack it with its password first")
                continue
            try:
                with archive.open(member) as data:
                    yield from read_input(_member(name, member, data, source), options)
            except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, ValueError) as error:
                yield Failure(name, f"the member is damaged ({error})", "Fetch the archive again")
        if not found:
            raise StopSource(NO_MEMBER, "See what can be read with: lagebild formats")


def opened(file: BinaryIO) -> zipfile.ZipFile:
    """An archive whose table of contents is sound. Raises StopSource."""
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError, EOFError) as error:
        raise StopSource(f"the archive is damaged or cut off ({error})", "Fetch it again") from None
    if len(archive.infolist()) > MAX_MEMBERS:
        raise StopSource(f"the archive has more than {MAX_MEMBERS:,} members", "Divide it")
    return archive


def _member(name: str, member: zipfile.ZipInfo, data: Readable, source: Input) -> Input:
    packed = Counted(cast(BinaryIO, io.BytesIO()))
    packed.count = member.compress_size
    stream = Ahead(Unpacking(data, packed))
    return Input(name, stream=stream, hint=member.filename, depth=source.depth + 1, fetched=source.fetched)
