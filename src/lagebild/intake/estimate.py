"""About how many articles an input holds, so that progress can tell the time left. Quick, not exact."""

from __future__ import annotations

from collections.abc import Iterable

from lagebild.intake.formats import format_of
from lagebild.intake.paths import find_inputs
from lagebild.intake.source import STDIN, Failure, Input, Options

# So much of the start of a file of many articles is looked at.
_SAMPLE = 1_000_000
# Formats with one article a file.
_SINGLE = ("text", "html", "pdf", "docx", "eml")


def estimate(paths: Iterable[str], options: Options) -> int | None:
    """The number of articles and failures to expect; None where that cannot be told (stdin, archives)."""
    given = list(paths)
    if STDIN in given:
        return None
    total = 0
    for found in find_inputs(given):
        count = 1 if isinstance(found, Failure) else _articles(found, options)
        if count is None:
            return None
        total += count
    return total


def _articles(source: Input, options: Options) -> int | None:
    try:
        name = format_of(source, options).name
        if name in _SINGLE:
            return 1
        if name != "jsonl":
            return None
        head, size = source.head(_SAMPLE), source.size() or 0
    except OSError:
        return 1
    lines = head.count(b"\n") + (not head.endswith(b"\n"))
    return max(1, round(lines * size / max(len(head), 1)))
