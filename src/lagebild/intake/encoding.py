"""Bytes to text: UTF-8 first, then what the bytes look like; binary data is refused."""

from __future__ import annotations

import codecs
import contextlib
import io
import re
from collections.abc import Iterator

from lagebild.intake.source import Input, StopSource

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
# Codecs of Python that no page is written in; some take for ever on long input.
_NO_CHARSETS = ("idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined")


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


def decode_page(data: bytes, named_outside: str | None = None) -> str:
    """The same for HTML, which may name its encoding itself; browsers believe it before they look at the bytes.

    `named_outside` is the encoding in the header of the answer, which is believed first unless the bytes deny it.
    """
    inside = _CHARSET.search(data[:2048])
    for name in (named_outside, inside and inside[1].decode("ascii", "replace")):
        with contextlib.suppress(LookupError, ValueError):
            if name and codecs.lookup(name).name not in _NO_CHARSETS:
                return data.decode(name)
    return decode(data)


def encoding_of(head: bytes) -> str:
    """The encoding of a text by its first bytes. Raises StopSource for binary data and where none fits."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return {"utf-8": "utf-8-sig"}.get(encoding, encoding)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return _legacy(head)
    if is_binary(head):
        raise _binary_error()
    return "utf-8"


@contextlib.contextmanager
def open_text(source: Input) -> Iterator[io.TextIOWrapper]:
    """A source of many articles as a stream of text, line ends as they are. Raises StopSource for binary data."""
    encoding = encoding_of(source.head(_LOOKED_AT))
    with source.open() as file:
        yield io.TextIOWrapper(file, encoding, errors="replace", newline="")


def is_binary(data: bytes) -> bool:
    """Whether `data` is no text in any encoding of one byte a character or UTF-8."""
    head = data[:_LOOKED_AT]
    return len(_BINARY.findall(head)) > _BINARY_SHARE * len(head)


def _decode_legacy(data: bytes) -> str:
    """Text that is not valid UTF-8: mostly-valid UTF-8 with damage, else the encoding that charset-normalizer finds."""
    return data.decode(_legacy(data), errors="replace")


def _legacy(data: bytes) -> str:
    replaced = data.decode("utf-8", errors="replace")
    valid = sum(1 for c in replaced if c > "\x7f" and c != "\ufffd")
    if not is_binary(data) and valid > 4 * replaced.count("\ufffd"):
        return "utf-8"  # more good multi-byte characters than bad bytes: UTF-8 with a cut or damaged passage
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_LOOKED_AT], cp_isolation=_LEGACY).best()
    if best is None or (is_binary(data) and not best.encoding.startswith("utf_16")):
        raise _binary_error()
    return best.encoding


def _binary_error() -> StopSource:
    return StopSource("the file holds binary data, no text", "Give text, HTML or JSON Lines")
