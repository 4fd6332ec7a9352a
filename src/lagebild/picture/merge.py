"""The picture over all articles: copies, stories and events kept up to date as reports come, change and go."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from lagebild.picture.copies import Copies
from lagebild.picture.groups import Groups
from lagebild.picture.happenings import Happenings
from lagebild.picture.numbers import feature
from lagebild.picture.stories import Stories
from lagebild.records import Report


class Picture:
    """The groups of an open store. The caller holds the transaction.

    What belongs together is decided pair by pair, so the same reports give the same groups in whatever order they come.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._criteria = (Copies(), Stories(), Happenings())
        self.groups = {c.kind: Groups(db, c) for c in self._criteria}

    def add(self, report: Report, code: bytes | None = None) -> None:
        """Take in a report that is not in the picture yet; `code` is the article's vector as sign bits."""
        for criterion in self._criteria:
            for member in criterion.members(report, code):
                self.groups[criterion.kind].add(member)

    def remove(self, article: str) -> None:
        """Take an article out again."""
        for groups in self.groups.values():
            groups.remove_article(article)

    def rebuild(self, reports: Iterable[tuple[Report, bytes | None]]) -> None:
        """Forget all groups and build them anew."""
        for groups in self.groups.values():
            groups.clear()
        for report, code in reports:
            self.add(report, code)


def number_features(db: sqlite3.Connection) -> None:
    """Let all members be found by the numbers of their features, in a store where none is yet."""
    db.execute("CREATE TEMP TABLE found (feature INTEGER NOT NULL, member INTEGER NOT NULL)")
    for criterion in (Copies(), Stories(), Happenings()):
        rows = db.execute("SELECT id, data FROM group_member WHERE kind = ?", (criterion.kind,))
        db.executemany(
            "INSERT INTO found VALUES (?, ?)",
            ((feature(name), member) for member, data in rows for name in set(criterion.features(data))),
        )
    db.execute("INSERT OR IGNORE INTO group_feature SELECT * FROM found ORDER BY feature, member")
    db.execute("DROP TABLE found")
