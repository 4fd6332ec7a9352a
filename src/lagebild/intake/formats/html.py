"""Web pages: one article a file. What the article of a page is, `intake/page.py` finds out."""

from __future__ import annotations

from collections.abc import Iterator

from lagebild.intake.encoding import decode_page
from lagebild.intake.source import Failure, Input, Options, Raw


def read(source: Input, options: Options) -> Iterator[Raw | Failure]:
    """The page, whole."""
    yield Raw(text=decode_page(source.read(options.max_bytes)), source=source.name, dated_from=source.name, markup=True)
