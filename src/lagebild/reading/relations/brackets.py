"""The party behind a name in brackets: "Jan Holm (SPD)"."""

from __future__ import annotations

from collections.abc import Iterator

from lagebild.language.doc import Token
from lagebild.reading.events.context import Reading
from lagebild.records import Relation

PARTY = "PTY"
CONFIDENCE = 0.95


def bracketed(token: Token, reading: Reading) -> Iterator[Relation]:
    """The membership that an opening bracket right behind a person's name tells."""
    tokens = reading.doc.tokens
    if token.text != "(" or token.i == 0 or token.i + 2 >= len(tokens):
        return
    inside, behind = tokens[token.i + 1], tokens[token.i + 1 : token.i + 5]
    close = next((t for t in behind if t.text in (")", ",", ";")), None)
    party = next((e for e in _at(inside, reading) if reading.entities[e].sector == PARTY), None)
    before = tokens[token.i - 1]
    person = next((e for e in _at(before, reading) if reading.entities[e].kind == "person"), None)
    if close is None or party is None or person is None:
        return
    start = min(m.start for m in reading.entities[person].mentions if m.start <= before.start < m.end)
    yield Relation(
        id="", type="member_of", subject=person, object=party, start=start, end=tokens[close.i - 1].end,
        confidence=CONFIDENCE,
    )  # fmt: skip


def _at(token: Token, reading: Reading) -> list[str]:
    """The entities whose mention holds a word."""
    return [e.id for e in reading.actors.entities if any(m.start <= token.start < m.end for m in e.mentions)]
