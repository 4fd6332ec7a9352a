"""Text exports of NexisUni (LexisNexis): header lines, `Body`, the text, `End of Document`. Layout: docs/intake.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TextIO

from lagebild.intake.encoding import open_text
from lagebild.intake.source import Failure, Input, Options, Raw, StopSource

_END = re.compile(r"\s*(?:End of Document|Ende des Dokuments)\s*")
_BODY = re.compile(r"\s*(?:Body|Textkörper)\s*")
# Lines between title and body that tell something by a name of their own.
_NAMES = "Section|Length|Byline|Dateline|Highlight|Copyright|Load-Date|Language|Rubrik"
_FIELD = re.compile(rf"\s*(?P<name>{_NAMES})\b[: ](?P<value>.*)")
_DAY = re.compile(r"(?:\w+ \d{1,2}, \d{4}|\d{1,2}\.? \w+ \d{4})")
# What follows the text: classification by the data base.
_TAIL = re.compile(r"\s*(?:Load-Date:.*|Classification|Notes|Graphic)\s*")
_LANGUAGES = {"german": "de", "deutsch": "de", "english": "en", "englisch": "en", "french": "fr", "französisch": "fr"}


def read(source: Input, options: Options) -> Iterator[Raw | Failure]:
    """An article from one end mark to the next."""
    number = 0
    with open_text(source) as file:
        for document in _documents(file, options.max_bytes):
            number += 1
            raw = _article(document, source.name, number)
            if raw is None:
                found = "the document has no line `Body` with text below"
                yield Failure(source.name, found, "Export it anew with full text", number)
            else:
                yield raw
    if not number:
        raise StopSource("the export holds no document", "Export it anew with full text")


def _documents(file: TextIO, limit: int) -> Iterator[list[str]]:
    """The lines of each document; one that is cut off at the end comes, too."""
    held: list[str] = []
    size = 0
    while line := file.readline(limit):
        if _END.fullmatch(line) or size > limit:
            if any(map(str.strip, held)):
                yield held
            held, size = [], 0
        else:
            held.append(line.strip("\r\n\ufeff\f"))
            size += len(line)
    if any(_BODY.fullmatch(row) for row in held):
        yield held


def _article(document: list[str], name: str, number: int) -> Raw | None:
    at = next((i for i, line in enumerate(document) if _BODY.fullmatch(line)), None)
    if at is None:
        return None
    tail = next((i for i in range(at + 1, len(document)) if _TAIL.fullmatch(document[i])), len(document))
    text = "\n".join(document[at + 1 : tail]).strip()
    if not text:
        return None
    head = [line.strip() for line in document[:at] if line.strip()]
    fields = {f["name"].lower(): f["value"].strip() for f in map(_FIELD.fullmatch, head) if f}
    plain = [line for line in head if not _FIELD.fullmatch(line)]
    day = next((i for i, line in enumerate(plain) if i and _DAY.match(line)), None)
    return Raw(
        text=text,
        source=name,
        offset=number,
        title=" ".join(plain[: day - 1]) if day and day > 1 else (plain[0] if plain else None),
        published=found[0] if day is not None and (found := _DAY.match(plain[day])) else None,
        publisher=plain[day - 1] if day and day > 1 else None,
        language=_LANGUAGES.get(fields.get("language", "").split(";")[0].strip().lower()),
    )
