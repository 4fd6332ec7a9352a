"""JSON Lines: one article a line; the names of the fields are configurable (`Fields`)."""

from __future__ import annotations

import json
from collections.abc import Iterator

import msgspec

from lagebild.intake.encoding import decode
from lagebild.intake.rows import from_row
from lagebild.intake.source import Failure, Input, Options, Raw, StopSource
from lagebild.intake.stream import lines

_DECODER = msgspec.json.Decoder(dict[str, object])
_NO_JSON = "One JSON object a line is needed; this line is skipped"


def read(source: Input, options: Options) -> Iterator[Raw | Failure]:
    """An article a line, streamed; a line that does not hold one is a failure and the next line follows."""
    with source.open() as file:
        for number, line in lines(file, options.max_bytes):
            if line is None:
                found = f"the line has more than {options.max_bytes / 1e6:,.0f} MB, more than one article can have"
                yield Failure(source.name, found, "It is skipped; split it into articles", number)
            elif stripped := line.removeprefix(b"\xef\xbb\xbf").strip():
                yield from_json(stripped, source.name, number, options)


def from_json(line: bytes, name: str, number: int, options: Options) -> Raw | Failure:
    """The article of one line of JSON, or why there is none."""
    try:
        row = _decode(line)
    except UnicodeDecodeError:
        try:
            return from_json(decode(line).encode(), name, number, options)
        except StopSource:
            return Failure(name, "the line holds binary data", _NO_JSON, number)
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
