"""The text of a PDF by pypdf, its lines joined to paragraphs."""

from __future__ import annotations

import dataclasses
import io
import logging
import re
import statistics

from lagebild.intake.source import Failure, Raw

# More than the longest report has.
MAX_PAGES = 2000
_SHORTEST = 20
# A line that ends in a hyphen after a letter and goes on small was divided; "Nord- und" was not.
_DIVIDED = re.compile(r"(?<=[a-zäöüß])[-\u00ad\u2010]\n(?=[a-zäöüß])(?!(?:und|oder|bis|sowie)\b)")
# A line much shorter than the others ends its paragraph.
_FULL = 0.75


def open_pdf(raw: Raw) -> Raw | Failure:
    """`raw` with the text of its PDF; a failure where it has none."""
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it misses is our failure to word
    try:
        reader = PdfReader(io.BytesIO(raw.blob or b""))
        if reader.is_encrypted and not reader.decrypt(""):
            return Failure(raw.source, "the PDF is locked by a password", "Save it without", raw.offset)
        pages = [page.extract_text() for page, _ in zip(reader.pages, range(MAX_PAGES), strict=False)]
        title = (reader.metadata.title if reader.metadata else None) or None
        created = reader.metadata.creation_date if reader.metadata else None
    except RecursionError:
        return _damaged(raw, "it refers to itself")
    except Exception as error:  # pypdf raises whatever the damage leads to
        return _damaged(raw, f"{type(error).__name__}: {str(error)[:120]}")
    text = join_lines("\n\n".join(pages))
    if len(text) < _SHORTEST:
        found = "the PDF has no text layer (a scan or pictures)"
        return Failure(raw.source, found, "Read it with an OCR program first, e.g. ocrmypdf", raw.offset)
    day = created.date().isoformat() if created else None
    return dataclasses.replace(raw, text=text, blob=None, title=raw.title or title, published=raw.published or day)


def join_lines(text: str) -> str:
    """Paragraphs of whole lines: divided words joined, line ends inside a paragraph as blanks."""
    text = _DIVIDED.sub("", re.sub(r"[ \t]+\n", "\n", text))
    lines = text.split("\n")
    full = [len(line) for line in lines if line.strip()]
    enough = _FULL * statistics.quantiles(full, n=10)[8] if len(full) > 2 else 0
    joined = ""
    for line in lines:
        joined += line
        joined += " " if line.strip() and len(line) >= enough else "\n\n" if line.strip() else "\n"
    return re.sub(r"\s*\n\s*\n\s*", "\n\n", joined).strip()


def _damaged(raw: Raw, why: str) -> Failure:
    return Failure(raw.source, f"the PDF cannot be opened ({why})", "Save or fetch it again", raw.offset)
