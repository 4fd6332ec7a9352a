"""Web archives (WARC, CC-News): the pages of a crawl; other records and failed answers are left out."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Any

from lagebild.intake.encoding import decode_page
from lagebild.intake.source import Failure, Input, Options, Raw, StopSource

_PAGES = ("text/html", "application/xhtml+xml", "text/plain")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.I)
_OK = 200


def read(source: Input, options: Options) -> Iterator[Raw | Failure]:
    """The pages in their order; `offset` is the number of the record in the archive, from 1."""
    from fastwarc.warc import ArchiveIterator

    number = 0
    with source.open() as file:
        try:
            for record in ArchiveIterator(file, parse_http=True):
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
                        url=_header(record.headers, "WARC-Target-URI"),
                        dated_from=_header(record.headers, "WARC-Target-URI"),
                        markup=page[1],
                        fetched=_header(record.headers, "WARC-Date"),
                    )
        except (StopSource, OSError):
            raise
        except Exception as error:  # fastwarc raises its own and plain errors alike
            found = f"the archive is damaged after record {number} ({str(error)[:120]})"
            raise StopSource(found, "Fetch it again; what came before is read", number + 1) from None
    if not number:
        raise StopSource("the archive holds no record", "Fetch it again")


def _page(record: Any, limit: int) -> tuple[str, bool] | None:
    """(text, whether it is HTML) of a record that holds a page; None for others. Raises StopSource."""
    kind = record.record_type.name
    if kind not in ("response", "resource", "conversion"):
        return None
    http = record.http_headers
    if http is not None and http.status_code != _OK:
        return None
    named = _header(http, "Content-Type") if http is not None else _header(record.headers, "Content-Type")
    form = (named or "text/html").partition(";")[0].strip().lower()
    if form not in _PAGES:
        return None
    data = record.reader.read(limit + 1)
    if http is not None and (_header(http, "Content-Encoding") or "").lower() in ("gzip", "x-gzip", "deflate"):
        data = unpacked(data, limit)
    if len(data) > limit:
        raise StopSource(f"the page has more than {limit / 1e6:,.0f} MB", "It is skipped")
    if not data.strip():
        raise StopSource("the page is empty", "Nothing to do")
    charset = _CHARSET.search(named or "")
    return decode_page(data, charset[1] if charset else None), form != "text/plain" and kind != "conversion"


def unpacked(data: bytes, limit: int) -> bytes:
    """The content of a packed answer, at most `limit` + 1 bytes. Raises StopSource. (Some servers say it of plain data.)"""
    if not data.startswith((b"\x1f\x8b", b"\x78")):
        return data
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(data, limit + 1)
    except zlib.error as error:
        raise StopSource(f"the page's packed data is damaged ({error})", "Fetch it again") from None


def _header(headers: Any, name: str) -> str | None:
    """A header whatever case its sender wrote it in."""
    wanted = name.lower()
    return next((str(value).strip() for key, value in headers.items() if key.lower() == wanted), None)
