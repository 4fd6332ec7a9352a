"""The log of corrections: made, undone, listed. Nothing is ever deleted from it."""

from __future__ import annotations

import re
import sqlite3
from datetime import UTC, datetime
from typing import get_args

import msgspec

from lagebild.edtf import is_edtf
from lagebild.knowledge.countries import alpha3
from lagebild.picture.correct import PARTIES, Correction, Identity, Layer, What, resolved
from lagebild.picture.keys import fold
from lagebild.records import EventType, QuoteType, Status

COLUMNS = Correction.__struct_fields__
_NAMES = ", ".join(f'"{c}"' for c in COLUMNS)
# What can be corrected in which layer.
CHANGES: dict[Layer, tuple[What, ...]] = {
    "event": ("reject", "type", "status", "date", "place", "actors", "recipients"),
    "quote": ("reject", "type", "date", "speaker"),
    "actor": ("identify",),
}
_PLACE = re.compile(r"[^()]+?(?: \(([A-Z]{3})\))?")


def anchored_in(db: sqlite3.Connection, article: str) -> list[Correction]:
    """The corrections in force of one article, in the order in which they were made."""
    return _read(db, "undone_at IS NULL AND article = ? ORDER BY id", article)


def merge_away(db: sqlite3.Connection, actor: str) -> Correction | None:
    """The merge in force by which the actor with this key has become another."""
    found = _read(db, "undone_at IS NULL AND actor = ? ORDER BY id DESC LIMIT 1", actor)
    return found[0] if found else None


def log(db: sqlite3.Connection, *, limit: int = -1, offset: int = 0) -> list[Correction]:
    """All corrections, the last first."""
    return _read(db, "1 ORDER BY id DESC LIMIT ? OFFSET ?", limit, offset)


def correction(db: sqlite3.Connection, number: int) -> Correction | None:
    """One line of the log."""
    found = _read(db, "id = ?", number)
    return found[0] if found else None


def enter(db: sqlite3.Connection, made: Correction) -> Correction:
    """Write a correction into the log; it has been checked. Returns it with its number and time."""
    made = msgspec.structs.replace(made, id=0, made_at=made.made_at or now())
    columns = [c for c in COLUMNS if c != "id"]
    names, marks = ", ".join(f'"{c}"' for c in columns), ", ".join("?" * len(columns))
    values = [getattr(made, c) for c in columns]
    number = db.execute(f"INSERT INTO corrections ({names}) VALUES ({marks})", values).lastrowid
    assert number is not None
    return msgspec.structs.replace(made, id=number)


def strike(db: sqlite3.Connection, number: int, by: str, at: str | None = None) -> None:
    """Mark a correction as undone."""
    db.execute("UPDATE corrections SET undone_at = ?, undone_by = ? WHERE id = ?", (at or now(), by, number))


def checked(db: sqlite3.Connection, c: Correction) -> Correction:
    """`c` with its identity looked up. Raises ValueError with what was found and what is allowed."""
    if not c.made_by.strip():
        raise ValueError("a correction needs the name of who makes it (made_by)")
    if c.what == "merge":
        return _checked_merge(db, c)
    if c.layer is None or c.what not in CHANGES.get(c.layer, ()):
        allowed = "; ".join(f"{layer}: {', '.join(whats)}" for layer, whats in CHANGES.items())
        raise ValueError(f"{c.what!r} of {c.layer!r} cannot be corrected. Possible: merge; {allowed}")
    if not c.article or c.start is None or c.end is None or not 0 <= c.start < c.end:
        raise ValueError(f"{c.what}: article, start and end must say which record is meant")
    if c.what in ("identify", "speaker") and (c.value or c.what == "identify"):
        return _named(db, c)
    if c.what in PARTIES:
        values = [_sole(db, c, value) for value in _several(c.value or "")]
        return msgspec.structs.replace(c, value=msgspec.json.encode(values).decode() if values else None)
    _check_value(c)
    return c


def _check_value(c: Correction) -> None:
    value = c.value or ""
    types = get_args(EventType) if c.layer == "event" else get_args(QuoteType)
    for what, allowed in (("type", types), ("status", get_args(Status))):
        if c.what == what and value not in allowed:
            raise ValueError(f"{what} {value!r} is not one of {', '.join(allowed)}")
    if c.what == "date" and value and not is_edtf(value):
        raise ValueError(f"date {value!r} is no date: give 2021, 2021-02, 2021-02-22 or 2021-02-22/2021-02-24")
    if c.what == "place" and value:
        found = _PLACE.fullmatch(value)
        if not found or (found[1] and found[1] not in alpha3()):
            raise ValueError(f"place {value!r} is not read: give a name, or a name with a code such as 'Minsk (BLR)'")


def _checked_merge(db: sqlite3.Connection, c: Correction) -> Correction:
    if not c.actor or c.actor.startswith("local:"):
        raise ValueError(
            f"{c.actor!r} cannot be merged everywhere: only an actor with a key over articles can. "
            "Correct it in its article (identify)"
        )
    return _named(db, c)


def _named(db: sqlite3.Connection, c: Correction) -> Correction:
    """The correction with `value` as an identity that no merge leads away from."""
    return msgspec.structs.replace(c, value=msgspec.json.encode(_sole(db, c, c.value or "")).decode())


def _several(value: str) -> list[str]:
    """Actors one by one: a JSON array of identities, or names, keys and codes with semicolons between them."""
    if value.startswith("["):
        return [msgspec.json.encode(i).decode() for i in msgspec.json.decode(value, type=list[Identity])]
    return [part.strip() for part in value.split(";") if part.strip()]


def _sole(db: sqlite3.Connection, c: Correction, value: str) -> Identity:
    identity = identity_of(db, value)
    key = identity.key()
    if key == c.actor:
        raise ValueError(f"{c.actor!r} is that actor already")
    if key.startswith("local:"):
        raise ValueError(f"{identity.name!r} is a surname alone and stays in its article: give the whole name")
    if resolved(identity, lambda k: merge_away(db, k)).key() != key:
        raise ValueError(f"{identity.name!r} has been merged into another actor: undo that first")
    return identity


def identity_of(db: sqlite3.Connection, value: str) -> Identity:
    """Who is meant: an identity as JSON, the key of an actor of the store, an alpha-3 code, or a new person's name."""
    value = value.strip()
    if value.startswith("{"):
        return msgspec.json.decode(value, type=Identity)
    key = f"country:{value}" if value in alpha3() else value
    row = db.execute(
        "SELECT kind, name, wikidata, country, sector, known FROM entities WHERE actor = ? ORDER BY known DESC, name, id "
        "LIMIT 1",
        (key,),
    ).fetchone()
    if row:
        fields = dict(zip(("kind", "name", "wikidata", "country", "sector", "known"), row, strict=True))
        return msgspec.convert({**fields, "known": bool(row[5])}, Identity)
    if not fold(value) or ":" in value:
        raise ValueError(f"{value!r} is no actor of this store: give an actor's key or the name of a new one")
    return Identity(kind="person", name=value)


def now() -> str:
    """The time as the log writes it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _read(db: sqlite3.Connection, clause: str, *values: str | int) -> list[Correction]:
    rows = db.execute(f"SELECT {_NAMES} FROM corrections WHERE {clause}", values)
    return [msgspec.convert(dict(zip(COLUMNS, row, strict=True)), Correction) for row in rows]
