"""Things that are the same over many articles: members, and the groups of those that belong together.

A group is a connected component: which articles belong together is decided pair by pair (`Criterion.same`), so the
groups do not depend on the order in which articles came. Candidates for a pair come from an inverted index of features
within a window of days, so that a new article costs look-ups in B-trees and not a walk over the store.

The name of a group is its earliest member (by rank, then by id). An earlier article that comes later gives it a new
name; the old one still finds it, since every member leads to its group.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from lagebild.picture import numbers
from lagebild.records import Report

# Members that share one feature within the window; more are compared with only where one feature is everywhere (a
# hundred agency copies of one text), and there any of them leads to the group.
MOST_CANDIDATES = 400
# An article's members are called after it, or after it with a slash and more: their names end before this is put behind it.
AFTER_SLASH = chr(ord("/") + 1)
# Members by their group. Without the hint SQLite, which does not know how small groups are, walks all members of the kind.
OF_GROUP = "group_member INDEXED BY group_member_group"


@dataclass(frozen=True, slots=True)
class Member:
    """What is grouped: an article or an event. `data` is what `Criterion.same` compares, packed by the criterion."""

    id: str
    article: str
    rank: str  # groups are named after the member of the lowest rank
    day: int  # proleptic ordinal of the day that the index sorts by; 0 where unknown
    features: tuple[str, ...]
    data: bytes
    asked: tuple[str, ...] | None = None  # features by which it looks for others; None: its own


class Criterion(Protocol):
    """When two members belong together."""

    kind: str
    window: int  # days to either side in which a candidate may lie
    listed: bool  # whether its groups are listed by their days (table `story`)
    by_feature: bool  # whether two that belong together share a feature; False where the features hold the day

    def members(self, report: Report, code: bytes | None) -> Iterable[Member]:
        """What `report` brings; `code` is the article's vector as 512 sign bits, None where it was not computed."""
        ...

    def same(self, one: bytes, other: bytes) -> float | None:
        """How surely they belong together (0 to 1), None where they do not. Symmetric."""
        ...

    def features(self, data: bytes) -> Iterable[str]:
        """The features of a member, from its data."""
        ...


