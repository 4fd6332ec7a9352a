"""Whatever text comes, a report comes out and keeps its rules; the same text gives the same bytes."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import lagebild
from lagebild.check import check
from lagebild.language import LONGEST_TEXT
from lagebild.picture.store import open_store
from lagebild.records import Report

# Pieces of German news with everything that has broken readers before: quotation marks of all kinds, open ones, dates
# that are none, numbers, marks of direction, combining characters, emoji, other scripts, control characters.
PIECES = [
    "Berlin. ", "BERLIN (dpa) - ", "Anzeige\n", " date 2021-02 Anzeige\n\n", "Die Ministerin sagte am Montag: ",
    "„Wir gehen.“ ", "«Nein» ", "»Ja«, ", '"so" ', "„", "“", "‚", "’", "sagte er", ", erklärte Putin. ",
    "am 31. Februar 2021 ", "am 9. August ", "im Herbst ", "seit 1989 ", "20 bis 30 Prozent ", "3,5 Mio. Euro ",
    "1.000.000 ", "zwei Tote ", "Die EU verhängt Sanktionen. ",
    "Russland drängte Lukaschenko zu einer Reform. ", "Er ", "sie ", "dass ", "sei ", "wegen ", "nicht ",
    "laut Polizei ", "z. B. ", "\n", "\n\n", "\r\n", "\t", "\xa0", "\u200b", "\u202e", "\ufeff", "\x00",
    "\x1b[31m", "\x85", "\u2028", "é", "e\u0301", "ﬁ", "İ", "ß", "ẞ", "🇩🇪", "👩‍👩‍👧", "😀", "Москва ", "Київ ",
    "Αθήνα ", "مصر ", "中国政府 ", "서울 ", "𝔅erlin ", "\U0010ffff", ".", "...", "…", "-", "–", "—", "/", "((", "))",
    "[", "]", "{", "}", "<b>", "&amp;", "http://example.org/?a=b&c=d ", "@user ", "#tag ", "a" * 300,
    "Donaudampfschifffahrt" * 9,
]  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.text(max_size=300),
    st.lists(st.sampled_from(PIECES) | st.text(max_size=20), max_size=30).map("".join),
)
DAYS = st.none() | st.sampled_from(["2021", "2021-02", "2021-02-22", "1999-12-31", "2000-02-29"])


def without_seconds(report: Report) -> bytes:
    row = report.to_json()
    return row[: row.rindex(b'"seconds"')]


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS, published=DAYS)
def test_the_rules_hold_on_any_text(text: str, published: str | None) -> None:
    report = lagebild.read(text, published=published, language="de")
    assert report.unread is None, report.unread
    assert check(report) == []
    assert Report.from_json(report.to_json()) == report
    assert without_seconds(lagebild.read(text, published=published, language="de")) == without_seconds(report)


LONG = [
    "ein Wort " * 20_000,
    "x" * 200_000,
    "„" * 3_000,
    "(" * 3_000,
    "1" * 10_000,
    "Berlin, " * 3_000,
    "sagte er, dass " * 1_500,
    "Am Montag. " * 2_000,
    ". " * 20_000,
    "\n" * 50_000,
    " " * 100_000 + "Ende",
    "A. B. " * 3_000,
    "-" * 20_000,
]


@pytest.mark.parametrize("text", LONG, ids=lambda text: f"{text[:8]!r}x{len(text)}")
def test_very_long_lines(text: str) -> None:
    report = lagebild.read(text, language="de")
    assert report.unread is None, report.unread
    assert check(report) == []


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts=st.lists(TEXTS, max_size=4))
def test_any_report_can_be_stored_and_comes_back(texts: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    with open_store(tmp_path_factory.mktemp("store") / "a.db") as store:
        for number, text in enumerate(texts):
            report = lagebild.read(lagebild.article(text, id=str(number), language="de"))
            store.add(report)
            kept = store.report(str(number))
            assert kept is not None and without_seconds(kept) == without_seconds(report)
            assert store.add(report) == "same"


def test_text_that_is_no_article_is_kept_unread() -> None:
    report = lagebild.read("Haus " * (LONGEST_TEXT // 5 + 1))
    assert report.unread is not None and "characters" in report.unread and not report.events
