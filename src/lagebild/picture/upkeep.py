"""The rows of an article, written, taken out and written anew: the one way in which reports and corrections become rows.

Adding, rebuilding and correcting all come through `write`, so that each gives the same store.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from lagebild.picture import volume
from lagebild.picture.correct import Correction, corrected
from lagebild.picture.log import anchored_in, merge_away
from lagebild.picture.merge import Picture
from lagebild.picture.people import count_in, count_out
from lagebild.picture.rows import insert_article, insert_findings
from lagebild.picture.trust import VOUCHED, trust_of, vouched
from lagebild.picture.words import index_article
from lagebild.reading.sentences import article_code
from lagebild.records import Report

# Tables with one row a finding of an article; theirs go with them (mentions, participants).
FINDINGS = (
    "custom_events", "relations", "events", "quotes", "quantities", "places", "times", "sentences", "article_codes",
    "entities", "correction_used",
)  # fmt: skip


def add(
    db: sqlite3.Connection,
    picture: Picture,
    report: Report,
    line: str,
    number: int | None = None,
    reading: bytes | None = None,
) -> int:
    """Write a new article; `number` is the row that it takes over. Returns its row number."""
    number = insert_article(db, report, line, number, reading)
    index_article(db, number, report.article.title, report.article.text)
    write(db, picture, number, report)
    return number


def write(db: sqlite3.Connection, picture: Picture, number: int, report: Report) -> None:
    """Write the rows of a report's findings, corrected, and take it into the picture. `report` is as read."""
    mended, used = corrected(report, anchored_in(db, report.article.id), lambda key: merge_away(db, key))
    insert_findings(db, number, mended, vouched(report, mended) if used else ())
    db.executemany("INSERT INTO correction_used VALUES (?, ?)", [(c, number) for c in sorted(used)])
    count_in(db, number)
    volume.add(db, number, mended)
    picture.add(mended, article_code(mended.sentences))


def take_out(db: sqlite3.Connection, picture: Picture, number: int) -> None:
    """Take the rows of an article's findings out, and the article out of the picture; its own row stays."""
    volume.take_out(db, number)
    count_out(db, number)
    (article,) = db.execute("SELECT article FROM articles WHERE id = ?", (number,)).fetchone()
    picture.remove(article)
    for table in FINDINGS:
        db.execute(f"DELETE FROM {table} WHERE article = ?", (number,))


def refresh(db: sqlite3.Connection, picture: Picture, numbers: Iterable[int]) -> None:
    """Write articles anew from their stored reports, after a correction was made or undone."""
    for number in numbers:
        take_out(db, picture, number)
        write(db, picture, number, _stored(db, number))


def rebuild(db: sqlite3.Connection, picture: Picture) -> int:
    """Write everything anew from the stored reports and the corrections; returns how many articles."""
    for groups in picture.groups.values():
        groups.clear()
    for table in (*volume.TABLES, "article_words", *FINDINGS, "actors"):
        db.execute(f"DELETE FROM {table}")
    numbers = [n for (n,) in db.execute("SELECT id FROM articles ORDER BY id")]
    for number in numbers:
        report = _stored(db, number)
        index_article(db, number, report.article.title, report.article.text)
        write(db, picture, number, report)
    return len(numbers)


def report_now(db: sqlite3.Connection, article: str) -> tuple[Report, Report] | None:
    """The report of an article as it was read, and with the corrections."""
    row = db.execute("SELECT report FROM articles WHERE article = ?", (article,)).fetchone()
    if row is None:
        return None
    report = Report.from_json(row[0])
    return report, with_corrections(db, report)


def with_corrections(db: sqlite3.Connection, report: Report) -> Report:
    """A report as read, with people's corrections."""
    return corrected(report, anchored_in(db, report.article.id), lambda key: merge_away(db, key))[0]


def trust_anew(db: sqlite3.Connection) -> None:
    """Work out for all events of the store how far they can be trusted."""
    for (article,) in db.execute("SELECT article FROM articles").fetchall():
        if (found := report_now(db, article)) is None:
            continue
        known = vouched(*found)
        for event in found[1].events:
            trust = VOUCHED if event.id in known else trust_of(found[1], event)
            db.execute(
                "UPDATE events SET sure = ?, doubts = ? WHERE article = (SELECT id FROM articles WHERE article = ?) "
                "AND local = ?",
                (trust.act, json.dumps(trust.doubts), article, event.id),
            )


def affected(db: sqlite3.Connection, correction: Correction) -> list[int]:
    """The articles that a correction changes, or has changed."""
    if correction.what == "merge":
        query = "SELECT article FROM entities WHERE actor = ?"
    else:
        query = "SELECT id FROM articles WHERE article = ?"
    value = correction.actor if correction.what == "merge" else correction.article
    rows = db.execute(f"{query} UNION SELECT article FROM correction_used WHERE correction = ?", (value, correction.id))
    return sorted(n for (n,) in rows)


def _stored(db: sqlite3.Connection, number: int) -> Report:
    return Report.from_json(db.execute("SELECT report FROM articles WHERE id = ?", (number,)).fetchone()[0])
