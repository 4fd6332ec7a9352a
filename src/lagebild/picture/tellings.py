"""The tellings of one event held against each other."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from lagebild.picture.events import EventRow


class Disagreement(msgspec.Struct, frozen=True, kw_only=True):
    """A field in which the tellings of one event differ, with who says what."""

    field: str
    values: tuple[tuple[str, tuple[str, ...]], ...]  # (value, articles), most told first


_COMPARED = ("status", "dead", "injured", "size", "date", "place")


def disagreements(tellings: Sequence[EventRow]) -> list[Disagreement]:
    """Where articles that tell the same event contradict one another. Silence is no contradiction."""
    found = []
    for name in _COMPARED:
        told: dict[str, list[str]] = {}
        for row in tellings:
            value = getattr(row, name)
            if value is not None:
                told.setdefault(str(value), []).append(row.article)
        if len(told) > 1:
            ordered = sorted(told.items(), key=lambda kv: (-len(kv[1]), kv[0]))
            found.append(Disagreement(field=name, values=tuple((v, tuple(a)) for v, a in ordered)))
    return found
