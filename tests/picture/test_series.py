"""Series and bursts, on made series."""

from datetime import date

import pytest

from lagebild.picture.filters import Filters, where
from lagebild.picture.series import Point, bursts, period_of, poisson_tail


def made(*counts: int) -> list[Point]:
    return [
        Point(period=f"2020-{i:02}", events=n, cooperation=n, conflict=0, goldstein=1.0)
        for i, n in enumerate(counts, 1)
    ]


@pytest.mark.parametrize(
    ("counts", "at"),
    [
        ((2, 3, 2, 2, 3, 14, 3), [5]),
        ((0, 0, 0, 0, 5, 0), [4]),
        ((2, 3, 2, 4, 3, 4, 3), []),
        ((0, 0, 0, 0, 2), []),
        ((20, 1, 1), []),
        ((10, 12, 11, 13, 15, 17, 19), []),
    ],
)
def test_a_burst_stands_out_of_its_own_past(counts: tuple[int, ...], at: list[int]) -> None:
    assert [i for i, p in enumerate(bursts(made(*counts))) if p.burst] == at


def test_poisson_tail_agrees_with_the_table() -> None:
    assert poisson_tail(0, 2.0) == 1.0
    assert poisson_tail(1, 2.0) == pytest.approx(0.8647, abs=1e-4)
    assert poisson_tail(5, 2.0) == pytest.approx(0.0527, abs=1e-4)
    assert poisson_tail(10_000, 2.0) == 0.0


@pytest.mark.parametrize(
    ("by", "name"), [("day", "2021-01-03"), ("week", "2020-W53"), ("month", "2021-01"), ("year", "2021")]
)
def test_period_of_follows_iso_8601(by: str, name: str) -> None:
    assert period_of(date(2021, 1, 3), by) == name  # type: ignore[arg-type]


def test_filters_take_dates_of_any_precision() -> None:
    filters = Filters.of({"since": "2020-02", "until": "2020-02", "unknown": "x", "actor": " "})
    assert (filters.since, filters.until, filters.actor) == ("2020-02-01", "2020-02-29", None)


@pytest.mark.parametrize("asked", [{"type": "WAR"}, {"status": "maybe"}, {"since": "gestern"}])
def test_filters_say_what_they_take(asked: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=next(iter(asked))):
        Filters.of(asked)


def test_values_never_enter_the_sql() -> None:
    clause, values = where(Filters(type="x' OR 1", actor="'; DROP", other="RUS"))
    assert "DROP" not in clause
    assert "OR 1" not in clause
    assert clause.count("?") == len(values)
