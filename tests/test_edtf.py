"""EDTF: what is a date, and which days it spans."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.edtf import bounds, is_edtf

GOOD = [
    "2021", "2021-02", "2021-02-28", "2020-02-29", "-0044-03-15", "Y17000", "199X", "19XX", "2021-XX", "2021-XX-XX",
    "2021-02-XX", "2021-21", "2021-24", "2021?", "2021-02~", "2021%", "2021-02-22T10:30", "2021-02-22T10:30:00Z",
    "2021-02-22T10:30+01:00", "2020/2021", "2020-08-09/..", "../2020", "2020/", "/2020", "2000-02-29",
]  # fmt: skip
BAD = [
    "", "/", "../..", "21", "2021-2", "2021-13", "2021-00", "2021-02-29", "1900-02-29", "2021-04-31", "2021-02-00",
    "2021-FA", "2021-W07", "2021-21-01", "2021-XX-01", "22.02.2021", "Februar", "2021-02-22T25:00", "2021-02-22T10:60",
    "2021-02T10:00", "2020/2021/2022", "2021-02-22 10:00", "20210222", "PRESENT_REF", "2021-02-XXT10:00",
]  # fmt: skip
BOUNDS = [
    ("2021", "2021-01-01", "2021-12-31"),
    ("2021-02", "2021-02-01", "2021-02-28"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("2021-02-22", "2021-02-22", "2021-02-22"),
    ("2021-02-22T23:59", "2021-02-22", "2021-02-22"),
    ("2021-21", "2021-03-01", "2021-05-31"),
    ("2021-23", "2021-09-01", "2021-11-30"),
    ("2021-24", "2021-12-01", "2022-02-28"),
    ("199X", "1990-01-01", "1999-12-31"),
    ("19XX", "1900-01-01", "1999-12-31"),
    ("2021-02-XX", "2021-02-01", "2021-02-28"),
    ("2020-08-09/..", "2020-08-09", None),
    ("../2020", None, "2020-12-31"),
    ("2020-03/2021-02", "2020-03-01", "2021-02-28"),
    ("Y12345", None, None),
    ("-0044", None, None),
    ("9999-24", "9999-12-01", None),
]


@pytest.mark.parametrize("value", GOOD)
def test_good(value: str) -> None:
    assert is_edtf(value)


@pytest.mark.parametrize("value", BAD)
def test_bad(value: str) -> None:
    assert not is_edtf(value)


@pytest.mark.parametrize(("value", "first", "last"), BOUNDS)
def test_bounds(value: str, first: str | None, last: str | None) -> None:
    assert bounds(value) == (first, last)


@given(st.dates(), st.dates())
def test_every_day_and_interval(a: datetime.date, b: datetime.date) -> None:
    assert is_edtf(f"{a}/{b}")
    assert bounds(f"{a}/{b}") == (str(a), str(b))
    assert is_edtf(str(a)[:7]) and is_edtf(str(a)[:4])
    first, last = bounds(str(a)[:7])
    assert first is not None and last is not None and first <= str(a) <= last


@given(st.text(max_size=20) | st.text(alphabet="0123456789-/XT:.Y?~", max_size=20))
def test_any_string_is_answered(value: str) -> None:
    first, last = bounds(value) if is_edtf(value) else (None, None)
    assert first is None or last is None or first <= last or "/" in value
