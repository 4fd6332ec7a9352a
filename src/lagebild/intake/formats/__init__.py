"""The registry of formats: which module reads which kind of source.

A format is a function `(Input, Options) -> Iterator[Raw | Failure]`. It yields a `Failure` for a record that it skips
and raises `StopSource` when nothing more can be read. To add one: write a module here and a line in FORMATS.
Modules are imported at the first source that needs them (trafilatura takes a second).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from lagebild.intake.source import Failure, Input, Options, Raw, StopSource

Read = Callable[[Input, Options], Iterator[Raw | Failure]]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of source: how it is named, told by its name or first bytes, and read by `MODULE.read`."""

    name: str
    suffixes: tuple[str, ...]
    what: str
    magic: re.Pattern[bytes] | None = None  # matched at the start of the source when the suffix says nothing

    def reader(self) -> Read:
        """The function that reads it."""
        read: Read = import_module(f"lagebild.intake.formats.{self.name}").read
        return read


FORMATS: tuple[Format, ...] = (
    Format("html", (".html", ".htm", ".xhtml"), "a web page", re.compile(rb"\s*(?:<!doctype html|<html)", re.I)),
    Format("jsonl", (".jsonl", ".ndjson"), "JSON Lines, one article a line", re.compile(rb'\s*\{\s*"')),
    Format("text", (".txt", ".text"), "plain text, one article a file"),
)
SNIFFED = 512


@cache
def known_suffixes() -> frozenset[str]:
    """The suffixes of all formats."""
    return frozenset(s for f in FORMATS for s in f.suffixes)


def format_of(source: Input, options: Options) -> Format:
    """The format of a source: as the user said, else by its name, else by its first bytes, else plain text."""
    if options.format:
        return next(f for f in FORMATS if f.name == options.format)
    name = source.name.lower()
    for form in FORMATS:
        if name.endswith(form.suffixes):
            return form
    head = source.head(SNIFFED).removeprefix(b"\xef\xbb\xbf")
    return next((f for f in FORMATS if f.magic and f.magic.match(head)), FORMATS[-1])


def read_input(source: Input, options: Options) -> Iterator[Raw | Failure]:
    """The raw articles of one source; whatever stops it comes as the last `Failure`."""
    try:
        if not source.head(1):
            raise StopSource("the file is empty", "Nothing to do; delete it or fetch it again")
        yield from format_of(source, options).reader()(source, options)
    except StopSource as stop:
        yield Failure(source.name, stop.found, stop.next_step, stop.offset)
    except OSError as error:
        yield Failure(source.name, f"cannot be read ({error.strerror or error})", "Check the file and its permissions")
