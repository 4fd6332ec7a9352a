"""The day of publication, as EDTF level 0 to the precision that is known: `2021-02-22`, `2021-02`, `2021`."""

from __future__ import annotations

import datetime
import re
from email.utils import parsedate_to_datetime

# Newspapers have been printed since 1605; a year outside of this range is no year of publication.
FIRST_YEAR, LAST_YEAR = 1605, 2199

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jänner jan january", "februar feber feb february", "märz mär mrz maerz mar march",
            "april apr", "mai may", "juni jun june", "juli jul july", "august aug", "september sep sept",
            "oktober okt october oct", "november nov", "dezember dez december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_ISO = re.compile(r"(?P<y>\d{4})(?:-(?P<m>\d\d)(?:-(?P<d>\d\d)(?:[T ].*)?)?)?")
_COMPACT = re.compile(r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)(?:T?\d{4,6}Z?)?")
_AGENCY = re.compile(r"(?P<y>\d\d)(?P<m>\d\d)(?P<d>\d\d)")  # dpa:210222-...
_GERMAN = re.compile(
    rf"(?:\w+,\s*)?(?:den\s+)?(?:(?P<d>\d{{1,2}})\.\s*)?(?:(?P<m>\d{{1,2}})\.\s*|(?P<name>{_MONTH})\s*)(?P<y>\d{{4}})(?:\D.*)?",
    re.I,
)
_ENGLISH = re.compile(
    rf"(?:\w+,\s*)?(?P<name>{_MONTH})\s+(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+)?(?P<y>\d{{4}})(?:\D.*)?", re.I
)
_IN_PATH = (
    re.compile(r"(?<!\d)(?P<y>(?:16|17|18|19|20|21)\d\d)[-_/.](?P<m>\d\d)[-_/.](?P<d>\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>(?:16|17|18|19|20|21)\d\d)[-_/](?P<m>\d\d)(?!\d)"),
)


def parse_date(value: str | None) -> str | None:
    """A date as metadata write it (ISO 8601, RFC 822, German, English), to EDTF; None for what is none."""
    value = (value or "").strip()
    if not value:
        return None
    for pattern in (_ISO, _COMPACT, _GERMAN, _ENGLISH):
        if (found := pattern.fullmatch(value)) and (date := _edtf(found)):
            return date
    if found := _AGENCY.fullmatch(value):
        return _edtf(found, century=2000)
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def date_in_path(path: str | None) -> str | None:
    """A date in a file name or URL: `/2021/02/22/`, `2021-02-22`, `20210222`, `/2021/02/`."""
    for pattern in _IN_PATH:
        for found in pattern.finditer(path or ""):
            if date := _edtf(found):
                return date
    return None


def refine(published: str | None, day: int | None, month: int | None, year: int | None) -> str | None:
    """`published` made more precise by a dateline's day where the two agree; the dateline's own where none is known."""
    if not (day and month):
        return published
    if published is None:
        return _valid(year, month, day) if year else None
    known_year = int(published[:4])
    agrees = published[4:] in ("", f"-{month:02d}") and year in (None, known_year)
    return (_valid(known_year, month, day) or published) if agrees else published


def month_number(name: str) -> int | None:
    """The number of a month by its German or English name or abbreviation."""
    return _MONTHS.get(name.casefold().rstrip("."))


def _edtf(found: re.Match[str], century: int = 0) -> str | None:
    parts = found.groupdict()
    month = int(parts["m"]) if parts.get("m") else month_number(parts.get("name") or "")
    return _valid(int(parts["y"]) + century, month, int(parts["d"]) if parts.get("d") else None)


def _valid(year: int, month: int | None, day: int | None) -> str | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if month is None:
        return f"{year:04d}"
    try:
        full = datetime.date(year, month, day or 1)
    except ValueError:
        return None
    return full.isoformat() if day else full.isoformat()[:7]
