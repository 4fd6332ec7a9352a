"""A JSON array of articles, streamed; also one object, or objects one after another, however they are laid out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TextIO

from lagebild.intake.encoding import open_text
from lagebild.intake.rows import from_row
from lagebild.intake.source import Failure, Input, Options, Raw, StopSource
from lagebild.intake.stream import CHUNK

_DECODER = json.JSONDecoder()
_BETWEEN = " \t\r\n,[\ufeff"


def read(source: Input, options: Options) -> Iterator[Raw | Failure]:
    """An article an object. An object without text that holds a list of objects stands for that list."""
    number = 0
    with open_text(source) as file:
        for value in _values(file, options.max_bytes):
            for row in _rows(value, options):
                number += 1
                if isinstance(row, dict):
                    yield from_row(row, source.name, number, options)
                else:
                    found = "a list or a single value stands in the place of an article"
                    yield Failure(source.name, found, "One JSON object an article is needed; it is skipped", number)
    if not number:
        raise StopSource("the file holds no article", "One JSON object an article is needed")


def _rows(value: object, options: Options) -> list[object]:
    if isinstance(value, dict) and options.fields.text not in value:
        for inside in value.values():
            if isinstance(inside, list) and inside and isinstance(inside[0], dict):
                return list(inside)
    return [value]


def _values(file: TextIO, limit: int) -> Iterator[object]:
    """The values of a stream, one after another. What is held is at most about one value."""
    text, wanted, count = "", CHUNK, 0
    while True:
        more = file.read(wanted)
        text = (text + more).lstrip(_BETWEEN)
        at = 0
        while at < len(text) and text[at] != "]":
            try:
                value, end = _DECODER.raw_decode(text, at)
            except (ValueError, RecursionError) as error:
                if not more or len(text) - at > limit or isinstance(error, RecursionError):
                    raise _broken(count, error) from None
                break
            if end == len(text) and more and not isinstance(value, dict | list):
                break  # a number may go on
            yield value
            count += 1
            at = _after(text, end)
        # Twice as much is asked for where a value is longer than what there was, so that the work stays in proportion.
        wanted = CHUNK if at else min(2 * wanted, limit)
        text = text[at:]
        if not more or text.startswith("]"):
            return


def _after(text: str, at: int) -> int:
    while at < len(text) and text[at] in _BETWEEN:
        at += 1
    return at


def _broken(count: int, error: Exception) -> StopSource:
    after = f"after {count} articles" if count else "from the start"
    return StopSource(
        f"it is no JSON {after} ({str(error)[:120]})", "Mend it there; what came before is read", count + 1
    )
