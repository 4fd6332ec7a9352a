"""Numbers of members and of features, by which SQLite finds and keeps them in less room than by their names.

A member's number is made of its kind (2 bits), its day (22) and a running number of that day (23), 47 bits, which SQLite
keeps in six bytes. So the members of one kind in a window of days are one range of numbers, and their rows lie together.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from hashlib import blake2b

KINDS = {"copy": 1, "story": 2, "event": 3}
_DAY, _KIND = 23, 45  # bits below the day, below the kind
LAST_DAY = (1 << (_KIND - _DAY)) - 1  # the year 9999 ends before it


def feature(name: str) -> int:
    """The number of a feature: 48 bits of a hash. Two names that share one only make candidates of some that are none."""
    return int.from_bytes(blake2b(name.encode(), digest_size=6).digest(), signed=True)


def days(kind: str, first: int, last: int) -> tuple[int, int]:
    """The lowest and the highest number that members of these days can have."""
    low, high = max(0, first), min(LAST_DAY, last)
    return KINDS[kind] << _KIND | low << _DAY, (KINDS[kind] << _KIND | high << _DAY) + (1 << _DAY) - 1


def new(db: sqlite3.Connection, kind: str, day: int) -> int:
    """The number of the next member of that day."""
    low, high = days(kind, day, day)
    last = db.execute(
        "SELECT id FROM group_member WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT 1", (low, high)
    ).fetchone()
    return int(last[0] if last else low) + 1


def put(db: sqlite3.Connection, member: int, names: Iterable[str]) -> None:
    """Let a member be found by its features."""
    rows = [(number, member) for number in sorted({feature(name) for name in names})]
    db.executemany("INSERT INTO group_feature VALUES (?, ?)", rows)


def take(db: sqlite3.Connection, member: int, names: Iterable[str]) -> None:
    """Let it be found by them no more."""
    rows = [(feature(name), member) for name in names]
    db.executemany("DELETE FROM group_feature WHERE feature = ? AND member = ?", rows)
