"""From what a format found to the article that is read: cleaned, dated, its language known."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from typing import Any

from lagebild.intake.clean import Cleaned, clean
from lagebild.intake.dateline import Dateline, find_dateline
from lagebild.intake.dates import date_in_path, parse_date, refine
from lagebild.intake.page import open_page
from lagebild.intake.pdf import open_pdf
from lagebild.intake.source import Failure, Options, Raw
from lagebild.records import Article

_SURROGATE = re.compile("[\ud800-\udfff]")
# A title is a first line that closes without a mark and stands apart from the text.
_TITLE = re.compile(r"\s*(?P<title>[^\n]{3,150}[^\s.:,;…-])[ \t]*\n[ \t]*\n")
# Below this many characters detection guesses; what the source says about its language is better.
_ENOUGH_TO_DETECT = 60


def to_article(raw: Raw, options: Options) -> Article | Failure:
    """The article of `raw`; what is not known is None. Only a page or a PDF can fail to hold one."""
    if raw.markup or raw.blob is not None:
        opened = open_page(raw) if raw.markup else open_pdf(raw)
        if isinstance(opened, Failure):
            return opened
        raw = opened
    raw = _whole(raw)
    source_text = raw.text
    cleaned = clean(source_text)
    dateline = find_dateline(cleaned.text)
    return Article(
        id=raw.id or hashlib.sha256(source_text.encode()).hexdigest()[:16],
        text=cleaned.text,
        source=(raw.source or None) if raw.offset is None else f"{raw.source}:{raw.offset}",
        url=raw.url,
        publisher=raw.publisher or (dateline.agency if dateline else None),
        title=raw.title or _title(cleaned.text, dateline),
        published=_published(raw, options, cleaned, dateline),
        dateline=dateline.place if dateline else None,
        language=_language(raw, options, cleaned.text),
        removed=cleaned.removed,
    )


def _whole(raw: Raw) -> Raw:
    """`raw` with each lone surrogate, which is no character and cannot be written, replaced by U+FFFD (same length)."""
    values: dict[str, Any] = {f.name: getattr(raw, f.name) for f in dataclasses.fields(raw)}
    broken: dict[str, Any]
    broken = {k: _SURROGATE.sub("\ufffd", v) for k, v in values.items() if isinstance(v, str) and _SURROGATE.search(v)}
    return dataclasses.replace(raw, **broken) if broken else raw


def _title(text: str, dateline: Dateline | None) -> str | None:
    found = _TITLE.match(text)
    if not found or (dateline and dateline.start < found.end("title")):
        return None
    return found["title"].strip()


def _published(raw: Raw, options: Options, cleaned: Cleaned, dateline: Dateline | None) -> str | None:
    """The day of publication: as the user says, else metadata, header, path; made precise by the dateline."""
    candidates = (options.published, raw.published, *cleaned.dates)
    known = next(filter(None, map(parse_date, candidates)), None) or date_in_path(raw.dated_from)
    return refine(known, dateline.day, dateline.month, dateline.year) if dateline else known


def _language(raw: Raw, options: Options, text: str) -> str:
    from lagebild.language.identify import identify

    said = (options.language or "").strip().lower()[:2]
    if said:
        return said
    meta = (raw.language or "").strip().lower()[:2]
    if meta.isalpha() and len(text) < _ENOUGH_TO_DETECT:
        return meta
    return identify(text)
