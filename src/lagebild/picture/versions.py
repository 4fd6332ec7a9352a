"""Earlier texts of an article that its publisher changed, and what changed."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from difflib import SequenceMatcher

from lagebild.records import Article


@dataclass(frozen=True, slots=True)
class Version:
    """One text of an article that is no longer in force, and what became of it in the next."""

    number: int  # from 1, the first text that was read
    title: str | None
    published: str | None
    text: str
    replaced_at: str
    added: tuple[str, ...]  # paragraphs of the next text that this one had not
    removed: tuple[str, ...]  # paragraphs of this text that the next one has not


def keep(db: sqlite3.Connection, number: int, now: Article) -> None:
    """Keep the text of the article in row `number` if the one that replaces it is another. The caller holds the transaction."""
    article, title, published, text = db.execute(
        "SELECT article, title, published, text FROM articles WHERE id = ?", (number,)
    ).fetchone()
    if (title, text) != (now.title, now.text):
        db.execute(
            "INSERT INTO versions (article, title, published, text) VALUES (?, ?, ?, ?)",
            (article, title, published, text),
        )


def versions(db: sqlite3.Connection, article: str) -> list[Version]:
    """The earlier texts of an article, oldest first."""
    rows = db.execute(
        "SELECT title, published, text, replaced_at FROM versions WHERE article = ? ORDER BY id", (article,)
    ).fetchall()
    (last,) = db.execute("SELECT text FROM articles WHERE article = ?", (article,)).fetchone() or ("",)
    following = [*(row[2] for row in rows[1:]), last]
    found: list[Version] = []
    if not rows:
        return found
    for number, ((title, published, text, at), then) in enumerate(zip(rows, following, strict=True), start=1):
        added, removed = changes(text, then)
        found.append(Version(number, title, published, text, at, added, removed))
    return found


def changes(before: str, after: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(added, removed) paragraphs from one text to the next."""
    old, new = _paragraphs(before), _paragraphs(after)
    added: list[str] = []
    removed: list[str] = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            removed += old[a:b]
            added += new[c:d]
    return tuple(added), tuple(removed)


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]
