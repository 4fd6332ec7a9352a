"""Plain text: one article a file."""

from __future__ import annotations

from collections.abc import Iterator

from lagebild.intake.encoding import decode
from lagebild.intake.source import Failure, Input, Options, Raw, StopSource


def read(source: Input, options: Options) -> Iterator[Raw | Failure]:
    """The one article of `source`."""
    text = decode(source.read(options.max_bytes))
    if not text.strip():
        raise StopSource("the file holds only white space", "Nothing to do; delete it or fetch it again")
    yield Raw(text=text, source=source.name, dated_from=source.name)
