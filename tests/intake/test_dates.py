"""Dates of publication, to the precision that is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.edtf import is_edtf
from lagebild.intake.dates import date_in_path, parse_date, refine

DATES = [
    ("2021", "2021"),
    ("2021-02", "2021-02"),
    ("2021-02-22", "2021-02-22"),
    ("2021-02-22T14:05:00+01:00", "2021-02-22"),
    ("2021-02-22 14:05", "2021-02-22"),
    ("20210222", "2021-02-22"),
    ("20210222T140500Z", "2021-02-22"),
    ("22.02.2021", "2021-02-22"),
    ("22. 2. 2021", "2021-02-22"),
    ("22. Februar 2021", "2021-02-22"),
    ("Montag, 22. Februar 2021, 14:05 Uhr", "2021-02-22"),
    ("3. Jänner 2020", "2020-01-03"),
    ("Februar 2021", "2021-02"),
    ("02.2021", "2021-02"),
    ("February 22, 2021", "2021-02-22"),
    ("Feb 22 2021", "2021-02-22"),
    ("Mon, 22 Feb 2021 14:05:00 GMT", "2021-02-22"),
    ("210222", "2021-02-22"),
    # no dates
    ("", None),
    (None, None),
    ("gestern", None),
    ("2021-13-01", None),
    ("30.02.2021", None),
    ("1234-05-06", None),
    ("12", None),
    ("3021", None),
    ("2021-02-22garbage and more 99", None),
]
PATHS = [
    ("https://example.org/politik/2021/02/22/treffen.html", "2021-02-22"),
    ("reports/2021-02-22-treffen.txt", "2021-02-22"),
    ("reports/20210222_treffen.txt", "2021-02-22"),
    ("archiv/2021/02/treffen.txt", "2021-02"),
    ("archiv/2021_02_22.txt", "2021-02-22"),
    ("id-20219999.txt", None),
    ("artikel-1234567890.html", None),
    ("reports/treffen.txt", None),
    (None, None),
]
REFINED = [
    # published, day, month, year of the dateline
    ("2021", 22, 2, None, "2021-02-22"),
    ("2021-02", 22, 2, None, "2021-02-22"),
    ("2021-02", 22, 3, None, "2021-02"),  # an old dateline in a new article: not believed
    ("2021-02", 22, 2, 2020, "2021-02"),
    ("2021-02-23", 22, 2, None, "2021-02-23"),
    (None, 22, 2, 2021, "2021-02-22"),
    (None, 22, 2, None, None),
    ("2021", 30, 2, None, "2021"),
    ("2021", None, None, None, "2021"),
]


@pytest.mark.parametrize(("written", "date"), DATES)
def test_as_metadata_write_them(written: str | None, date: str | None) -> None:
    assert parse_date(written) == date


@pytest.mark.parametrize(("path", "date"), PATHS)
def test_in_paths(path: str | None, date: str | None) -> None:
    assert date_in_path(path) == date


@pytest.mark.parametrize(("published", "day", "month", "year", "date"), REFINED)
def test_refined_by_the_dateline(
    published: str | None, day: int | None, month: int | None, year: int | None, date: str | None
) -> None:
    assert refine(published, day, month, year) == date


@given(st.text(max_size=40) | st.text(alphabet="0123456789.-/: TZMaiFeb,", max_size=40))
def test_any_string_gives_a_date_or_none(written: str) -> None:
    for date in (parse_date(written), date_in_path(written)):
        assert date is None or is_edtf(date)
