"""Copies, stories and events over articles: the same groups in whatever order the reports come."""

import random
import sqlite3

import msgspec
import pytest

from lagebild.picture.days import Days, days_of
from lagebild.picture.merge import Picture
from lagebild.picture.store import migrations
from lagebild.records import Article, Entity, Event, EventPlace, Mention, Participant, Reader, Report

AGENCY = (
    "Die Außenminister von Nordland und Westmark haben sich am Montag in Seestadt auf einen Grenzvertrag geeinigt. "
    "Der Vertrag soll im Herbst unterzeichnet werden und regelt den Verkehr auf dem Grenzfluss. Beide Seiten sprachen "
    "von einem Durchbruch nach zähen Verhandlungen. Kritik kam von den Fischern, die um ihre Fanggründe bangen. Die "
    "Opposition in Westmark kündigte an, das Abkommen im Parlament genau zu prüfen und notfalls dagegen zu stimmen. "
    "Der Vertrag ersetzt eine Übereinkunft aus dem Jahr 1974, die mehrfach verlängert worden war. In Seestadt wurde "
    "die Einigung mit Erleichterung aufgenommen, denn der Hafen lebt vom Handel mit dem Nachbarn."
)
RETOLD = "Ein Abkommen über den Grenzfluss ist unterschriftsreif: Nordland und Westmark legen ihren Streit bei."


def report(
    name: str, day: str, people: dict[str, str], text: str, *events: tuple[str, list[str], str, str | None]
) -> Report:
    """`people`: name → country; events: (type, names, date, place)."""
    entities = tuple(
        Entity(
            id=f"e{i}", kind="person", name=n, country=c, known=True, mentions=(Mention(start=0, end=3, form="name"),)
        )
        for i, (n, c) in enumerate(people.items(), 1)
    )
    by_name = {e.name: e for e in entities}
    return Report(
        article=Article(id=name, text=text, published=day),
        entities=entities,
        events=tuple(
            Event(
                id=f"v{i}", type=kind, triggers=((0, 3),), quad="verbal cooperation", goldstein=1.0, date=date,
                place=EventPlace(name=place, country="DEU") if place else None,
                actors=tuple(
                    Participant(entity=by_name[n].id, name=n, country=by_name[n].country, start=0, end=3) for n in names
                ),
            )
            for i, (kind, names, date, place) in enumerate(events, 1)
        ),
        reader=Reader(version="0", model="m"),
    )  # fmt: skip


TWO = {"Anna Berg": "DEU", "Jean Mont": "FRA"}
REPORTS = [
    report("a", "2020-03-02", TWO, AGENCY, ("CONSULT", list(TWO), "2020-03-02", "Seestadt")),
    report("b", "2020-03-02", TWO, AGENCY[:420], ("CONSULT", list(TWO), "2020-03-02", None)),
    report("c", "2020-03-03", TWO, RETOLD, ("CONSULT", list(TWO), "2020-03-03", "Seestadt")),
    report("d", "2020-03-02", TWO, "Ganz anderes.", ("CONSULT", list(TWO), "2020-03-02", "Bergstadt")),
    report("e", "2020-06-02", TWO, RETOLD, ("CONSULT", list(TWO), "2020-06-02", "Seestadt")),
    report("f", "2020-03-02", {"Eva Tal": "DEU"}, "Noch etwas.", ("PROTEST", ["Eva Tal"], "2020-03-02", None)),
]


@pytest.fixture
def picture() -> Picture:
    db = sqlite3.connect(":memory:")
    for step in migrations():
        db.executescript(step)
    return Picture(db)


def groups(picture: Picture, kind: str, members: list[str]) -> dict[str, str | None]:
    return {m: picture.groups[kind].of(m) for m in members}


def test_a_shortened_copy_is_a_copy_and_a_retold_report_is_not(picture: Picture) -> None:
    for r in REPORTS:
        picture.add(r)
    found = groups(picture, "copy", ["a", "b", "c"])
    assert found["a"] == found["b"] == "a"
    assert found["c"] == "c"


