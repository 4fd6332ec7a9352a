"""Dateline and agency mark at the head of a report: `Sotschi.`, `BERLIN (dpa) -`, `Kiew/Moskau (AFP) –`.

The forms, most certain first: an agency in brackets or before a bar; a country in brackets with a date; a date;
a place with a dash or a full stop. The last needs a name that is known as a place, since "Stillstand. Die ..." and
"Merkel – die Kanzlerin ..." look the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from lagebild.intake.clean import agency_list, own_marks, weekdays
from lagebild.intake.dates import month_number

_WORD = r"(?:St\.|[A-ZÄÖÜÀ-ÝČŠŽŁ][\w’'.-]*?\w(?:\.(?=\s\(|\s[A-Z]\.))?)"
_SMALL = r"(?:am|an der|a\.|a\. d\.|im|in|bei|ob der|von|de|di|da|do|del|la|le|los|el|auf|i\.)"
_PLACE = rf"{_WORD}(?:[ ](?:{_SMALL}[ ])?{_WORD}){{0,3}}"
_PLACES = rf"(?P<place>{_PLACE}(?:\s?/\s?{_PLACE}){{0,3}})"
_DASH = r"[-–—−]{1,2}"
_DATE = r"(?P<day>\d{1,2})\.\s*(?:(?P<month>\d{1,2})\.|(?P<name>[A-ZJ][a-zä]+\.?))(?:\s*(?P<year>\d{4}))?"
_TEXT = r"\s+(?=[„“»«\"'‚›]?[A-ZÄÖÜ0-9])"  # what follows a dateline opens a sentence
# Above the head of a report stand at most this many lines: titles, kickers, bylines; none closes with a mark.
_LINES_ABOVE = 4
_ABOVE = re.compile(r"[^\n]{1,200}[^\s.!?:,;][ \t]*\n\s*")
# A dateline without any other mark ("Sotschi.") names a place that has at least so much weight in the knowledge base
# (the logarithm of its population): villages share their names with too many words.
_KNOWN_RANK = 4.0


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where and by whom a report is signed: characters [start, end) of the text up to the first word of the report."""

    start: int
    end: int
    place: str | None
    agency: str | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class _Form:
    regex: re.Pattern[str]
    needs_place: bool = False


@cache
def _forms() -> tuple[_Form, ...]:
    agency = rf"(?P<agency>{agency_list()})"
    signed = rf"\(\s*(?:{agency}|{own_marks()})\s*\)"
    return (
        _Form(re.compile(rf"{_PLACES},?\s*(?:{_DATE})?\s*{signed}\s*(?:{_DASH}|[:.])?{_TEXT}")),
        _Form(re.compile(rf"{signed}\s*{_PLACES}\s*(?:{_DASH}|[:.]){_TEXT}")),
        _Form(re.compile(rf"{_PLACES}\s+{agency}\s*\|{_TEXT}")),
        _Form(re.compile(rf"{agency}\s+{_PLACES}\s*(?:{_DASH}|[:.|]){_TEXT}"), needs_place=True),
        _Form(re.compile(rf"{signed}\s*(?:{_DASH}|[:.])?{_TEXT}")),
        _Form(
            re.compile(rf"{_PLACES}\s*\((?P<country>{_PLACE})\)\s*,?\s*(?:{_DATE})?\s*(?:{_DASH}|[:.]){_TEXT}"),
            needs_place=True,
        ),
        _Form(re.compile(rf"{_PLACES},\s*{_DATE}\s*(?:{_DASH}|[:.]){_TEXT}")),
        _Form(re.compile(rf"{_PLACES}\s+(?:{_DASH}){_TEXT}"), needs_place=True),
        _Form(re.compile(rf"{_PLACES}[.:|]{_TEXT}"), needs_place=True),
    )


def find_dateline(text: str, is_place: Callable[[str], bool] | None = None) -> Dateline | None:
    """The dateline at the head of `text` or right after its headline; None where there is none.

    `is_place` tells whether a name is a place; by default the knowledge base is asked.
    """
    at = len(text) - len(text.lstrip())
    for _ in range(_LINES_ABOVE + 1):
        if found := _at(text, at, is_place or _known_place):
            return found
        if not (above := _ABOVE.match(text, at)):
            return None
        at = above.end()
    return None


def _at(text: str, at: int, is_place: Callable[[str], bool]) -> Dateline | None:
    head = text[: at + 160]
    for form in _forms():
        if not (match := form.regex.match(head, at)):
            continue
        parts = match.groupdict()
        place = _plain(parts["place"]) if parts.get("place") else None
        if form.needs_place and not (place and all(is_place(p.strip()) for p in place.split("/"))):
            continue
        if place in weekdays():
            continue
        month = int(parts["month"]) if parts.get("month") else month_number(parts.get("name") or "")
        if parts.get("name") and not month:
            continue
        day, year = parts.get("day"), parts.get("year")
        return Dateline(
            at, match.end(), place, parts.get("agency"), int(day) if day else None, month, int(year) if year else None
        )
    return None


def _plain(place: str) -> str:
    """A place as one writes it: `NEW YORK` is New York; `USA` and `Frankfurt a. M.` stay."""
    if not place.isupper() or not re.search(r"[^\W\d_]{4}", place):
        return place
    return re.sub(r"[^\W\d_]{2,}", lambda m: m.group().capitalize(), place)


def _known_place(name: str) -> bool:
    from lagebild.knowledge import default_knowledge

    rows = default_knowledge().places(_plain(name))
    return any(row.rank >= _KNOWN_RANK and row.kind in ("city", "country", "admin") for row in rows)
