"""Articles from records of named values: JSON, tables."""

from __future__ import annotations

from collections.abc import Mapping

from lagebild.intake.source import Failure, Options, Raw


def from_row(row: Mapping[str, object], name: str, number: int, options: Options) -> Raw | Failure:
    """The article of one record; the names of the fields are configurable (`Fields`)."""
    names = options.fields
    text = row.get(names.text)
    if isinstance(text, str) and not text.strip():
        return Failure(name, f"the text under {names.text!r} is empty", "It is skipped; nothing to do", number)
    if not isinstance(text, str):
        there = ", ".join(map(str, list(row)[:8])) or "nothing"
        step = f"Name the field that holds the text, e.g. --fields text=body (there are: {there[:300]})"
        return Failure(name, f"the record has no text under {names.text!r}", step, number)
    if len(text) > options.max_bytes:
        found = f"the text has {len(text) / 1e6:,.0f} million characters, more than one article can have"
        return Failure(name, found, "It is skipped; split it into articles", number)
    return Raw(
        text=text,
        source=name,
        offset=number,
        id=_value(row, names.id),
        title=_value(row, names.title),
        published=_value(row, names.published),
        url=_value(row, names.url),
        publisher=_value(row, names.publisher),
        language=_value(row, names.language),
    )


def _value(row: Mapping[str, object], name: str) -> str | None:
    value = row.get(name)
    return (str(value).strip() or None) if isinstance(value, str | int | float) else None
