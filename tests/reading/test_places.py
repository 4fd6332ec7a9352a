"""Places found and told apart. The documents are tagged by hand, so that the trained model plays no part."""

from __future__ import annotations

import re

import pytest

from lagebild.knowledge import default_knowledge
from lagebild.language.doc import Doc, Name
from lagebild.language.segment import segment
from lagebild.reading.places import find_places
from lagebild.records import Article, Place

PREPOSITIONS = {"in", "im", "nach", "aus", "bei", "von", "vor", "am", "an"}
DETERMINERS = {"der", "die", "das", "den", "dem", "des", "ein", "eine"}


def tagged(text: str, **labels: str) -> Doc:
    """`text` with names: `LOC="Paris|Lyon"`. Words in names are PROPN, other capitalised ones NOUN."""
    doc = segment(text, "de")
    for token in doc.tokens:
        low = token.text.lower()
        token.upos = "ADP" if low in PREPOSITIONS else "DET" if low in DETERMINERS else "X"
        if token.upos == "X" and token.text[0].isalpha():
            token.upos = "NOUN" if token.text[0].isupper() else "ADJ" if re.search("isch(e[nrsm]?)?$", low) else "VERB"
    for label, words in labels.items():
        for word in words.split("|"):
            for match in re.finditer(rf"\b{re.escape(word)}", text):
                inside = doc.tokens_in(match.start(), match.end())
                for token in inside:
                    token.upos = "ADP" if token.upos == "ADP" else "PROPN"
                if label != "PROPN":
                    span = (inside[0].i, inside[-1].i + 1, inside[0].start, inside[-1].end)
                    doc.names.append(Name(*span, label, 0.9))
    return doc


def places(text: str, dateline: str | None = None, **labels: str) -> tuple[Place, ...]:
    return find_places(tagged(text, **labels), Article(id="1", text=text, dateline=dateline), default_knowledge())


def ids(text: str, **labels: str) -> list[int | None]:
    return [p.geonames for p in places(text, **labels)]


FRANKFURT, ODER = 2925533, 2925535
PAIRS = [
    # the two Frankfurts
    ("Er wohnt in Frankfurt.", "Frankfurt", [FRANKFURT]),
    ("Er wohnt in Frankfurt am Main.", "Frankfurt", [FRANKFURT]),
    ("Er wohnt in Frankfurt (Oder).", "Frankfurt (Oder)", [ODER]),
    (
        "Die Brücke in Frankfurt (Oder) ist zu. Nach Frankfurt fährt kein Zug.",
        "Frankfurt (Oder)|Frankfurt",
        [ODER, ODER],
    ),
    # Georgia, Georgien
    ("Im US-Bundesstaat Georgia wird gewählt.", "Georgia", [4197000]),
    ("In Georgien wird gewählt.", "Georgien", [614540]),
    # the two states of one river
    ("Im Kongo wird gekämpft.", "Kongo", [203312]),
    ("Im Kongo wird gekämpft, sagen Helfer in Brazzaville.", "Kongo|Brazzaville", [2260494, 2260535]),
    ("Im Kongo wird gekämpft, sagen Helfer in Kinshasa.", "Kongo|Kinshasa", [203312, 2314302]),
    # Paris, when Texas is said
    ("In Paris brannte es.", "Paris", [2988507]),
    ("In Paris (Texas) brannte es.", "Paris|Texas", [4717560, 4736286]),
    ("In Paris, Texas, brannte es.", "Paris|Texas", [4717560, 4736286]),
    # Washington: city and state
    ("In Washington tagt der Senat.", "Washington", [4140963]),
    ("Im Bundesstaat Washington tagt der Senat.", "Washington", [5815135]),
    # New York: city and state
    ("Er kam in New York an.", "New York", [5128581]),
    ("Der Gouverneur des Bundesstaates New York kam.", "New York", [5128638]),
    # Tripolis and Tripoli
    ("In Tripoli im Libanon wurde geschossen.", "Tripoli|Libanon", [266826, 272103]),
    ("In Tripolis wurde geschossen.", "Tripolis", [2210247]),
    # Kandahar: city and province
    ("In Kandahar fielen Schüsse.", "Kandahar", [1138336]),
    ("In der Provinz Kandahar fielen Schüsse.", "Kandahar", [1138335]),
    # genitive: a country's, not a village's
    ("Im Süden Perus bebte die Erde.", "Perus", [3932488]),
    ("Der Präsident von Laos kam.", "Laos", [1655842]),
    # Springfield, when the state stands behind it
    ("Er sprach in Springfield, Illinois.", "Springfield|Illinois", [4250542, 4896861]),
]


