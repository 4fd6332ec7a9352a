"""PDF: handed on whole; its text is taken out by `intake/pdf.py` in a reader, because that may take long or never end."""

from __future__ import annotations

from collections.abc import Iterator

from lagebild.intake.source import Failure, Input, Options, Raw


def read(source: Input, options: Options) -> Iterator[Raw | Failure]:
    """The file, whole."""
    yield Raw(text="", source=source.name, dated_from=source.name, blob=source.read(options.max_bytes))
