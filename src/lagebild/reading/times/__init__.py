"""Time expressions: TIMEX3 values resolved against the day of publication.

`tables` holds the words and patterns of a language, `scan` finds them, `resolve` and `lengths` give them values,
`context` knows what was said before. How to add a rule: docs/times.md.
"""

from __future__ import annotations

from lagebild.edtf import is_edtf
from lagebild.language.doc import Doc
from lagebild.reading.times import lengths, resolve
from lagebild.reading.times.context import Context
from lagebild.reading.times.resolve import Maker, Resolved
from lagebild.reading.times.scan import Match, matches, split
from lagebild.reading.times.tables import table_for
from lagebild.records import Time

MAKERS: dict[str, Maker] = {
    "date": resolve.make_date,
    "named": resolve.make_named,
    "decade": resolve.make_decade,
    "century": resolve.make_century,
    "deictic": resolve.make_deictic,
    "today": resolve.make_today,
    "weekday": resolve.make_weekday,
    "weekday of a week": resolve.make_weekday_of_week,
    "relative": resolve.make_relative,
    "current": resolve.make_current,
    "text": resolve.make_text,
    "holiday": resolve.make_holiday,
    "ref": resolve.make_ref,
    "clock": resolve.make_clock,
    "daypart": resolve.make_daypart,
    "duration": lengths.make_duration,
    "ago": lengths.make_ago,
    "span": lengths.make_span,
    "set": lengths.make_set,
    "weekly": lengths.make_weekly,
}


def find_times(doc: Doc, published: str | None) -> tuple[Time, ...]:
    """The time expressions of `doc` in text order; `published` is EDTF level 0 or None."""
    table = table_for(doc.language)
    if table is None:
        return ()
    words = split(doc.text, table)
    found = [m for m in matches(words, table) if not _is_name(m, doc)]
    if not found:
        return ()
    _lend(found, doc.text)
    ctx = Context(doc, words, table, published)
    ctx.counts_days = any(m.rule.make == "deictic" for m in found)
    return tuple(_time(match, ctx) for match in found if match.rule.make != "none")


def _is_name(match: Match, doc: Doc) -> bool:
    """Whether a match without digits is part of a longer name of a person or organisation ("Bild am Sonntag")."""
    if not doc.names or any(c.isdigit() for c in doc.text[match.start : match.end]):
        return False
    return any(
        n.start <= match.start and match.end <= n.end and n.end - n.start > match.end - match.start
        for n in doc.names
        if n.label in ("PER", "ORG")
    )


LENDING = 12  # characters between two dates that share month or year: " bis zum ", ", und am "


def _lend(found: list[Match], text: str) -> None:
    """ "am 3., 4. und 5. Mai 2019", "von Juni bis August 2019": dates take what they lack from the one after."""
    for match, following in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        if match.rule.make != "date" or following.rule.make != "date":
            continue
        if "day" in match.slots and "month" not in match.slots:
            following.slots["several"] = True
            lent: tuple[str, ...] = ("month", "year", "shift")
        elif "month" in match.slots and "year" not in match.slots and "month" in following.slots:
            joined = following.start - match.end <= LENDING and following.slots["month"] >= match.slots["month"]
            lent = ("year", "shift") if joined and "\n" not in text[match.end : following.start] else ()
        else:
            continue
        for name in lent:
            if name in following.slots:
                match.slots.setdefault(name, following.slots[name])


def _time(match: Match, ctx: Context) -> Time:
    done: Resolved = MAKERS[match.rule.make](match, ctx)
    if done.point is not None:
        ctx.remember(match, done.point)
    if done.type == "SET" or "several" in match.slots:
        ctx.general_at = match.end
    date = done.edtf if done.edtf and is_edtf(done.edtf) else None
    text = ctx.doc.text[match.start : match.end]
    return Time(start=match.start, end=match.end, text=text, type=done.type, value=done.value, edtf=date)
