"""Corrections as files: the log as CSV, to be kept, mended by hand and given to another store; and as training data."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

import msgspec

from lagebild.picture.correct import PARTIES, Correction, corrected
from lagebild.picture.log import COLUMNS, log
from lagebild.picture.store import Store
from lagebild.records import Event, Quote, Report

_NUMBERS = ("start", "end")
# A correction is the same in two stores where all this agrees; ids are given anew by each store.
_SAME = tuple(c for c in COLUMNS if c not in ("id", "was", "undone_at", "undone_by"))


class CorrectionFileError(ValueError):
    """A line of the file cannot be used; the message names it and says what is allowed."""


def write_log(store: Store, file: TextIO) -> int:
    """Write the whole log as CSV, the first correction first; returns how many."""
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    rows = sorted(log(store.db), key=lambda c: c.id)
    writer.writerows([getattr(c, name) for name in COLUMNS] for c in rows)
    return len(rows)


def read_log(store: Store, file: TextIO) -> tuple[int, int, int]:
    """Take in corrections from CSV: (made, undone, there already). Lines before a wrong one are kept.

    Needed columns: what, made_by, and what `Correction` needs for it; the others may be missing.
    """
    counts = [0, 0, 0]
    there = {_same(c): c for c in log(store.db)}
    for line, given in _parsed(file):
        old = there.get(_same(given))
        if old is not None and given.undone_at and not old.undone_at:
            store.undo(old.id, given.undone_by or given.made_by, given.undone_at)
            counts[1] += 1
        elif old is not None:
            counts[2] += 1
        else:
            try:
                made = store.correct(given)
            except ValueError as error:
                raise CorrectionFileError(f"line {line}: {error}") from None
            there[_same(made)] = there[_same(given)] = made
            counts[0] += 1
    return counts[0], counts[1], counts[2]


def _parsed(file: TextIO) -> Iterator[tuple[int, Correction]]:
    reader = csv.DictReader(file)
    if not {"what", "made_by"} <= set(reader.fieldnames or ()):
        raise CorrectionFileError(
            f"line 1: a header line with what, made_by and more of {', '.join(COLUMNS)} is needed"
        )
    for row in reader:
        fields: dict[str, Any] = {k: v for k, v in row.items() if k in COLUMNS and k != "id" and v}
        try:
            fields.update({k: int(fields[k]) for k in _NUMBERS if k in fields})
            yield reader.line_num, msgspec.convert({"made_by": "", **fields}, Correction)
        except (ValueError, msgspec.ValidationError) as error:
            raise CorrectionFileError(f"line {reader.line_num}: {error}") from None


def _same(c: Correction) -> tuple[object, ...]:
    return tuple(getattr(c, name) or None for name in _SAME)


def training_rows(db: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    """One row a corrected event or quote: the sentence, where the record stands in it, as read and as it is right.

    `right` is None for what was rejected. Undone corrections are no evidence and are left out.
    """
    made = [c for c in log(db) if not c.undone_at and c.layer in ("event", "quote")]
    for article in sorted({c.article for c in made if c.article}):
        row = db.execute("SELECT report FROM articles WHERE article = ?", (article,)).fetchone()
        if row is not None:
            mine = sorted((c for c in made if c.article == article), key=lambda c: c.id)
            yield from _of_article(Report.from_json(row[0]), mine)


def _of_article(report: Report, made: list[Correction]) -> Iterator[dict[str, Any]]:
    right, _ = corrected(report, made, lambda key: None)
    mended: tuple[Event | Quote, ...] = (*right.events, *right.quotes)
    after = {r.id: r for r in mended}
    names = {e.id: e.name for e in right.entities}
    read: tuple[Event | Quote, ...] = (*report.events, *report.quotes)
    for record in read:
        now = after.get(record.id)
        if now == record:
            continue
        layer = "event" if isinstance(record, Event) else "quote"
        spans = record.triggers if isinstance(record, Event) else record.quote
        start, end = _sentence(report, spans[0][0])
        yield {
            "article": report.article.id, "layer": layer, "text": report.article.text[start:end],
            "spans": [(a - start, b - start) for a, b in spans], "reader": report.reader.version,
            "read": _told(record, names), "right": _told(now, names) if now else None,
        }  # fmt: skip


def _told(record: Event | Quote, names: dict[str, str]) -> dict[str, Any]:
    if isinstance(record, Event):
        place = msgspec.to_builtins(record.place)
        sides = {s: [p.name for p in getattr(record, s)] for s in PARTIES}
        return {"type": record.type, "status": record.status, "date": record.date, "place": place, **sides}
    return {"type": record.type, "date": record.date, "speaker": names.get(record.speaker_entity or "")}


def _sentence(report: Report, at: int) -> tuple[int, int]:
    found = next(((s.start, s.end) for s in report.sentences if s.start <= at < s.end), None)
    return found or (0, len(report.article.text))


def kept_lines(lines: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """Rows as lines of JSON."""
    for line in lines:
        yield msgspec.json.encode(line) + b"\n"
