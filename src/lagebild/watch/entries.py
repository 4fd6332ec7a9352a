"""What a feed or a sitemap names: pages, and further sitemaps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from lagebild.intake.dates import parse_date
from lagebild.intake.formats.feed import entry_text, parse_feed
from lagebild.intake.source import StopSource
from lagebild.intake.xml import fragment_text, local, parse

# More than any feed of a newspaper names at a time; a sitemap may hold 50,000.
MAX_ENTRIES = 50_000
_SITEMAPS = (b"<urlset", b"<sitemapindex", b":urlset", b":sitemapindex")


@dataclass(frozen=True, slots=True)
class Entry:
    """One page that was named."""

    url: str
    stamp: str | None = None  # what the feed says about its last change
    title: str | None = None
    published: str | None = None
    summary: str | None = None
    sitemap: bool = False  # no page but a further sitemap
    archive: bool = False  # of a sitemap, which may go back for years


def entries(data: bytes, url: str) -> Iterator[Entry]:
    """The entries of a feed or sitemap that was fetched from `url`. Raises StopSource where it is neither."""
    found = _of_sitemap(data, url) if any(mark in data[:4000] for mark in _SITEMAPS) else _of_feed(data, url)
    for entry, _ in zip(found, range(MAX_ENTRIES), strict=False):
        yield entry


def is_older(stamp: str | None, day: str) -> bool:
    """Whether a stamp is of a day before `day` (ISO); one that is not known is not."""
    known = parse_date(stamp)
    return known is not None and known < day[: len(known)]


def _of_feed(data: bytes, url: str) -> Iterator[Entry]:
    feed = parse_feed(data)
    for entry in feed.entries:  # (`dict.get`: its own puts one date in the place of another)
        link = _joined(url, entry.get("link"))
        if link:
            yield Entry(
                link,
                stamp=dict.get(entry, "updated") or dict.get(entry, "published"),
                title=fragment_text(entry.get("title", "")) or None,
                published=dict.get(entry, "published") or dict.get(entry, "updated"),
                summary=entry_text(entry) or None,
            )


def _of_sitemap(data: bytes, url: str) -> Iterator[Entry]:
    root = parse(data)
    if local(root) not in ("urlset", "sitemapindex"):
        raise StopSource("neither feed nor sitemap", "Check the address in the list of feeds")
    for row in root:
        known = {local(e): (e.text or "").strip() for e in row.iter() if local(e)}
        place = _joined(url, known.get("loc"))
        if place:
            published = known.get("publication_date")
            yield Entry(
                place,
                stamp=known.get("lastmod") or published or None,
                title=known.get("title") or None,
                published=published,
                sitemap=local(root) == "sitemapindex",
                archive=True,
            )


def _joined(base: str, link: str | None) -> str | None:
    try:
        return urljoin(base, link) if link else None
    except ValueError:  # `http://[`
        return None
