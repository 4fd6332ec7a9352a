"""Questions as people type them: "Was sagte Merkel über die Ukraine?" """

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """Who is asked for, and about what they spoke."""

    speaker: str
    about: str | None = None


def asked(text: str) -> Question | None:
    """The question that `text` puts, None where it is none of this form.

    >>> asked("Was sagte Merkel über die Ukraine?")
    Question(speaker='Merkel', about='Ukraine')
    >>> asked("Merkel Ukraine") is None
    True
    """
    for pattern in _patterns():
        if found := pattern.fullmatch(text.strip(" ?!.")):
            parts = found.groupdict()
            return Question(speaker=_bare(parts["speaker"]), about=_bare(parts.get("about") or "") or None)
    return None


def _bare(words: str) -> str:
    kept = words.split()
    while len(kept) > 1 and kept[0].casefold() in _data()["empty"]:
        kept = kept[1:]
    return " ".join(kept)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p, re.IGNORECASE) for p in _data()["patterns"])


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("lagebild.picture").joinpath("questions.toml").read_text(encoding="utf-8"))