@pytest.mark.parametrize(("text", "names", "wanted"), PAIRS)
def test_which_place(text: str, names: str, wanted: list[int]) -> None:
    assert ids(text, LOC=names) == wanted


NO_PLACES = [
    ("Das Essen war kalt.", {}),  # food
    ("Die Halle brannte.", {}),  # a hall
    ("Paris Hilton kam an.", {"PER": "Paris Hilton"}),
    ("Michael Jordan kam an.", {"PER": "Michael Jordan"}),
    ("Jo Cox sprach. Er schoss auf Cox.", {"PER": "Jo Cox", "LOC": "Cox"}),  # the tagger errs the second time
    ("Die FU Berlin schweigt.", {"ORG": "FU Berlin"}),
    ("Hannover 96 verlor.", {"LOC": "Hannover"}),
    ("Die Bayern verloren.", {"LOC": "Bayern"}),  # a team, or people
    ("Ein Russe und eine Japanerin kamen an.", {}),
    ("Moskau kritisierte den Plan.", {"LOC": "Moskau"}),  # a government: an actor
]


@pytest.mark.parametrize(("text", "labels"), NO_PLACES)
def test_no_place(text: str, labels: dict[str, str]) -> None:
    doc = tagged(text, **labels)
    for token in doc.tokens:
        if token.text == "Moskau":
            token.head, token.deprel = doc.tokens[token.i + 1], "nsubj"
            doc.tokens[token.i + 1].lemma = "kritisieren"
    assert find_places(doc, Article(id="1", text=text), default_knowledge()) == ()


PLACES_ALL_THE_SAME = [
    ("In Essen brannte es.", {"LOC": "Essen"}, 2928810),
    ("In Halle brannte es.", {"LOC": "Halle"}, 2911522),
    ("Am Jordan wurde geschossen.", {"LOC": "Jordan"}, None),  # the river has no id of ours
    ("Mali wählt.", {"LOC": "Mali"}, 2453866),
    ("Aus Moskau hieß es, man prüfe.", {"LOC": "Moskau"}, 524901),
    ("Deutschland wählt.", {"PER": "Deutschland"}, 2921044),  # the tagger errs
    ("Das Landesmuseum in Koblenz öffnet.", {"ORG": "Landesmuseum in Koblenz"}, 2886946),
    ("Sie flohen nach Kiew.", {"PROPN": "Kiew"}, 703448),  # the tagger is silent
]


@pytest.mark.parametrize(("text", "labels", "geonames"), PLACES_ALL_THE_SAME)
def test_place(text: str, labels: dict[str, str], geonames: int | None) -> None:
    assert [p.geonames for p in places(text, **labels)] == [geonames]


def test_adjectives_are_places() -> None:
    found = places(
        "Der russische Botschafter kam in das Berliner Rathaus, zum Thüringer Landtag und zur Schweizer Bank."
    )
    assert [(p.text, p.name, p.country) for p in found] == [
        ("russische", "Russland", "RUS"),
        ("Berliner", "Berlin", "DEU"),
        ("Thüringer", "Thüringen", "DEU"),
        ("Schweizer", "Schweiz", "CHE"),
    ]


def test_offsets_and_coordinates() -> None:
    text = "Treffen in Sotschi."
    (place,) = places(text, LOC="Sotschi")
    assert (text[place.start : place.end], place.text) == ("Sotschi", "Sotschi")
    assert (round(place.lat or 0, 1), round(place.lon or 0, 1)) == (43.6, 39.7)


def test_unlisted_place_has_the_state_of_its_sentence() -> None:
    found = places("Im Stadtteil Obernirgendwo in Kairo brannte es.", LOC="Obernirgendwo|Kairo")
    assert (found[0].name, found[0].country, found[0].geonames) == ("Obernirgendwo", "EGY", None)


def test_the_article_s_country_decides() -> None:
    assert places("In Santiago wurde gestreikt.", LOC="Santiago")[0].country == "CHL"
    text = "In der Dominikanischen Republik streiken Lehrer: in Santiago und in Puerto Plata."
    found = places(text, LOC="Dominikanischen Republik|Santiago|Puerto Plata")
    assert {p.country for p in found} == {"DOM"}


def test_the_dateline_decides() -> None:
    text = "In Guadalajara wurde gestreikt."
    assert places(text, LOC="Guadalajara")[0].country == "MEX"
    assert places(text, dateline="Madrid", LOC="Guadalajara")[0].country == "ESP"


def test_language_without_words_finds_names() -> None:
    doc = tagged("Er wohnt in Kiew.", LOC="Kiew")
    doc.language = "xx"
    assert [p.name for p in find_places(doc, Article(id="1", text=doc.text), default_knowledge())] == ["Kiew"]
