"""TAR, read as a stream: each member as its own format. Nothing is unpacked to the disk; links are not followed."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from typing import cast

from lagebild.intake.formats.archive_zip import MAX_MEMBERS, MEMBER, NO_MEMBER
from lagebild.intake.formats.compressed import Unpacking
from lagebild.intake.source import Failure, Input, Options, Raw, StopSource
from lagebild.intake.stream import Ahead, Readable

# Names and extended headers are kept in memory by `tarfile`, however long a header says that they are.
MAX_HEADER = 1_000_000


def read(source: Input, options: Options) -> Iterator[Raw | Failure]:
    """The articles of all members of a known kind, in their order."""
    from lagebild.intake.formats import is_known, read_input

    found = False
    try:
        with source.open() as file, tarfile.open(fileobj=file, mode="r|", tarinfo=_Bounded) as archive:
            for number, member in enumerate(archive):
                if number >= MAX_MEMBERS:
                    raise StopSource(f"the archive has more than {MAX_MEMBERS:,} members", "Divide it")
                archive.members.clear()  # type: ignore[attr-defined]  # the list grows with each member, and a stream never goes back
                if not is_known(member.name) or member.isdir():
                    continue
                found = True
                name = f"{source.name}{MEMBER}{member.name}"
                data = archive.extractfile(member) if member.isreg() else None
                if data is None:
                    yield Failure(name, "a link or device, no file", "It is not followed; add the file itself")
                    continue
                inner = Input(
                    name, stream=Ahead(Unpacking(cast(Readable, data), None)), hint=member.name, depth=source.depth + 1,
                    fetched=source.fetched,
                )  # fmt: skip
                yield from read_input(inner, options)
    except (tarfile.TarError, ValueError, EOFError, UnicodeError, OverflowError) as error:
        raise StopSource(f"the archive is damaged or cut off ({error})", "Fetch it again") from None
    if not found:
        raise StopSource(NO_MEMBER, "See what can be read with: lagebild formats")


class _Bounded(tarfile.TarInfo):
    """A member whose header is of an honest size."""

    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        # The one place through which all headers go before they are read into memory.
        if self.type not in tarfile.REGULAR_TYPES and self.type in _IN_MEMORY and self.size > MAX_HEADER:
            raise tarfile.ReadError(f"a header of {self.size:,} bytes")
        made: tarfile.TarInfo = super()._proc_member(archive)  # type: ignore[misc]
        return made


_IN_MEMORY = (
    tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK,
)  # fmt: skip