def test_an_event_is_one_over_articles_unless_the_place_or_the_day_differ(picture: Picture) -> None:
    for r in REPORTS:
        picture.add(r)
    found = groups(picture, "event", ["a/v1", "c/v1", "d/v1", "e/v1", "f/v1"])
    assert found["a/v1"] == found["c/v1"]
    assert found["e/v1"] == "e/v1"
    assert found["f/v1"] == "f/v1"


@pytest.mark.parametrize(
    ("dates", "places", "one"),
    [(("2020-03-02", "2020-03-02"), (None, None), True), (("2020-03-02", "2020-03"), (None, None), False),
     (("2020-03-02", "2020-03"), ("Seestadt", "Seestadt"), True), (("2020", "2020"), ("Seestadt", None), False),
     (("2020", "2020"), ("Deutschland", "Deutschland"), False),
     (("2020-03-02", "2020-03-02"), ("Seestadt", "Deutschland"), True),
     (("2020-03-02", "2020-03-02"), ("Seestadt", "Bergstadt"), False)],
)  # fmt: skip
def test_one_state_alone_tells_no_event_of_a_vague_date(
    picture: Picture, dates: tuple[str, str], places: tuple[str | None, str | None], one: bool
) -> None:
    for name, person, when, place in zip("ab", ("", "Eva Tal"), dates, places, strict=True):
        people = {person or "Regierung": "DEU"}
        told = report(name, "2020-03-03", people, RETOLD, ("ACCUSE", list(people), when, place))
        strangers = tuple(msgspec.structs.replace(e, known=False) for e in told.entities)
        picture.add(msgspec.structs.replace(told, entities=strangers))
    assert (picture.groups["event"].of("a/v1") == picture.groups["event"].of("b/v1")) is one


def test_a_story_ends_with_its_days(picture: Picture) -> None:
    for r in REPORTS:
        picture.add(r)
    found = groups(picture, "story", ["a", "c", "e", "f"])
    assert found["a"] == found["c"]
    assert found["e"] == "e"
    assert found["f"] == "f"


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_arrival_changes_nothing(picture: Picture, seed: int) -> None:
    for r in REPORTS:
        picture.add(r)
    expected = {k: g.all() for k, g in picture.groups.items()}
    shuffled = REPORTS.copy()
    random.Random(seed).shuffle(shuffled)
    picture.rebuild((r, None) for r in shuffled)
    assert {k: g.all() for k, g in picture.groups.items()} == expected


def test_what_an_article_held_together_falls_apart_when_it_goes(picture: Picture) -> None:
    for r in REPORTS:
        picture.add(r)
    before = {k: g.all() for k, g in picture.groups.items()}
    picture.remove("b")
    assert picture.groups["copy"].of("a") == "a"
    assert picture.groups["copy"].of("b") is None
    picture.add(REPORTS[1])
    assert {k: g.all() for k, g in picture.groups.items()} == before


@pytest.mark.parametrize(
    ("edtf", "days"),
    [
        ("2020-02-29", 1),
        ("2020-02", 29),
        ("2021", 365),
        ("2021-21", 92),
        ("201X", 3652),
        ("2020-01-30/2020-02-02", 4),
        ("2020-01-30/..", None),
        ("-0044-03-15", None),
        ("0000", None),
        ("2020-03~", 31),
        ("2020-05/2020-04", None),
        ("no date", None),
        (None, None),
    ],
)
def test_days_of_tells_the_precision(edtf: str | None, days: int | None) -> None:
    found = days_of(edtf)
    assert (found.length if found else None) == days


def test_days_apart() -> None:
    assert Days(1, 3).apart(Days(3, 9)) == 0
    assert Days(1, 3).apart(Days(5, 9)) == 2
    assert Days(5, 9).apart(Days(1, 3)) == 2
