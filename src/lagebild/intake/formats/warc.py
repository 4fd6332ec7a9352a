"""Web archives (WARC, CC-News): the pages of a crawl; other records and failed answers are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lagebild.intake.encoding import decode_page
from lagebild.intake.source import Failure, Input, Options, Raw, StopSource
from lagebild.intake.stream import CHUNK

_PAGES = ("text/html", "application/xhtml+xml", "text/plain")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.I)
_STRAY = "behind the record stands what belongs to none: its length is wrong"
_OK = "200"


def read(source: Input, options: Options) -> Iterator[Raw | Failure]:
    """The pages in their order; `offset` is the number of the record in the archive, from 1."""
    from warcio.archiveiterator import ArchiveIterator

    number = strays = 0
    with source.open() as file:
        try:
            records = ArchiveIterator(file, arc2warc=True)
            records.INC_RECORD = ""  # what warcio would print to stderr; it is a failure with a place here
            for record in records:
                if records.err_count > strays:
                    strays = records.err_count
                    yield Failure(source.name, _STRAY, "A part of its page may be lost; fetch it again", number)
                number += 1
                try:
                    page = _page(record, options.max_bytes)
                except StopSource as stop:
                    yield Failure(source.name, stop.found, stop.next_step, number)
                    continue
                if page is not None:
                    yield Raw(
                        text=page[0],
                        source=source.name,
                        offset=number,
                        url=_header(record.rec_headers, "WARC-Target-URI"),
                        dated_from=_header(record.rec_headers, "WARC-Target-URI"),
                        markup=page[1],
                        fetched=_header(record.rec_headers, "WARC-Date"),
                    )
        except (StopSource, OSError):
            raise
        except Exception as error:  # warcio raises its own and plain errors alike
            found = f"the archive is damaged after record {number} ({str(error)[:120]})"
            raise StopSource(found, "Fetch it again; what came before is read", number + 1) from None
    if not number:
        raise StopSource("the archive holds no record", "Fetch it again")


def _page(record: Any, limit: int) -> tuple[str, bool] | None:
    """(text, whether it is HTML) of a record that holds a page; None for others. Raises StopSource."""
    kind = record.rec_type
    if kind not in ("response", "resource", "conversion"):
        return None
    http = record.http_headers
    if http is not None and http.get_statuscode() != _OK:
        return None
    named = _header(http, "Content-Type") if http is not None else _header(record.rec_headers, "Content-Type")
    form = (named or "text/html").partition(";")[0].strip().lower()
    if form not in _PAGES:
        return None
    data = _content(record, limit)
    if len(data) > limit:
        raise StopSource(f"the page has more than {limit / 1e6:,.0f} MB", "It is skipped")
    if not data.strip():
        raise StopSource("the page is empty", "Nothing to do")
    charset = _CHARSET.search(named or "")
    return decode_page(data, charset[1] if charset else None), form != "text/plain" and kind != "conversion"


def _content(record: Any, limit: int) -> bytes:
    """At most `limit` + 1 bytes, unpacked as its headers say."""
    stream = record.content_stream()
    data = bytearray()
    while len(data) <= limit and (piece := stream.read(min(CHUNK, limit + 1 - len(data)))):
        data += piece
    return bytes(data)


def _header(headers: Any, name: str) -> str | None:
    value = headers.get_header(name)
    return str(value).strip() if value else None