class Groups:
    """The groups of one kind in an open store. Writes nothing but its own rows; the caller commits."""

    def __init__(self, connection: sqlite3.Connection, criterion: Criterion) -> None:
        self._db, self._criterion, self._kind = connection, criterion, criterion.kind

    def add(self, member: Member) -> str:
        """Add a member to the group of those it belongs with; returns the group's name."""
        linked = self._linked(member)
        number = numbers.new(self._db, self._kind, member.day)
        name = min([(member.rank, member.id), *map(self._first, linked)])[1]
        self._db.execute(
            "INSERT INTO group_member VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (number, self._kind, member.id, member.article, name, member.rank, member.data, member.day),
        )
        numbers.put(self._db, number, member.features)
        for group in linked - {name}:  # the others only: the one that keeps its name may be large
            self._db.execute(f"UPDATE {OF_GROUP} SET grp = ? WHERE kind = ? AND grp = ?", (name, self._kind, group))
        if self._criterion.listed:
            self._list([(member.id, member.day), *((group, 0) for group in sorted(linked))], name)
        return name

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
            f"SELECT member FROM {OF_GROUP} WHERE kind = ? AND grp = ? ORDER BY rank, member", (self._kind, group)
        )
        return [row[0] for row in rows]

    def clear(self) -> None:
        """Take everything out."""
        every = numbers.days(self._kind, 0, numbers.LAST_DAY)
        for table, column in (("group_feature", "member"), ("group_member", "id")):
            self._db.execute(f"DELETE FROM {table} WHERE {column} BETWEEN ? AND ?", every)
        if self._criterion.listed:
            self._db.execute("DELETE FROM story")

    def remove_article(self, article: str) -> None:
        """Take an article's members out; what they held together falls apart."""
        rows = self._db.execute(
            "SELECT id, grp, data FROM group_member WHERE kind = ? AND member >= ? AND member < ? AND article = ?",
            (self._kind, article, article + AFTER_SLASH, article),
        ).fetchall()
        for number, _, data in rows:
            numbers.take(self._db, number, self._criterion.features(data))
            self._db.execute("DELETE FROM group_member WHERE id = ?", (number,))
        for group in {group for _, group, _ in rows}:
            self._split(group)

    def _linked(self, member: Member) -> set[str]:
        """The groups in which some member belongs with this one. One link a group is enough, so a text that has been
        printed a hundred times is compared once."""
        asked = member.features if member.asked is None else member.asked
        near = set[int]().union(*(self._near(feature, member.day) for feature in asked))
        if not near:
            return set()
        # One statement for all of them: a store has dozens of candidates for a story, and a statement each took longer.
        rows = self._db.execute(
            "SELECT grp, data FROM group_member WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(near)),),
        )
        found: set[str] = set()
        for group, data in rows:
            if group not in found and self._criterion.same(member.data, data) is not None:
                found.add(group)
        return found

    def _near(self, feature: str, day: int) -> set[int]:
        window = numbers.days(self._kind, day - self._criterion.window, day + self._criterion.window)
        rows = self._db.execute(
            "SELECT member FROM group_feature WHERE feature = ? AND member BETWEEN ? AND ? LIMIT ?",
            (numbers.feature(feature), *window, MOST_CANDIDATES),
        )
        return {member for (member,) in rows}

    def _first(self, group: str) -> tuple[str, str]:
        """Rank and id of the member that names the group."""
        rank, member = self._db.execute(
            f"SELECT rank, member FROM {OF_GROUP} WHERE kind = ? AND grp = ? ORDER BY rank, member LIMIT 1",
            (self._kind, group),
        ).fetchone()
        return str(rank), str(member)

    def _list(self, groups: Sequence[tuple[str, int]], name: str) -> None:
        """Put what is listed of `groups` together under `name`; one that is not listed yet is a member of that day."""
        rows = [self._listed(*group) for group in groups]
        self._db.executemany("DELETE FROM story WHERE grp = ?", [(group,) for group, _ in groups])
        days = [day for row in rows for day in row[1:] if day]
        self._db.execute(
            "INSERT INTO story VALUES (?, ?, ?, ?)",
            (name, sum(row[0] for row in rows), min(days, default=None), max(days, default=None)),
        )

    def _listed(self, group: str, day: int) -> tuple[int, int | None, int | None]:
        row = self._db.execute("SELECT members, first_day, last_day FROM story WHERE grp = ?", (group,)).fetchone()
        return (int(row[0]), row[1], row[2]) if row else (1, day or None, day or None)

    def _split(self, group: str) -> None:
        """Find the components of what is left of a group and name each anew."""
        rows = self._db.execute(
            f"SELECT member, data, day FROM {OF_GROUP} WHERE kind = ? AND grp = ? ORDER BY rank, member",
            (self._kind, group),
        ).fetchall()
        if self._criterion.listed:
            self._db.execute("DELETE FROM story WHERE grp = ?", (group,))
        whole = [_Kept(member, data, day, set(self._criterion.features(data))) for member, data, day in rows]
        parts: list[list[_Kept]] = []
        for row in whole:
            near = [part for part in parts if any(self._link(row, other) for other in part)]
            parts = [part for part in parts if part not in near]
            parts.append([*(r for part in near for r in part), row])
        for part in parts:  # rows came by rank: the first of the earliest part names the group
            first = min(part, key=whole.index).member
            self._db.executemany(
                "UPDATE group_member SET grp = ? WHERE kind = ? AND member = ?",
                [(first, self._kind, kept.member) for kept in part],
            )
            if self._criterion.listed:
                self._list([(kept.member, kept.day) for kept in part], first)

    def _link(self, one: _Kept, other: _Kept) -> bool:
        """Whether two members would have been compared when they came, and belong together."""
        shared = not self._criterion.by_feature or not one.features.isdisjoint(other.features)
        near = abs(one.day - other.day) <= self._criterion.window and shared
        return near and self._criterion.same(one.data, other.data) is not None


@dataclass(frozen=True, slots=True)
class _Kept:
    """A member of a group that may fall apart."""

    member: str
    data: bytes
    day: int
    features: set[str]
