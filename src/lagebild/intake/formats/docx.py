"""Word documents: the paragraphs of the text; no macros, no linked content, no tracked deletions."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator

from lagebild.intake.formats.archive_zip import opened
from lagebild.intake.source import Failure, Input, Options, Raw, StopSource
from lagebild.intake.xml import local, parse

_TEXT = "word/document.xml"
_PROPERTIES = "docProps/core.xml"


def read(source: Input, options: Options) -> Iterator[Raw | Failure]:
    """The one article of `source`."""
    with source.seekable() as file, opened(file) as archive:
        data = _part(archive, _TEXT, options.max_bytes)
        if data is None:
            raise StopSource("it is no Word document (it has no text part)", "Save it as .docx, or as plain text")
        properties = _part(archive, _PROPERTIES, options.max_bytes)
    known: dict[str, str] = {}
    if properties:
        known = {local(e): (e.text or "").strip() for e in parse(properties).iter() if local(e)}
    text = _text(data)
    if not text.strip():
        raise StopSource("the document holds no text (pictures only)", "Give the text itself")
    yield Raw(
        text=text,
        source=source.name,
        title=known.get("title") or None,
        published=known.get("created") or None,
        language=known.get("language") or None,
        dated_from=source.name,
    )


def _part(archive: zipfile.ZipFile, name: str, limit: int) -> bytes | None:
    try:
        with archive.open(name) as part:
            data = part.read(limit + 1)
    except KeyError:
        return None
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise StopSource(f"the document is damaged ({error})", "Save it again") from None
    if len(data) > limit:
        raise StopSource(f"its text has more than {limit / 1e6:,.0f} MB, more than one article can have", "Divide it")
    return data


def _text(data: bytes) -> str:
    lines: list[str] = []
    line = ""
    for element in parse(data).iter():
        match local(element):
            case "p":
                lines.append(line)
                line = ""
            case "t":
                line += element.text or ""
            case "tab":
                line += "\t"
            case "br" | "cr":
                line += "\n"
    return "\n\n".join(filter(str.strip, [*lines, line]))
