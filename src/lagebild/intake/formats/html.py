"""Web pages: the article out of its frame by trafilatura, its date by htmldate."""

from __future__ import annotations

from collections.abc import Iterator

from lagebild.intake.encoding import decode
from lagebild.intake.source import Failure, Input, Options, Raw, StopSource


def read(source: Input, options: Options) -> Iterator[Raw | Failure]:
    """The one article of a page."""
    yield from_html(decode(source.read(options.max_bytes)), source.name)


def from_html(html: str, name: str, url: str | None = None) -> Raw:
    """The article of a page. Raises StopSource where trafilatura finds none."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    found = bare_extraction(html, url=url, include_comments=False, include_tables=False, with_metadata=True)
    if not isinstance(found, Document) or not (found.text or "").strip():
        raise StopSource(
            "no article was found in the page (navigation, listing or script only)",
            "Save the page after it has loaded, or give its text",
        )
    return Raw(
        text=found.text or "",
        source=name,
        title=found.title or None,
        published=found.date or None,
        url=found.url or url,
        publisher=found.sitename or found.hostname or None,
        language=found.language or None,
        dated_from=found.url or url,
    )
