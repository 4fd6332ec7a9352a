"""Things that are the same over many articles: members, edges between them, and the groups that the edges make.

A group is a connected component: which articles belong together is decided pair by pair (`Criterion.same`), so the
groups do not depend on the order in which articles came. Candidates for a pair come from an inverted index of features
within a window of days, so that a new article costs look-ups in B-trees and not a walk over the store.

The name of a group is its earliest member (by rank, then by id). An earlier article that comes later gives it a new
name; the old one still finds it, since every member leads to its group.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from lagebild.records import Report


@dataclass(frozen=True, slots=True)
class Member:
    """What is grouped: an article or an event. `data` is what `Criterion.same` compares, packed by the criterion."""

    id: str
    article: str
    rank: str  # groups are named after the member of the lowest rank
    day: int  # proleptic ordinal of the day that the index sorts by; 0 where unknown
    features: tuple[str, ...]
    data: bytes


class Criterion(Protocol):
    """When two members belong together."""

    kind: str
    window: int  # days to either side in which a candidate may lie

    def members(self, report: Report, code: bytes | None) -> Iterable[Member]:
        """What `report` brings; `code` is the article's vector as 512 sign bits, None where it was not computed."""
        ...

    def same(self, one: bytes, other: bytes) -> float | None:
        """How surely they belong together (0 to 1), None where they do not. Symmetric."""
        ...


class Groups:
    """The groups of one kind in an open store. Writes nothing but its own rows; the caller commits."""

    def __init__(self, connection: sqlite3.Connection, criterion: Criterion) -> None:
        self._db, self._criterion, self._kind = connection, criterion, criterion.kind

    def add(self, member: Member) -> str:
        """Add a member with its edges to those already there; returns the name of its group."""
        edges = list(self._edges(member))
        self._db.execute(
            "INSERT INTO group_member VALUES (?, ?, ?, ?, ?, ?)",
            (self._kind, member.id, member.article, member.id, member.rank, member.data),
        )
        self._db.executemany(
            "INSERT OR IGNORE INTO group_feature VALUES (?, ?, ?, ?)",
            [(self._kind, feature, member.day, member.id) for feature in member.features],
        )
        self._db.executemany(
            "INSERT INTO group_edge VALUES (?, ?, ?, ?)",
            [row for other, score in edges for row in self._both_ways(member.id, other, score)],
        )
        groups = {member.id, *(self.of(other) or other for other, _ in edges)}
        return self._unite(groups)

    def of(self, member: str) -> str | None:
        """The name of the group that `member` is in."""
        row = self._db.execute(
            "SELECT grp FROM group_member WHERE kind = ? AND member = ?", (self._kind, member)
        ).fetchone()
        return row[0] if row else None

    def all(self) -> dict[str, str]:
        """Every member and the name of its group."""
        rows = self._db.execute("SELECT member, grp FROM group_member WHERE kind = ?", (self._kind,))
        return dict(rows.fetchall())

    def members(self, group: str) -> list[str]:
        """The members of a group, the lowest rank first."""
        rows = self._db.execute(
            "SELECT member FROM group_member WHERE kind = ? AND grp = ? ORDER BY rank, member", (self._kind, group)
        )
        return [row[0] for row in rows]

    def clear(self) -> None:
        """Take everything out."""
        for table in ("group_feature", "group_edge", "group_member"):
            self._db.execute(f"DELETE FROM {table} WHERE kind = ?", (self._kind,))

    def remove_article(self, article: str) -> None:
        """Take an article's members out; what they held together falls apart."""
        rows = self._db.execute(
            "SELECT member, grp FROM group_member WHERE kind = ? AND article = ?", (self._kind, article)
        ).fetchall()
        for member, _ in rows:
            for statement in (
                "DELETE FROM group_feature WHERE kind = ? AND member = ?",
                "DELETE FROM group_edge WHERE kind = ? AND a = ?",
                "DELETE FROM group_edge WHERE kind = ? AND b = ?",
                "DELETE FROM group_member WHERE kind = ? AND member = ?",
            ):
                self._db.execute(statement, (self._kind, member))
        for group in {grp for _, grp in rows}:
            self._split(group)

    def _edges(self, member: Member) -> Iterator[tuple[str, float]]:
        for other, data in sorted(self._candidates(member).items()):
            score = self._criterion.same(member.data, data)
            if score is not None:
                yield other, score

    def _candidates(self, member: Member) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        low, high = member.day - self._criterion.window, member.day + self._criterion.window
        for feature in member.features:
            rows = self._db.execute(
                "SELECT m.member, m.data FROM group_feature f JOIN group_member m ON m.kind = f.kind AND "
                "m.member = f.member WHERE f.kind = ? AND f.feature = ? AND f.day BETWEEN ? AND ?",
                (self._kind, feature, low, high),
            )
            found.update(rows)
        found.pop(member.id, None)
        return found

    def _both_ways(self, a: str, b: str, score: float) -> tuple[tuple[str, str, str, float], ...]:
        return (self._kind, a, b, score), (self._kind, b, a, score)

    def _unite(self, groups: set[str]) -> str:
        marks = ",".join("?" * len(groups))
        first = self._db.execute(
            f"SELECT member FROM group_member WHERE kind = ? AND grp IN ({marks}) ORDER BY rank, member LIMIT 1",
            (self._kind, *groups),
        ).fetchone()[0]
        self._db.execute(
            f"UPDATE group_member SET grp = ? WHERE kind = ? AND grp IN ({marks}) AND grp <> ?",
            (first, self._kind, *groups, first),
        )
        return str(first)

    def _split(self, group: str) -> None:
        """Find the components of what is left of a group and name each anew."""
        left = self.members(group)
        while left:
            reached = self._reached(left[0])
            self._db.executemany(
                "UPDATE group_member SET grp = ? WHERE kind = ? AND member = ?",
                [(left[0], self._kind, member) for member in reached],
            )
            left = [member for member in left if member not in reached]

    def _reached(self, member: str) -> set[str]:
        reached, todo = {member}, [member]
        while todo:
            rows = self._db.execute("SELECT b FROM group_edge WHERE kind = ? AND a = ?", (self._kind, todo.pop()))
            new = {row[0] for row in rows} - reached
            reached |= new
            todo.extend(new)
        return reached
