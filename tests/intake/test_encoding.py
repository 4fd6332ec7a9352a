"""Bytes to text."""

import codecs

import pytest

from lagebild.intake.encoding import decode, decode_page
from lagebild.intake.source import StopSource

TEXT = (
    "Die Außenminister trafen sich in Brüssel über zwei Tage. „Wir müssen natürlich weiterreden“, hieß es danach. "
    "Größere Fortschritte gab es laut Beobachtern nicht, für März ist ein nächstes Gespräch in Zürich geplant."
)
ENCODINGS = ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-32"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_encodings_of_german_news(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


def test_latin_1_without_windows_quotes() -> None:
    plain = TEXT.replace("„", '"').replace("“", '"')
    assert decode(plain.encode("iso8859-1")) == plain


def test_a_damaged_byte_in_utf_8_does_not_change_the_rest() -> None:
    head, tail = TEXT[:39], TEXT[39:]
    assert decode(head.encode() + b"\xff" + tail.encode()) == head + "\ufffd" + tail


BINARY = [
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8,
    b"\x7fELF" + bytes(500),
    b"PK\x03\x04" + bytes(range(256)) * 4,
    bytes(1000),
    b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)) * 20,
]


@pytest.mark.parametrize("data", BINARY)
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(StopSource, match="binary"):
        decode(data)


def test_a_page_says_its_encoding() -> None:
    page = f'<html><head><meta charset="windows-1252"></head><body>{TEXT}</body></html>'
    assert TEXT in decode_page(page.encode("cp1252"))
    assert TEXT in decode_page(page.replace("windows-1252", "nonsense").encode())
    assert TEXT in decode_page(codecs.BOM_UTF8 + page.replace("windows-1252", "utf-8").encode())
