"""Datelines and agency marks, and first sentences that look like them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.intake.dateline import find_dateline

PLACES = {"Sotschi", "Berlin", "Wien", "Kiew", "Moskau", "Essen", "New York", "Frankfurt am Main", "Washington", "Genf"}
DATELINES = [
    # text, place, agency, what comes next
    ("Sotschi. Die beiden Präsidenten trafen sich.", "Sotschi", None, "Die"),
    ("BERLIN (dpa) - Die Regierung berät.", "Berlin", "dpa", "Die"),
    ("Kiew/Moskau (AFP) – Beide Seiten melden Verluste.", "Kiew/Moskau", "AFP", "Beide"),
    ("Berlin, 3. Mai (Reuters) - Der Kanzler reist.", "Berlin", "Reuters", "Der"),
    ("Berlin (dpa/bb) - Die Feuerwehr rückt aus.", "Berlin", "dpa/bb", "Die"),
    ("Karlsbrunn (dpa) – Ein unbekannter Ort mit Kürzel.", "Karlsbrunn", "dpa", "Ein"),
    ("St. Andreasberg (dpa) - Schnee liegt.", "St. Andreasberg", "dpa", "Schnee"),
    ("Frankfurt am Main (dpa-AFX) - Der Kurs steigt.", "Frankfurt am Main", "dpa-AFX", "Der"),
    ("NEW YORK (AP) — Der Rat tagt.", "New York", "AP", "Der"),
    ("Berlin (AFP) Die Zahl wächst.", "Berlin", "AFP", "Die"),
    ("BERLIN taz | Das Gericht entscheidet.", None, None, ""),  # taz is a paper, not an agency
    ("BERLIN dpa | Das Gericht entscheidet.", "Berlin", "dpa", "Das"),
    ("(Reuters) - Der Preis fällt.", None, "Reuters", "Der"),
    ("Wien – Die Koalition ist zerbrochen.", "Wien", None, "Die"),
    ("Wien (eigener Bericht) – Die Koalition ist zerbrochen.", "Wien", None, "Die"),
    ("Moskau (Russland), 12.03.2010 – Der Präsident spricht.", "Moskau", None, "Der"),
    ("Skopje, 21. September – Ein Gericht urteilt.", "Skopje", None, "Ein"),
    ("Genf: Die Gespräche beginnen.", "Genf", None, "Die"),
    ("Washington. „Wir gehen“, sagte er.", "Washington", None, "„Wir"),
    ("Der Titel steht darüber\n\nBERLIN (dpa) - Die Regierung berät.", "Berlin", "dpa", "Die"),
    ("Der Titel\n\nVon unserer Korrespondentin\n\nWien – Die Koalition zerbricht.", "Wien", None, "Die"),
]
ORDINARY = [
    "Stillstand. Die Verhandlungen ruhen.",
    "Merkel – Die Kanzlerin geht.",
    "Berlin hat gewählt. Die Regierung steht.",
    "Berlin, die Hauptstadt, wächst. Das kostet.",
    "Die EU (Europäische Union) – Ein Bund.",
    "Wien – eine Stadt im Wandel – lockt Gäste.",
    "Präsident Putin – Er schweigt.",
    "Angela Merkel (CDU) - Sie geht.",
    "Das Treffen in Sotschi. Die Bilanz.",
    "In Berlin. Und anderswo.",
    "Berlin.",
    "",
    "   ",
    "20 Tote. Das Beben war schwer.",
    "Die Regierung berät. Berlin (dpa) - Das steht später.",
    "Krise. Der Euro fällt.",
]


def is_place(name: str) -> bool:
    return name in PLACES


@pytest.mark.parametrize(("text", "place", "agency", "rest"), DATELINES)
def test_datelines(text: str, place: str | None, agency: str | None, rest: str) -> None:
    found = find_dateline(text, is_place)
    if not rest:
        assert found is None
        return
    assert found is not None
    assert (found.place, found.agency) == (place, agency)
    assert text[found.end :].startswith(rest)


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_first_sentences(text: str) -> None:
    assert find_dateline(text, is_place) is None


def test_the_day_of_a_dateline() -> None:
    found = find_dateline("Berlin, 3. Mai 2021 (Reuters) - Der Kanzler reist.", is_place)
    assert found is not None and (found.day, found.month, found.year) == (3, 5, 2021)
    found = find_dateline("Genf, 12.11. – Die Gespräche beginnen.", is_place)
    assert found is not None and (found.day, found.month, found.year) == (12, 11, None)


def test_a_weekday_is_no_place() -> None:
    assert find_dateline("Montag, 3. Mai – Der Tag begann früh.", is_place) is None


@given(st.text(max_size=200) | st.text(alphabet="Aab .(-–)/,dp\n1:|", max_size=200))
def test_any_text(text: str) -> None:
    found = find_dateline(text, is_place)
    assert found is None or 0 <= found.start < found.end <= len(text)
