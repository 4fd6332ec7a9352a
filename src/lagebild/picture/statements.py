"""Statements of the store: who said what, to be filtered, searched and quoted with their source."""

from __future__ import annotations

import sqlite3

import msgspec

from lagebild.picture.filters import is_country
from lagebild.picture.words import wanted

# Shown without a mark from here on: of quotations found by the same evidence three in four are right (the confidence of a
# quotation is the share that was right, docs/quotes.md).
SURE = 0.75


class StatementRow(msgspec.Struct, frozen=True, kw_only=True):
    """One quote with its speaker and source."""

    id: str  # article/quote
    type: str
    text: str
    speaker: str | None  # as the entity is named, else as written
    actor: str | None  # key of the speaker's page
    country: str | None
    date: str | None
    medium: str | None
    confidence: float
    start: int
    end: int
    article: str
    title: str
    published: str | None
    publisher: str | None

    @property
    def sure(self) -> bool:
        """Whether it is shown without a mark."""
        return self.confidence >= SURE


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """Conditions on statements. `speaker` is an actor's key, a state's code or a part of a name, `about` words of the
    statement."""

    speaker: str | None = None
    about: str | None = None
    type: str | None = None
    since: str | None = None
    until: str | None = None
    article: str | None = None


def statements(db: sqlite3.Connection, asked: Asked, *, limit: int = 50, offset: int = 0) -> list[StatementRow]:
    """The statements that meet `asked`, newest first."""
    clause, values = _where(asked)
    rows = db.execute(
        "SELECT a.article || '/' || q.local, q.type, q.text, coalesce(e.name, q.speaker), e.actor, e.country, q.date, "
        'q.medium, q.confidence, q.start, q."end", a.article, coalesce(a.title, substr(a.text, 1, 80)), a.published, '
        # The page is cut out of the index first: a row that is passed over costs no look at article and speaker.
        f"a.publisher FROM (SELECT q.id AS n FROM quotes q WHERE {clause} ORDER BY q.day DESC, q.id DESC LIMIT ? OFFSET ?) "
        "JOIN quotes q ON q.id = n JOIN articles a ON a.id = q.article LEFT JOIN entities e ON e.id = q.speaker_entity "
        "ORDER BY q.day DESC, q.id DESC",
        (*values, limit, offset),
    )
    names = StatementRow.__struct_fields__
    return [StatementRow(**dict(zip(names, row, strict=True))) for row in rows]


def _where(asked: Asked) -> tuple[str, list[str]]:
    parts, values = ["1"], []
    words = []
    if asked.speaker and ":" not in asked.speaker and not is_country(asked.speaker):
        words.append(f"speaker : ({wanted(asked.speaker).match})" if wanted(asked.speaker).match else "")
    elif asked.speaker:
        parts.append("q.country = ?" if is_country(asked.speaker) else "q.actor = ?")
        values.append(asked.speaker)
    if asked.about and (query := wanted(asked.about).match):
        words.append(f"text : ({query})")
    if not all(words):
        parts.append("0")  # a speaker without a letter is nobody
    elif words:
        parts.append("q.id IN (SELECT rowid FROM quote_words WHERE quote_words MATCH ?)")
        values.append(" AND ".join(words))
    one = "q.article = (SELECT id FROM articles WHERE article = ?)"
    for column, value in (("q.type = ?", asked.type), (one, asked.article)):
        if value:
            parts.append(column)
            values.append(value)
    for column, value in (("q.day >= ?", asked.since), ("q.day <= ?", asked.until)):
        if value:
            parts.append(column)
            values.append(value)
    return " AND ".join(parts), values
