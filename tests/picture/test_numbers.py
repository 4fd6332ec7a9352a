"""Numbers of members and features."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.picture.stores import made

from lagebild.picture import numbers
from lagebild.picture.merge import number_features
from lagebild.picture.store import open_store
from lagebild.picture.stories import SAME, Stories


def test_members_of_a_window_of_days_are_one_range() -> None:
    low, high = numbers.days("story", 10, 12)
    assert numbers.days("story", 9, 9)[1] < low == numbers.days("story", 10, 10)[0]
    assert numbers.days("story", 12, 12)[1] == high < numbers.days("story", 13, 13)[0]
    assert (
        numbers.days("copy", 0, numbers.LAST_DAY)[1] < numbers.days("story", -5, 3)[0] == numbers.days("story", 0, 0)[0]
    )
    assert numbers.days("event", 0, 10**9)[1] < 1 << 47  # SQLite keeps it in six bytes


def test_features_have_numbers_of_six_bytes() -> None:
    found = {numbers.feature(f"person:{n}") for n in range(2000)}
    assert len(found) == 2000
    assert all(-(1 << 47) <= n < 1 << 47 for n in found)


def test_a_number_is_given_once_a_day(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as store:
        rows = []
        for kind, day in (("story", 5), ("story", 5), ("story", 6), ("event", 5)):
            rows.append(numbers.new(store.db, kind, day))
            values = (rows[-1], kind, f"m{len(rows)}", "a", "m", "1", b"", day)
            store.db.execute("INSERT INTO group_member VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
    assert rows == [
        numbers.days(k, d, d)[0] + n for k, d, n in (("story", 5, 1), ("story", 5, 2), ("story", 6, 1), ("event", 5, 1))
    ]


def test_an_older_store_finds_its_members_by_the_same_numbers(tmp_path: Path) -> None:
    with open_store(made(tmp_path / "a.db")) as store:
        there = store.db.execute("SELECT * FROM group_feature").fetchall()
        assert there
        store.db.execute("DELETE FROM group_feature")
        number_features(store.db)
        assert store.db.execute("SELECT * FROM group_feature").fetchall() == there


@pytest.mark.parametrize("actors", [{"a": 1.0}, {"a": 1.0, "b": 0.5}, {"c": 1.0}])
@pytest.mark.parametrize("words", [set(), {1, 2, 3}, {1, 2, 3, 4, 5, 6}])
@pytest.mark.parametrize("day", [100, 103, 109])
def test_refusing_early_refuses_nothing_else(actors: dict[str, float], words: set[int], day: int) -> None:
    from msgspec import Raw, msgpack

    from lagebild.picture.stories import Features, likeness

    def told(who: dict[str, float], what: set[int], when: int) -> Features:
        return Features(who, Raw(msgpack.encode(what)), None, when)

    one, other = told({"a": 1.0, "b": 0.5}, {1, 2, 3, 4}, 100), told(actors, words, day)
    score = likeness(one, other)
    found = Stories().same(msgpack.encode(one), msgpack.encode(other))
    assert found == (score if score >= SAME else None)
