"""The day that a report tells of: what its beginning says happened, and what was last told before."""

from __future__ import annotations

from datetime import date

from lagebild.language.doc import Doc, Token
from lagebild.reading.attachment import attached, dates, joined
from lagebild.reading.times.calendar import first_day, parse
from lagebild.records import Time

BEGINNING = 2  # sentences of the text that tell its news
RECENT = 3  # days: what lies further back is the occasion of the news, not the news
FADES = (
    15  # sentences that the day of the beginning goes on counting for (cross-validation: 9 gives when F1 0.003 less)
)
REACH = 4  # sentences that a day goes on counting for in the Plusquamperfekt
PREDICATES = frozenset({"VERB", "AUX"})


def told_before(token: Token, doc: Doc, times: tuple[Time, ...], published: str | None) -> str | None:
    """The past day or span told last before the sentence of `token`: the Plusquamperfekt goes back to it."""
    start, reach = doc.sentences[token.sent].start, doc.sentences[max(0, token.sent - REACH)].start
    earlier = [t for t in times if reach <= t.start < start and dates(t)]
    told = joined(earlier[-1], times, doc) if earlier else None
    return told if told and published and told < published else None


def news_day(token: Token, doc: Doc, times: tuple[Time, ...], published: str | None) -> str | None:
    """The day before publication that the first main clauses tell of, while the text may still go on with it."""
    now = _first_day(published)
    if now is None:
        return None
    for sentence in [s for s in doc.sentences if s.kind == "text"][:BEGINNING]:
        if token.sent - sentence.i > FADES:
            continue
        here = [t for t in times if sentence.start <= t.start < sentence.end and dates(t)]
        root = doc.root(sentence.i)
        if root is None or root.upos not in PREDICATES:
            continue
        time = attached(root, here, doc)
        day = joined(time, times, doc) if time else None
        then = _first_day(day)
        if day and then and len(day) == len(published or "") and 0 <= (now - then).days <= RECENT:
            return day
    return None


def _first_day(edtf: str | None) -> date | None:
    point = parse(edtf)
    return first_day(point) if point else None
