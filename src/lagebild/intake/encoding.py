"""Bytes to text: UTF-8 first, then what the bytes look like; binary data is refused."""

from __future__ import annotations

import codecs
import contextlib
import re

from lagebild.intake.source import StopSource

# Byte order marks, longest first: the UTF-32 mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Control characters that no text file holds (tab, line ends, form feed, escape and NEL are left out); a few may be
# damage, more than this share of the first bytes says that the file is a picture, a program or an archive.
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BINARY_SHARE = 0.01
_LOOKED_AT = 65536
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset=["']?([\w-]+)""", re.I)
# The encodings of German newspaper archives; detection chooses among these so that umlauts decide, not chance.
_LEGACY = ["cp1252", "iso8859_15", "mac_roman", "cp850", "utf_16_le", "utf_16_be", "cp1250", "cp1251", "koi8_r"]


def decode(data: bytes) -> str:
    """The text of `data`. Raises StopSource for binary data and where no encoding fits."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_legacy(data)
    if is_binary(data):
        raise _binary_error()
    return text


def decode_page(data: bytes) -> str:
    """The same for HTML, which may name its encoding itself; browsers believe it before they look at the bytes."""
    if named := _CHARSET.search(data[:2048]):
        with contextlib.suppress(LookupError, UnicodeDecodeError):
            return data.decode(named[1].decode("ascii"))
    return decode(data)


def is_binary(data: bytes) -> bool:
    """Whether `data` is no text in any encoding of one byte a character or UTF-8."""
    head = data[:_LOOKED_AT]
    return len(_BINARY.findall(head)) > _BINARY_SHARE * len(head)


def _decode_legacy(data: bytes) -> str:
    """Text that is not valid UTF-8: mostly-valid UTF-8 with damage, else the encoding that charset-normalizer finds."""
    replaced = data.decode("utf-8", errors="replace")
    valid = sum(1 for c in replaced if c > "\x7f" and c != "\ufffd")
    if not is_binary(data) and valid > 4 * replaced.count("\ufffd"):
        return replaced  # more good multi-byte characters than bad bytes: UTF-8 with a cut or damaged passage
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_LOOKED_AT], cp_isolation=_LEGACY).best()
    if best is None or (is_binary(data) and not best.encoding.startswith("utf_16")):
        raise _binary_error()
    return data.decode(best.encoding, errors="replace")


def _binary_error() -> StopSource:
    return StopSource("the file holds binary data, no text", "Give text, HTML or JSON Lines")
