"""RSS and Atom files: an article an entry, with its full text where the feed has it, else its summary."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from lagebild.intake.source import Failure, Input, Options, Raw, StopSource
from lagebild.intake.xml import fragment_text


def read(source: Input, options: Options) -> Iterator[Raw | Failure]:
    """The entries in their order."""
    feed = parse_feed(source.read(options.max_bytes))
    if not feed.entries:
        raise StopSource("no RSS or Atom entry is in it", "Fetch it again, or fetch the pages: lagebild watch")
    publisher, language = feed.feed.get("title"), feed.feed.get("language")
    for number, entry in enumerate(feed.entries, start=1):
        title = fragment_text(entry.get("title", "")) or None
        text = entry_text(entry)
        if not text:
            yield Failure(source.name, "the entry has no text", "Fetch the page that it links to", number)
            continue
        yield Raw(
            text=text,
            source=source.name,
            offset=number,
            id=entry.get("id") or entry.get("link") or None,
            title=title,
            published=dict.get(entry, "published") or dict.get(entry, "updated") or None,
            url=entry.get("link") or None,
            publisher=(entry.get("source") or {}).get("title") or publisher or None,
            language=language or None,
        )


def parse_feed(data: bytes) -> Any:
    """What feedparser makes of it. Raises StopSource where it is no feed."""
    import feedparser

    # As a file: a string is taken for an address or a path, and fetched.
    try:
        feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError) as error:
        # What its lenient parser stumbles over; `make fuzz` found a NUL in the name of the encoding.
        raise StopSource(f"no sound feed ({str(error)[:120]})", "Fetch it again") from None
    if not feed.version and not feed.entries:
        why = f" ({str(feed.bozo_exception)[:120]})" if feed.get("bozo") else ""
        raise StopSource(f"no RSS or Atom feed{why}", "Fetch it again; a sitemap can be watched: lagebild watch")
    return feed


def entry_text(entry: Any) -> str:
    """The longest text that an entry has."""
    values = [c.get("value") or "" for c in entry.get("content", ())] + [entry.get("summary") or ""]
    return max(map(fragment_text, values), key=len)
