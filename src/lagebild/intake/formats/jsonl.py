"""JSON Lines: one article a line; the names of the fields are configurable (`Fields`)."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

import msgspec

from lagebild.intake.encoding import decode
from lagebild.intake.source import Failure, Input, Options, Raw

_DECODER = msgspec.json.Decoder(dict[str, object])
_NO_JSON = "One JSON object a line is needed; this line is skipped"


def read(source: Input, options: Options) -> Iterator[Raw | Failure]:
    """An article a line, streamed; a line that does not hold one is a failure and the next line follows."""
    for number, line in enumerate(_lines(source), start=1):
        if len(line) > options.max_bytes:
            found = f"the line has {len(line) / 1e6:,.0f} MB, more than one article can have"
            yield Failure(source.name, found, "It is skipped; split it into articles", number)
        elif stripped := line.removeprefix(b"\xef\xbb\xbf").strip():
            yield from_json(stripped, source.name, number, options)


def from_json(line: bytes, name: str, number: int, options: Options) -> Raw | Failure:
    """The article of one line of JSON, or why there is none."""
    try:
        row = _decode(line)
    except UnicodeDecodeError:
        return from_json(decode(line).encode(), name, number, options)
    except (ValueError, RecursionError) as error:
        return Failure(name, f"the line is no JSON object ({error})", _NO_JSON, number)
    return from_row(row, name, number, options)


def _decode(line: bytes) -> dict[str, object]:
    """The object of a line. Raises ValueError where there is none."""
    try:
        return _DECODER.decode(line)
    except msgspec.ValidationError:
        raise  # JSON, but no object
    except msgspec.DecodeError:
        # Half of a surrogate pair or NaN, as careless programs write them; the standard library lets both pass.
        row = json.loads(line)
        if not isinstance(row, dict):
            raise ValueError("it holds a list or a single value") from None
        return row


def from_row(row: dict[str, object], name: str, number: int, options: Options) -> Raw | Failure:
    """The article of one record of named values (JSON, tables)."""
    names = options.fields
    text = row.get(names.text)
    if not isinstance(text, str) or not text.strip():
        there = ", ".join(list(row)[:8]) or "nothing"
        step = f"Name the field that holds the text, e.g. --fields text=body (there are: {there})"
        return Failure(name, f"the record has no text under {names.text!r}", step, number)
    return Raw(
        text=text,
        source=name,
        offset=number,
        id=_value(row, names.id),
        title=_value(row, names.title),
        published=_value(row, names.published),
        url=_value(row, names.url),
        publisher=_value(row, names.publisher),
        language=_value(row, names.language),
    )


def _value(row: dict[str, object], name: str) -> str | None:
    value = row.get(name)
    return (str(value).strip() or None) if isinstance(value, str | int | float) else None


def _lines(source: Input) -> Iterator[bytes]:
    if source.data is not None:
        yield from io.BytesIO(source.data)
    elif source.path is not None:
        with open(source.path, "rb") as file:
            yield from file
