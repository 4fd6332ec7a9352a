"""What keeps pages quick: counts kept in step with the rows agree with counting them, on every way to a store."""

from __future__ import annotations

import base64
import sqlite3
from datetime import date, timedelta
from pathlib import Path

import msgspec
import numpy as np
import pytest
from tests.picture.stores import made, reports
from tests.picture.test_corrections import state

from lagebild.picture import codes, volume
from lagebild.picture import store as store_module
from lagebild.picture.counts import at_places, days, sides, tally_key
from lagebild.picture.events import count, events
from lagebild.picture.filters import Filters, source
from lagebild.picture.names import find_actor
from lagebild.picture.pages import actors, articles, neighbours, stories
from lagebild.picture.statements import Asked, statements
from lagebild.picture.store import APPLICATION_ID, Store, migrations, open_store
from lagebild.records import Report, Sentence


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(made(tmp_path / "a.db"))


FILTERS = [
    Filters(),
    Filters(type="CONSULT"),
    Filters(status="denied"),
    Filters(quad="verbal conflict"),
    Filters(country="BLR"),
    Filters(place="Minsk"),
    Filters(actor="RUS"),
    Filters(actor="country:RUS"),
    Filters(did="BLR"),
    Filters(suffered="BLR"),
    Filters(actor="RUS", other="BLR"),
    Filters(actor="BLR", type="ASSAULT"),
    Filters(speaker="person:igorwolkow"),
    Filters(speaker="RUS"),
    Filters(actor="RUS", since="2021-03-01"),
    Filters(since="2021-03-02", until="2021-03-31"),
    Filters(until="2020-12-31"),
    Filters(article="riot"),
    Filters(actor="person:nobody:"),
]


def counted(db: sqlite3.Connection, f: Filters) -> set[str]:
    """The events that pass, found by walking over the participants of all of them."""
    rows = db.execute(
        "SELECT v.id, a.article || '/' || v.local, v.type, v.status, v.quad, v.place, v.place_country, v.first_day, "
        "v.last_day, a.article, s.actor, s.country FROM events v JOIN articles a ON a.id = v.article "
        "LEFT JOIN quotes q ON q.id = v.reported_by LEFT JOIN entities s ON s.id = q.speaker_entity"
    ).fetchall()
    found = set()
    for n, name, type_, status, quad, place, country, first, last, article, speaker, of in rows:
        parties = db.execute(
            "SELECT p.side, e.actor, p.country FROM participants p JOIN entities e ON e.id = p.entity WHERE p.event = ?",
            (n,),
        ).fetchall()
        one, other = ({i for i, p in enumerate(parties) if w in p[1:]} for w in (f.actor, f.other))
        fits = [
            f.type in (None, type_), f.status in (None, status), f.quad in (None, quad), f.place in (None, place),
            f.country in (None, country), f.article in (None, article), f.speaker in (None, speaker, of),
            not f.actor or bool(one), not f.other or any(i != j for i in one for j in other),
            not f.did or any(s == "actor" and f.did in w for s, *w in parties),
            not f.suffered or any(s == "recipient" and f.suffered in w for s, *w in parties),
            not f.since or bool(last and last >= f.since), not f.until or bool(first and first <= f.until),
        ]  # fmt: skip
        if all(fits):
            found.add(name)
    return found


@pytest.mark.parametrize("filters", FILTERS, ids=str)
def test_the_quick_way_finds_what_walking_finds(store: Store, filters: Filters) -> None:
    expected = counted(store.db, filters)
    assert {row.id for row in events(store.db, filters)} == expected
    assert count(store.db, filters) == len(expected)
    at = [row for row in events(store.db, filters) if row.place]
    assert sum(p.events for p in at_places(store.db, filters, 99)) == len(at)


def test_some_filters_are_counted_beforehand_and_the_others_agree(store: Store) -> None:
    assert [tally_key(f) is not None for f in FILTERS[:7]] == [True, True, True, True, True, False, True]
    assert tally_key(Filters(actor="RUS", type="AID")) is None
    for actor in ("RUS", "BLR", "person:annaberg"):
        assert sides(store.db, actor) == (count(store.db, Filters(did=actor)), count(store.db, Filters(suffered=actor)))
    for by in days(store.db, Filters(actor="BLR")):
        assert by.events >= by.counted >= by.conflict


def test_lists_come_newest_first_and_page_by_page(store: Store) -> None:
    for filters in (Filters(), Filters(actor="BLR")):
        whole = events(store.db, filters)
        dated = [row.date or "" for row in whole]
        assert dated[0] > dated[-1]
        parts = [events(store.db, filters, limit=2, offset=i) for i in range(0, len(whole), 2)]
        assert [row.id for part in parts for row in part] == [row.id for row in whole]
    for listed in (lambda **cut: statements(store.db, Asked(), **cut), lambda **cut: articles(store.db, **cut)):
        assert [row.id for i in range(0, 12, 3) for row in listed(limit=3, offset=i)] == [
            r.id for r in listed(limit=12)
        ]
    said = [row.date or row.published or "" for row in statements(store.db, Asked())]
    assert said == sorted(said, reverse=True)


