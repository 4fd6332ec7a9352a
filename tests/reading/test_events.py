"""Events end to end with the shipped model, on sentences written for these tests."""

from __future__ import annotations

import pytest

from lagebild.language import analyse
from lagebild.reading import read_doc
from lagebild.records import Article, Event

PUBLISHED = "2021-02-24"


def read(text: str) -> tuple[Event, ...]:
    return read_doc(Article(id="a", text=text, published=PUBLISHED), analyse(text)).events


@pytest.mark.parametrize(
    ("text", "type_", "mode", "who", "whom"),
    [
        ("Frankreich verhängte am Montag Sanktionen gegen Syrien.", "COERCE", "restrict", {"FRA"}, {"SYR"}),
        ("Russland forderte die Ukraine auf, die Gespräche fortzusetzen.", "REQUEST", None, {"RUS"}, {"UKR"}),
        ("Israel kritisierte die iranische Regierung scharf.", "ACCUSE", "disapprove", {"ISR"}, {"IRN"}),
        ("Japan drohte Nordkorea mit neuen Sanktionen.", "THREATEN", None, {"JPN"}, {"PRK"}),
        ("Norwegen sagte der Ukraine am Dienstag weitere Hilfe zu.", "AGREE", None, {"NOR"}, {"UKR"}),
    ],
)
def test_who_to_whom(text: str, type_: str, mode: str | None, who: set[str], whom: set[str]) -> None:
    (event, *_) = [e for e in read(text) if e.type == type_]
    assert mode is None or event.mode == mode
    assert {p.country for p in event.actors} == who
    assert {p.country for p in event.recipients} == whom


@pytest.mark.parametrize(
    "text",
    [
        "Am Wochenende war das Wetter in Hamburg schön.",
        "Der Fluss entspringt in den Bergen und mündet in die Nordsee.",
        "Das Spiel endete vor 40.000 Zuschauern unentschieden.",
    ],
)
def test_no_event(text: str) -> None:
    assert not read(text)


def test_two_tellings_are_one_record() -> None:
    text = (
        "Bei einem Anschlag auf einen Konvoi der Armee sind in Kabul am Montag acht Soldaten getötet worden. "
        "Zu dem Anschlag bekannten sich die Taliban."
    )
    found = [e for e in read(text) if e.type == "ASSAULT" and len(e.triggers) > 1]
    assert len(found) == 1


def test_sanctions_do_not_happen_where_the_report_is_from() -> None:
    text = "Genf. In Genf trafen sich am Montag Diplomaten. Die EU verhängte Sanktionen gegen Syrien."
    (found,) = [e for e in read(text) if e.type == "COERCE"]
    assert found.place is None
    text = "Genf. In Genf trafen sich am Montag Diplomaten. Die Polizei nahm einen Mann fest."
    (found,) = [e for e in read(text) if e.type == "COERCE"]
    assert found.place is not None and found.place.name == "Genf"


def test_a_state_named_near_does_not_protest() -> None:
    text = "In Peru kam es am Montag zu Massenprotesten. Zuletzt gab es nur noch wenige Proteste."
    found = [e for e in read(text) if e.type == "PROTEST"]
    assert found
    assert not any(p.name == "Peru" for e in found for p in e.actors)


def test_records_are_the_same_each_time() -> None:
    text = "Tausende demonstrierten in Minsk gegen die Regierung. Die Polizei nahm viele Demonstranten fest."
    assert read(text) == read(text)


def test_score_and_quad_follow_the_type() -> None:
    for event in read("Die Polizei nahm in Minsk zwei Journalisten fest."):
        if event.type == "COERCE":
            assert (event.quad, event.goldstein) == ("material conflict", -7.0)


def test_a_month_is_no_place() -> None:
    for event in read("Am 3. Mai 2020 griffen Rebellen die Stadt Homs an."):
        assert event.place is None or event.place.name != "Mai"


@pytest.mark.parametrize("text", ["", "Polizei", "???", "Ein Titel ohne Satz"])
def test_next_to_nothing(text: str) -> None:
    assert read(text) == ()


def test_who_denounces_a_murder_has_not_done_it() -> None:
    text = (
        "Oslo. Generalsekretärin Anna Berg prangerte am Montag in ihrem Bericht die Ermordung von zwölf "
        "Kindern im Norden Nigerias an."
    )
    acts = [e for e in read(text) if e.type == "ASSAULT"]
    assert acts
    assert not any("Berg" in p.name for e in acts for p in e.actors)


@pytest.mark.parametrize("noun", ["Entführung", "Festnahme", "Abschiebung"])
def test_of_behind_a_deed_names_who_suffered_it(noun: str) -> None:
    (event,) = [
        e
        for e in read(
            f"Abuja. Die {noun} von Kindern im Norden Nigerias hat am Montag Proteste in der Hauptstadt ausgelöst."
        )
        if e.type in ("ASSAULT", "COERCE")
    ]
    assert not any("Kind" in p.name for p in event.actors)
    assert any("Kind" in p.name for p in event.recipients)
