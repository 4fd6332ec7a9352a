"""The examples of the cue table: `{speaker} *cue* [quote]` taken apart, and compared with what is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from lagebild.reading.quotes.cues import Cue
from lagebild.reading.quotes.found import FoundQuote

Span = tuple[int, int]
_MARKS = {"{": "speaker", "}": "speaker", "*": "cue", "[": "quote", "]": "quote"}


@dataclass(slots=True)
class Example:
    """A sentence and where its parts are."""

    row: Cue
    text: str = ""
    parts: dict[str, list[Span]] = field(default_factory=lambda: {"speaker": [], "cue": [], "quote": []})


def example_of(row: Cue) -> Example:
    """The example of a row without its marks."""
    example, opened = Example(row), dict[str, int]()
    for character in row.example:
        part = _MARKS.get(character)
        if part is None:
            example.text += character
        elif part in opened:
            example.parts[part].append((opened.pop(part), len(example.text)))
        else:
            opened[part] = len(example.text)
    assert not opened, f"{row.cue}: a mark is not closed in {row.example!r}"
    return example


def reads(example: Example, found: tuple[FoundQuote, ...]) -> str:
    """ "" where one of the quotations found is that of the example, else what is wrong with the best one."""
    best = max(found, key=lambda q: _share(example.parts["quote"], q.quote), default=None)
    if best is None or _share(example.parts["quote"], best.quote) < 0.8:
        return "quote"
    if example.parts["speaker"] and not _touch(example.parts["speaker"], best.speaker):
        return "speaker"
    if example.parts["cue"] and not _touch(example.parts["cue"], best.cue):
        return "cue"
    return ""


def _characters(spans: object) -> set[int]:
    return {i for a, b in spans for i in range(a, b)}  # type: ignore[attr-defined]


def _share(wanted: list[Span], got: tuple[Span, ...]) -> float:
    a, b = _characters(wanted), _characters(got)
    return 2 * len(a & b) / max(1, len(a) + len(b))


def _touch(wanted: list[Span], got: tuple[Span, ...]) -> bool:
    return bool(_characters(wanted) & _characters(got))
