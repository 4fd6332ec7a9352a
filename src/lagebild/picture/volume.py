"""What is kept beside an article's rows so that pages stay quick at volume: counts, words, codes, parts of names.

Made from the rows and the report alone; `fill` makes it for a store that was written before there was any of it.
"""

from __future__ import annotations

import sqlite3

from lagebild.picture import codes, people, tally, words
from lagebild.records import Report

# Emptied before everything is made anew. `article_words` is not: the texts of articles do not change by corrections.
TABLES = (*tally.TABLES, "actor_words", "quote_words", "code_blocks")


def add(db: sqlite3.Connection, article: int, report: Report) -> None:
    """Take a stored article in; its rows are written."""
    codes.add(db, article, report.sentences)
    words.index_quotes(db, article)
    tally.count_in(db, article)


def take_out(db: sqlite3.Connection, article: int) -> None:
    """Take it out, before its rows go. (Its words go by a trigger.)"""
    codes.take_out(db, article)
    tally.count_out(db, article)


def fill(db: sqlite3.Connection) -> None:
    """Make everything for the articles of the store."""
    db.execute("DELETE FROM article_codes")
    for number, title, text, report in db.execute("SELECT id, title, text, report FROM articles ORDER BY id"):
        words.index_article(db, number, title, text)
        words.index_quotes(db, number)
        codes.add(db, number, Report.from_json(report).sentences)
    for actor, name in db.execute("SELECT actor, name FROM actors").fetchall():
        people.name(db, actor, name)
    tally.count_anew(db)
