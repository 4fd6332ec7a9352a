"""What a reader has in hand, written down before it reads: so an article that ends its reader is known at the next start.

A reader that is killed, crashes or runs out of memory leaves its line in the store. The same article is then read in a
process of its own, and after `PATIENCE` ends it is a failure with that reason, so that a run never stands still before it.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import suppress

from lagebild.picture.journal import Origin

# Ends of its reader after which an article is not tried again by itself. A power cut or an impatient user can be the
# cause of one or two; three at the same article are no chance.
PATIENCE = 3


class Hands:
    """The lines of this process in an open store."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db, self._process = db, f"{os.getpid()}"

    def take(self, origin: Origin) -> int:
        """Write down that the article is in hand now. Returns how often a reader ended with it in hand before.

        The caller holds a transaction and ends it before the article is read.
        """
        place = (origin.source, origin.record, origin.hash or "")
        row = self._db.execute(
            "SELECT process, ended FROM in_hand WHERE source = ? AND record = ? AND hash = ?", place
        ).fetchone()
        ended = 0 if row is None else int(row[1]) + (not self._is_at_work(str(row[0])))
        self._db.execute("INSERT OR REPLACE INTO in_hand VALUES (?, ?, ?, ?, ?)", (*place, self._process, ended))
        return ended

    def _is_at_work(self, process: str) -> bool:
        """Whether another reader has it in hand at this moment: two may read into one store."""
        return process != self._process and _lives(int(process))


def put_down(db: sqlite3.Connection, origin: Origin) -> None:
    """The article is done with, in whatever way. The caller holds the transaction that says so."""
    place = (origin.source, origin.record, origin.hash or "")
    db.execute("DELETE FROM in_hand WHERE source = ? AND record = ? AND hash = ?", place)


def _lives(process: int) -> bool:
    if sys.platform == "win32":  # there signal 0 would end it
        return False
    with suppress(PermissionError):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
    return True
