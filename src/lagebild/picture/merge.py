"""The picture over all articles: copies, stories and events kept up to date as reports come, change and go."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from lagebild.picture.copies import Copies
from lagebild.picture.groups import Groups
from lagebild.picture.happenings import Happenings
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
