"""Text exports of Factiva with indexing: two-letter field codes, `AN` closes a document. Layout: docs/intake.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TextIO

from lagebild.intake.encoding import open_text
from lagebild.intake.source import Failure, Input, Options, Raw, StopSource

_CODES = "SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|RF|CO|IN|NS|RE|PUB|AN|CT|ART|IPD|IPC|VOL"
_FIELD = re.compile(rf"(?P<code>{_CODES})(?:[ \t]{{1,8}}(?P<value>\S.*))?[ \t]*")
_LANGUAGES = {"german": "de", "deutsch": "de", "english": "en", "englisch": "en", "french": "fr", "französisch": "fr"}


def read(source: Input, options: Options) -> Iterator[Raw | Failure]:
    """An article from one headline to the next."""
    number = 0
    with open_text(source) as file:
        for fields in _documents(file, options.max_bytes):
            number += 1
            text = "\n\n".join(filter(None, (fields.get("LP"), fields.get("TD"))))
            if not text:
                yield Failure(
                    source.name, "the document has neither LP nor TD", "Export it anew with full text", number
                )
                continue
            yield Raw(
                text=text,
                source=source.name,
                offset=number,
                id=fields.get("AN", "").removeprefix("Document").strip() or None,
                title=" ".join(fields.get("HD", "").split()) or None,
                published=re.sub(r"^(\d+) ", r"\1. ", fields.get("PD", "")) or None,
                publisher=fields.get("SN") or None,
                language=_LANGUAGES.get(fields.get("LA", "").lower()),
            )
    if not number:
        raise StopSource("the export holds no document", "Export it anew, as text with indexing")


def _documents(file: TextIO, limit: int) -> Iterator[dict[str, str]]:
    """The fields of each document. A code stands at the start of a line, once a document."""
    fields: dict[str, list[str]] = {}
    code, size = "", 0
    while line := file.readline(limit):
        line = line.strip("\r\n\ufeff\f")
        found = _FIELD.fullmatch(line)
        if found and found["code"] in ("SE", "HD") and "HD" in fields and code not in ("SE",):
            yield _joined(fields)
            fields, code, size = {}, "", 0
        if found and found["code"] not in fields:
            code = found["code"]
            fields[code] = [found["value"] or ""]
        elif code and size < limit:
            fields[code].append(line)
            size += len(line)
    if "HD" in fields:
        yield _joined(fields)


def _joined(fields: dict[str, list[str]]) -> dict[str, str]:
    return {code: "\n".join(lines).strip() for code, lines in fields.items()}