def test_the_network_and_the_stories(store: Store) -> None:
    around = {n.name: (n.events, n.goldstein) for n in neighbours(store.db, "country:BLR")}
    assert around["Russland"][0] == 3
    assert stories(store.db)[0].articles == store.db.execute("SELECT max(members) FROM story").fetchone()[0] > 1


@pytest.mark.parametrize(
    ("typed", "name"),
    [("berg", "Anna Berg"), ("Anna Ber", "Anna Berg"), ("BERG Anna", "Anna Berg"), ("rat flüsse", "Rat der Flüsse"),
     ("Fluesse", "Rat der Flüsse"), ("Russland", "RUS"), ("erg", None), ("%", None), ("", None)],
)  # fmt: skip
def test_parts_of_a_name_find_it(store: Store, typed: str, name: str | None) -> None:
    found = find_actor(store.db, typed)
    names = {a.actor: a.name for a in actors(store.db)} | {"RUS": "RUS"}
    assert (names[found] if found else None) == name


def test_an_older_store_is_filled_when_it_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = state(open_store(made(tmp_path / "new.db")))
    with monkeypatch.context() as patch:  # a store of the step before, with its rows
        before = migrations()[: min(store_module.FILLED) - 1]
        old = sqlite3.connect(tmp_path / "old.db")
        for step in before:
            old.executescript(step)
        old.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        old.execute(f"PRAGMA user_version = {len(before)}")
        old.execute("ATTACH ? AS new", (str(tmp_path / "new.db"),))
        for (table,) in old.execute(
            "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE '%words%' AND name <> 'group_feature'"
        ).fetchall():
            columns = ", ".join(f'"{r[1]}"' for r in old.execute(f"PRAGMA main.table_info({table})"))
            old.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}")
        old.execute(
            "INSERT INTO group_feature SELECT m.kind, f.feature, m.day, m.member "
            "FROM new.group_feature f JOIN new.group_member m ON m.id = f.member"
        )
        old.commit()
        old.close()
        del patch
    with open_store(tmp_path / "old.db") as store:
        assert state(store) == expected
        store.rebuild()
        assert state(store) == expected


@pytest.mark.parametrize("asked", ["v.id", "v.first_day, v.last_day, v.status, v.quad, v.goldstein, v.place, v.did"])
def test_an_actor_and_a_type_are_found_in_the_index_alone(store: Store, asked: str) -> None:
    found = source(store.db, Filters(actor="BLR", type="ASSAULT"))
    (plan,) = store.db.execute(
        f"EXPLAIN QUERY PLAN SELECT {asked} FROM {found.tables} WHERE {found.clause}", found.values
    ).fetchall()
    assert "COVERING INDEX party_by_type (who=? AND type=?)" in plan[3]


def coded(name: str, codes_: list[np.ndarray]) -> Report:
    """A report whose sentences have these signs."""
    base = msgspec.structs.replace(reports()[0], events=(), quotes=(), relations=())
    sentences = tuple(
        Sentence(start=5 * i, end=5 * i + 4, code=base64.b64encode(np.packbits(c > 0).tobytes()).decode())
        for i, c in enumerate(codes_)
    )
    day = (date(2021, 1, 1) + timedelta(days=len(name))).isoformat()
    return msgspec.structs.replace(
        base, article=msgspec.structs.replace(base.article, id=name, published=day), sentences=sentences
    )


def test_the_nearest_sentences_are_found_in_blocks(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    vectors = rng.standard_normal((60, 10, 512))
    with open_store(tmp_path / "a.db") as store:
        for i, rows in enumerate(vectors):
            store.add(coded(f"a{i}", list(rows)))
        assert store.db.execute("SELECT count(*), sum(sentences) FROM code_blocks").fetchone() == (3, 600)
        asked = vectors[37, 4] + 0.8 * rng.standard_normal(512)
        numbers = dict(store.db.execute("SELECT article, id FROM articles"))
        first, second = codes.nearest(store.db, asked, 2)
        assert first[:2] == (numbers["a37"], 20)
        assert first[2] > 0.5 > second[2]
        store.add(coded("a37", list(vectors[0])))  # changed: its sentences are others now
        assert codes.nearest(store.db, asked, 1)[0][2] < 0.5
        assert store.db.execute("SELECT sum(sentences) FROM code_blocks").fetchone() == (600,)
        before = {(a, s) for a, s, _ in codes.nearest(store.db, asked, 50)}
        store.rebuild()
        assert {(a, s) for a, s, _ in codes.nearest(store.db, asked, 50)} == before


def test_an_empty_store_has_nothing_to_compare(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as store:
        assert codes.nearest(store.db, np.ones(512), 5) == []
        volume.fill(store.db)
        assert days(store.db, Filters()) == []
