"""Since when and until when a relation holds, as the sentence tells."""

from __future__ import annotations

from lagebild.language.doc import Token
from lagebild.reading.events.context import Reading
from lagebild.reading.events.syntax import base, clause_head, is_verb
from lagebild.reading.relations.lexicon import words
from lagebild.records import Time


def spell(token: Token, reading: Reading) -> tuple[str | None, str | None]:
    """The EDTF dates behind "seit" and "bis" in the sentence of `token`, and both ends of "von 1998 bis 2005"."""
    sentence = reading.doc.sentences[token.sent]
    known = words(reading.doc.language)
    since = until = None
    for time in reading.times:
        if not (sentence.start <= time.start < sentence.end) or not time.edtf or time.type == "DURATION":
            continue
        if not _same_clause(time, token, reading):
            continue
        first, _, last = time.edtf.partition("/")
        word = _before(time, reading)
        if last and first and ".." not in time.edtf and word in known.both:
            return first, last
        if word in known.since:
            since = first or None
        if word in known.until:
            until = first or None
    return since, until


def _before(time: Time, reading: Reading) -> str:
    """The preposition of a time: its first word or the word before it."""
    first = time.text.split()[0].lower()
    known = words(reading.doc.language)
    if first in known.since | known.until | known.both:
        return first
    at = reading.doc.tokens_in(time.start, time.end)
    return reading.doc.tokens[at[0].i - 1].text.lower() if at and at[0].i else ""


def _same_clause(time: Time, token: Token, reading: Reading) -> bool:
    """Whether a time belongs to the predicate that `token` is, or hangs on `token` itself."""
    inside = reading.doc.tokens_in(time.start, time.end)
    predicate = is_verb(token) or any(base(c) in ("cop", "nsubj") for c in token.children)
    return any(token in t.ancestors() or (predicate and clause_head(t) is clause_head(token)) for t in inside)
