"""The article of a web page: its text by trafilatura, its date by htmldate."""

from __future__ import annotations

import dataclasses
import logging
import re

from lagebild.intake.source import Failure, Raw

# Below this many characters what was found is a caption or a teaser.
_SHORTEST = 80


def open_page(raw: Raw) -> Raw | Failure:
    """`raw` with the article's text in the place of the page's markup; a failure where the page holds no article."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it misses is our failure to word
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    html = raw.text.replace("\0", "\ufffd")  # lxml stops at a NUL
    found = bare_extraction(html, url=raw.url, include_comments=False, include_tables=False, with_metadata=True)
    text = (found.text or "").strip() if isinstance(found, Document) else ""
    if not isinstance(found, Document) or len(text) < _SHORTEST:
        what = "no article was found in the page (it holds navigation, a list or a script only)"
        return Failure(raw.source, what, "Save the page after it has loaded, or give its text", raw.offset)
    return dataclasses.replace(
        raw,
        text=text,
        title=raw.title or found.title or None,
        published=raw.published or _known_day(found.date, html),
        url=raw.url or found.url or None,
        publisher=raw.publisher or found.sitename or found.hostname or None,
        language=raw.language or found.language or None,
        dated_from=raw.url or found.url or raw.dated_from,
        markup=False,
    )


def _known_day(date: str | None, html: str) -> str | None:
    """htmldate's day. Where it knew a month or a year only, it sets the first day: then that day is not in the page."""
    if not date or not date.endswith("-01"):
        return date
    year, month, _ = date.split("-")
    first = rf"{year}-?/?{month}-?/?01|\b0?1\.\s*(?:0?{int(month)}\.|[^\W\d]+\.?)\s*{year}|[a-z] 1(?:st)?,? {year}"
    if re.search(first, html, re.I):
        return date
    january = rf"{year}-01|\b0?1[./]{year}|\bJan"
    return year if month == "01" and not re.search(january, html) else f"{year}-{month}"
