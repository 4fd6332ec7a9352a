"""Since when and until when a relation holds, as the sentence tells."""

from __future__ import annotations

from lagebild.language.doc import Token
from lagebild.reading.events.context import Reading
from lagebild.records import Time

SINCE = ("seit", "ab")
UNTIL = ("bis",)


def spell(token: Token, reading: Reading) -> tuple[str | None, str | None]:
    """The EDTF dates behind "seit" and "bis" in the sentence of `token`, and both ends of "von 1998 bis 2005"."""
    sentence = reading.doc.sentences[token.sent]
    since = until = None
    for time in reading.times:
        if not (sentence.start <= time.start < sentence.end) or not time.edtf or time.type == "DURATION":
            continue
        first, _, last = time.edtf.partition("/")
        if last and first and ".." not in time.edtf:
            return first, last
        word = _before(time, reading)
        if word in SINCE:
            since = first or None
        if word in UNTIL:
            until = first or None
    return since, until


def _before(time: Time, reading: Reading) -> str:
    """The preposition of a time: its first word or the word before it."""
    first = time.text.split()[0].lower()
    if first in (*SINCE, *UNTIL):
        return first
    at = reading.doc.tokens_in(time.start, time.end)
    return reading.doc.tokens[at[0].i - 1].text.lower() if at and at[0].i else ""
