"""The day that a report tells of, carried over the sentences that go on with it."""

import pytest

from lagebild.language.doc import Doc
from lagebild.language.segment import segment
from lagebild.reading.narration import FADES, news_day, told_before
from lagebild.reading.times import find_times
from tests.helpers import parsed

TUESDAY = "2021-02-23"
MET = "Am/ADP/2/case {}/NOUN/3/obl räumte/VERB/0/root Polizei/NOUN/3/nsubj Plätze/NOUN/3/obj ././3/punct"
BURIED = "Er/PRON/2/nsubj beklagte/VERB/0/root Opfer/NOUN/2/obj vom/ADP/5/case {}/NOUN/3/nmod ././2/punct"


def day(doc: Doc, *, published: str | None = TUESDAY) -> str | None:
    return news_day(doc.tokens[-1], doc, find_times(doc, published), published)


BEGINNINGS = [
    (MET.format("Sonntag"), "2021-02-21"),  # the main clause tells of it
    (MET.format("Dienstag"), "2021-02-23"),  # today's news
    (MET.format("Donnerstag"), None),  # five days ago: the occasion, not the news
    (BURIED.format("Sonntag"), None),  # dates a noun, not what is told
]


@pytest.mark.parametrize(("tree", "expected"), BEGINNINGS)
def test_the_day_of_the_beginning(tree: str, expected: str | None) -> None:
    assert day(parsed(tree)) == expected


def test_no_day_without_publication() -> None:
    assert day(parsed(MET.format("Sonntag")), published=None) is None


def test_the_day_fades() -> None:
    rain = ("Es/PRON/2/nsubj regnete/VERB/0/root",)
    assert day(parsed(MET.format("Sonntag"), *rain * 5)) == "2021-02-21"
    assert day(parsed(MET.format("Sonntag"), *rain * (FADES + 2))) is None


GONE_BACK = [
    ("Im Jahr 2001 zogen sie durch die Stadt. Die Polizei hatte geschossen.", "2001"),
    ("Am Montag wollen sie verhandeln. Die Polizei hatte geschossen.", None),  # a day to come
    ("Sie zogen durch die Stadt. Die Polizei hatte geschossen.", None),
    ("Im Jahr 2001 zogen sie um. " + "Es regnete. " * 6 + "Die Polizei hatte geschossen.", None),  # too long ago
]


@pytest.mark.parametrize(("text", "expected"), GONE_BACK)
def test_what_was_told_before(text: str, expected: str | None) -> None:
    doc = segment(text)
    token = next(t for t in doc.tokens if t.text == "geschossen")
    assert told_before(token, doc, find_times(doc, TUESDAY), TUESDAY) == expected
