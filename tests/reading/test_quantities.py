"""Quantities: numbers with unit or noun, and the numbers that are none."""

import pytest

from lagebild.reading.numbers import parse_digits, parse_ordinal, parse_word
from lagebild.reading.quantities import find_quantities
from lagebild.records import Time
from tests.helpers import parsed

WORDS = [
    ("sieben", 7),
    ("siebzehn", 17),
    ("einundzwanzig", 21),
    ("dreihundert", 300),
    ("zweihundertfünfzig", 250),
    ("zweitausendfünfhundert", 2500),
    ("hunderttausend", 100_000),
    ("anderthalb", 1.5),
    ("beiden", None),
    ("Dreizehn", 13),
    ("Siebenbürgen", None),
    ("Achtung", None),
    ("dreist", None),
    ("hundertwasser", None),
]


@pytest.mark.parametrize(("word", "value"), WORDS)
def test_parse_word(word: str, value: float | None) -> None:
    assert parse_word(word) == value


@pytest.mark.parametrize(
    ("text", "mark", "value"),
    [
        ("80,1", ",", 80.1),
        ("800.000", ",", 800_000),
        ("1.000,50", ",", 1000.5),
        ("12 500", ",", 12_500),
        ("14.30", ",", None),
        ("3.5.", ",", None),
        ("2:1", ",", None),
        ("800,000", ".", 800_000),
        ("80.1", ".", 80.1),
    ],
)
def test_parse_digits(text: str, mark: str, value: float | None) -> None:
    assert parse_digits(text, mark) == value


@pytest.mark.parametrize(
    ("word", "rank"), [("sechste", 6), ("dritten", 3), ("achten", 8), ("sechs", None), ("erst", None)]
)
def test_parse_ordinal(word: str, rank: int | None) -> None:
    assert parse_ordinal(word) == rank


QUANTITIES = [
    ("Mit/ADP 80,1/NUM Prozent/NOUN der/DET Stimmen/NOUN", [("80,1 Prozent", 80.1, "percent", "Stimmen")]),
    (
        "ein/DET Kredit/NOUN über/ADP 17,5/NUM Milliarden/NOUN Dollar/NOUN",
        [("17,5 Milliarden Dollar", 17.5e9, "USD", None)],
    ),
    ("mindestens/ADV 60/NUM russische/ADJ Diplomaten/NOUN", [("60 russische Diplomaten", 60, "person", "Diplomaten")]),
    ("Tausende/NOUN Bergarbeiter/NOUN", [("Tausende Bergarbeiter", None, "person", "Bergarbeiter")]),
    ("ein/DET Milliardenkredit/NOUN", [("Milliardenkredit", None, None, "Kredit")]),
    ("seine/DET sechste/ADJ Amtszeit/NOUN", [("sechste Amtszeit", 6, "ordinal", "Amtszeit")]),
    ("ein/DET Drittel/NOUN des/DET Landes/NOUN", [("ein Drittel", 0.3333, "share", "Landes")]),
    ("für/ADP eine/DET Million/NOUN Euro/NOUN", [("eine Million Euro", 1e6, "EUR", None)]),
    ("$/SYM 30/NUM Millionen/NOUN", [("$ 30 Millionen", 30e6, "USD", None)]),
    ("20/NUM bis/ADP 30/NUM Tote/NOUN", [("20 bis 30 Tote", 20, "person", "Tote")]),
    ("zwischen/ADP 20/NUM und/CCONJ 30/NUM Tote/NOUN", [("20 und 30 Tote", 20, "person", "Tote")]),
    ("20/NUM der/DET 30/NUM Verletzten/NOUN", [("20 der 30 Verletzten", 20, "person", "Verletzten")]),
    (
        "zwei/NUM Tote/NOUN und/CCONJ drei/NUM Autos/NOUN",
        [("zwei Tote", 2, "person", "Tote"), ("drei Autos", 3, None, "Autos")],
    ),
    ("20/NUM Prozent/NOUN der/DET Verletzten/NOUN", [("20 Prozent", 20, "percent", "Verletzten")]),
    ("ein/DET 20/NUM Jahre/NOUN alter/ADJ Mann/NOUN", [("20 Jahre", 20, "year", None)]),
    ("300/NUM Lebensmittel/NOUN", [("300 Lebensmittel", 300, None, "Lebensmittel")]),
    ("Dutzende/NOUN Tote/NOUN", [("Dutzende Tote", None, "person", "Tote")]),
    ("110/NUM weitere/NOUN verletzt/VERB", [("110", 110, "person", None)]),
    ("47/NUM weitere/ADJ wurden/AUX verletzt/VERB", [("47", 47, "person", None)]),
    ("47/NUM weitere/ADJ wurden/AUX verkauft/VERB", []),
    ("die/DET Resolution/NOUN 1244/NUM wurde/AUX angenommen/VERB", []),
    ("ein/DET Mann/NOUN und/CCONJ eine/DET Frau/NOUN", []),
    ("der/DET Millionär/NOUN zahlte/VERB", []),
]


@pytest.mark.parametrize(("sentence", "expected"), QUANTITIES)
def test_find_quantities(sentence: str, expected: list[tuple[object, ...]]) -> None:
    found = find_quantities(parsed(sentence), ())
    assert [(q.text, q.value, q.unit, q.of) for q in found] == expected


def test_a_number_of_a_date_is_left_out_but_a_duration_stays() -> None:
    doc = parsed("nach/ADP 26/NUM Jahren/NOUN am/ADP 9/NUM August/PROPN")
    date = Time(start=doc.tokens[4].start, end=doc.tokens[5].end, text="9 August", type="DATE")
    duration = Time(start=doc.tokens[1].start, end=doc.tokens[2].end, text="26 Jahren", type="DURATION")
    assert [q.text for q in find_quantities(doc, (duration, date))] == ["26 Jahren"]
