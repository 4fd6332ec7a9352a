"""Triggers of one event become one record; different occasions stay apart."""

import pytest

from lagebild.language.doc import Token
from lagebild.reading.events.candidates import Candidate
from lagebild.reading.events.lexicon import noun_frames
from lagebild.reading.events.merge import Draft, merge
from lagebild.reading.events.pairs import APART, BIAS, joiner
from lagebild.reading.events.syntax import Arguments
from lagebild.records import EventPlace, Participant, Status


def draft(
    word: str,
    sentence: int,
    *,
    who: tuple[str, ...] = (),
    whom: tuple[str, ...] = (),
    date: str | None = None,
    dated: bool = False,
    status: Status = "occurred",
    before: bool = False,
) -> Draft:
    token = Token(sentence * 10, word, 0, sentence)
    frame = noun_frames(word)[0]
    return Draft(
        candidates=[Candidate(frame, token, (token,), Arguments())],
        actors=[Participant(entity=n, name=n, start=0, end=1) for n in who],
        recipients=[Participant(entity=n, name=n, start=0, end=1) for n in whom],
        date=date,
        dated=dated,
        place=None,
        status=status,
        confidence=0.5,
        mode=frame.mode,
        before=before,
        sentences={sentence},
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (draft("Anschlag", 0, whom=("Konvoi",)), draft("Bombenanschlag", 3, whom=("Konvoi",))),
        (draft("Treffen", 0, who=("Berg", "Tal")), draft("Gespräch", 1, who=("Tal", "Berg"))),
        (draft("Festnahme", 0, whom=("Berg",)), draft("Verhaftung", 1)),
        (
            draft("Demonstration", 0, date="2021-02-22"),
            draft("Demonstration", 1, date="2021-02-20", dated=True),
        ),
    ],
    ids=["same word and victim", "same sides", "one names nobody", "news of the days before"],
)
def test_one_event(first: Draft, second: Draft) -> None:
    assert len(merge([first, second])) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (draft("Anschlag", 0, whom=("Konvoi",)), draft("Anschlag", 1, whom=("Moschee",))),
        (draft("Treffen", 0), draft("Anschlag", 0)),
        (draft("Treffen", 0, date="2020-09", dated=True), draft("Treffen", 1, date="2021-02-20", dated=True)),
        (draft("Treffen", 0, date="2021-02-22"), draft("Treffen", 2, date="2020-09-01", dated=True, before=True)),
        (draft("Festnahme", 0, whom=("Berg",)), draft("Festnahme", 1, whom=("Berg",), status="denied")),
    ],
    ids=["other victims", "other types", "other dates", "an earlier occasion", "denied"],
)
def test_two_events(first: Draft, second: Draft) -> None:
    assert len(merge([first, second])) == 2


def test_what_one_trigger_lacks_the_other_gives() -> None:
    (event,) = merge(
        [
            draft("Anschlag", 0, whom=("Konvoi",), status="alleged"),
            draft("Anschlag", 1, who=("Miliz",), date="2021-02-20", dated=True),
        ]
    )
    assert [p.name for p in event.actors] == ["Miliz"]
    assert [p.name for p in event.recipients] == ["Konvoi"]
    assert (event.date, event.status) == ("2021-02-20", "occurred")


TOWNS = [
    ("Treffen", ("Kiew", "UKR", 703448), ("Lwiw", "UKR", 702550), False),
    ("Treffen", ("Kiew", "UKR", 703448), ("Kiew", "UKR", 703448), True),
    ("Treffen", ("Kiew", "UKR", 703448), ("Ukraine", "UKR", 690791), True),
    ("Treffen", ("Kiew", "UKR", 703448), None, True),
    ("Demonstration", ("Kiew", "UKR", 703448), ("Lwiw", "UKR", 702550), True),
]


@pytest.mark.parametrize(("word", "here", "there", "may"), TOWNS)
def test_meetings_in_two_towns_are_two(
    word: str, here: tuple[str, str, int], there: tuple[str, str, int] | None, may: bool
) -> None:
    joins = joiner({BIAS: 1.0})
    one, other = draft(word, 0), draft(word, 1)
    one.place = EventPlace(name=here[0], country=here[1], geonames=here[2])
    other.place = EventPlace(name=there[0], country=there[1], geonames=there[2]) if there else None
    assert joins is not None
    assert (joins(one, other) > APART) is may


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("2021-02-22", False), ("2021-02-20", True), "2021-02-20"),  # assumed, then told
        (("2021-02-22", True), ("2021-02-20", False), "2021-02-22"),  # "heute" is told, too
        (("1995", True), ("1995-07-11", True), "1995-07-11"),  # the year, then the day
        (("1995-07-11", True), ("1995", True), "1995-07-11"),
        ((None, False), ("2021-02-22", False), "2021-02-22"),
    ],
)
def test_the_date_told_best(first: tuple[str | None, bool], second: tuple[str | None, bool], expected: str) -> None:
    drafts = [
        draft("Massaker", n, whom=("Konvoi",), date=date, dated=dated)
        for n, (date, dated) in enumerate((first, second))
    ]
    assert [d.date for d in merge(drafts)] == [expected]


def test_two_told_days_are_two_events() -> None:
    drafts = [draft("Treffen", 0, date="2021-02-22", dated=True), draft("Treffen", 1, date="2021-02-20", dated=True)]
    assert len(merge(drafts)) == 2
