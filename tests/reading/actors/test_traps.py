"""Traps, in pairs: one form, two actors. Hand-parsed sentences, so that the rules are tested and not the network."""

from __future__ import annotations

import pytest

from lagebild.knowledge import default_knowledge
from lagebild.knowledge.who import who
from lagebild.language.doc import Doc
from lagebild.reading.actors import Actors, find_actors
from lagebild.records import Article, Entity
from tests.helpers import parsed


def read(doc: Doc, published: str = "2006-05-10") -> Actors:
    """The actors of a hand-made document."""
    return find_actors(doc, Article(id="x", text=doc.text, published=published), (), (), (), default_knowledge())


def of(doc: Doc, word: str, published: str = "2006-05-10") -> Entity | None:
    """The entity that the first token `word` means."""
    actors = read(doc, published)
    token = next(t for t in doc.tokens if t.text == word)
    ids = actors.at(token)
    return actors.get(ids[0]) if ids else None


def said(name: str, label: str = "PER", verb: str = "sagte") -> Doc:
    """ "NAME sagte nichts ." with the name tagged."""
    words = name.split()
    head = f"{words[0]}/PROPN/{len(words) + 1}/nsubj"
    rest = [f"{w}/PROPN/1/flat" for w in words[1:]]
    n = len(words) + 1
    return parsed(
        " ".join([head, *rest, f"{verb}/VERB/0/root", f"nichts/PRON/{n}/obj", f"./PUNCT/{n}/punct"]),
        names=((name, label),),
    )


def entity(doc: Doc, word: str, published: str = "2006-05-10") -> Entity:
    found = of(doc, word, published)
    assert found is not None, f"no entity for {word}"
    return found


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Nordkorea", "PRK"),
        ("Südkorea", "KOR"),
        ("Georgien", "GEO"),
        ("Niger", "NER"),
        ("Nigeria", "NGA"),
        ("Guinea", "GIN"),
        ("Guinea-Bissau", "GNB"),
        ("Österreich", "AUT"),
        ("Australien", "AUS"),
        ("Slowakei", "SVK"),
        ("Slowenien", "SVN"),
    ],
)
def test_states_with_like_names(name: str, country: str) -> None:
    found = entity(said(name, "LOC"), name)
    assert (found.kind, found.country) == ("country", country)


def test_georgia_is_no_state_of_the_world() -> None:
    found = of(said("Georgia", "LOC"), "Georgia")
    assert found is None or found.kind != "country"


@pytest.mark.parametrize(("capital", "country"), [("Kinshasa", "COD"), ("Brazzaville", "COG")])
def test_kongo_and_kongo(capital: str, country: str) -> None:
    doc = parsed(
        "Kongo/PROPN/2/nsubj protestierte/VERB/0/root ./PUNCT/2/punct",
        f"Demonstranten/NOUN/2/nsubj zogen/VERB/0/root durch/ADP/4/case {capital}/PROPN/2/obl ./PUNCT/2/punct",
        names=(("Kongo", "LOC"), (capital, "LOC")),
    )
    assert entity(doc, "Kongo").country == country


@pytest.mark.parametrize(("published", "name"), [("1990-08-08", "George H. W. Bush"), ("2004-11-05", "George W. Bush")])
def test_bush_in_1990_and_2004(published: str, name: str) -> None:
    assert entity(said("Bush"), "Bush", published).name == name


@pytest.mark.parametrize(
    ("published", "name"),
    [("2004-03-01", "Johannes Paul II."), ("2010-03-01", "Benedikt XVI."), ("2014-03-01", "Franziskus")],
)
def test_the_pope(published: str, name: str) -> None:
    doc = parsed(
        "Im/ADP/2/case Vatikan/PROPN/3/obl sagte/VERB/0/root der/DET/5/det Papst/NOUN/3/nsubj/Papst/Number=Sing"
        " nichts/PRON/3/obj ./PUNCT/3/punct",
        names=(("Vatikan", "LOC"),),
    )
    assert entity(doc, "Papst", published).name == name


def test_merkel_the_chancellor() -> None:
    found = entity(said("Merkel"), "Merkel")
    assert (found.name, found.country, found.sector) == ("Angela Merkel", "DEU", "GOV")


def test_merkel_the_street() -> None:
    doc = parsed(
        "Er/PRON/2/nsubj wohnt/VERB/0/root in/ADP/5/case der/DET/5/det Merkelstraße/NOUN/2/obl ./PUNCT/2/punct",
        names=(("Merkelstraße", "LOC"),),
    )
    found = of(doc, "Merkelstraße")
    assert found is None or found.kind != "person"


def test_washington_the_government() -> None:
    doc = parsed("Washington/PROPN/2/nsubj/Washington kritisierte/VERB/0/root/kritisieren Russland/PROPN/2/obj ./PUNCT/2/punct",
                 names=(("Washington", "LOC"), ("Russland", "LOC")))  # fmt: skip
    found = entity(doc, "Washington")
    assert (found.kind, found.country) == ("country", "USA")


def test_washington_the_city() -> None:
    doc = parsed(
        "Merkel/PROPN/2/nsubj sprach/VERB/0/root/sprechen in/ADP/4/case Washington/PROPN/2/obl ./PUNCT/2/punct",
        names=(("Merkel", "PER"), ("Washington", "LOC")),
    )
    assert entity(doc, "Washington").kind == "place"


def test_washington_the_person() -> None:
    assert entity(said("George Washington"), "George").kind == "person"


def test_die_linke_and_the_left_hand() -> None:
    party = parsed("Die/DET/2/det Linke/PROPN/3/nsubj lehnte/VERB/0/root den/DET/5/det Antrag/NOUN/3/obj ab/ADP/3/compound:prt",
                   names=(("Linke", "ORG"),))  # fmt: skip
    assert entity(party, "Linke").name == "Die Linke"
    hand = parsed("Die/DET/3/det linke/ADJ/3/amod Hand/NOUN/4/nsubj schmerzte/VERB/0/root ./PUNCT/4/punct")
    assert of(hand, "linke") is None


def test_republicans_here_and_there() -> None:
    there = parsed(
        "Die/DET/2/det Republikaner/PROPN/3/nsubj siegten/VERB/0/root in/ADP/6/case den/DET/6/det USA/PROPN/3/obl",
        names=(("Republikaner", "ORG"), ("USA", "LOC")),
    )
    here = parsed(
        "Die/DET/2/det Republikaner/PROPN/3/nsubj scheiterten/VERB/0/root in/ADP/5/case Deutschland/PROPN/3/obl",
        names=(("Republikaner", "ORG"), ("Deutschland", "LOC")),
    )
    assert entity(there, "Republikaner").country == "USA"
    assert entity(here, "Republikaner").country == "DEU"


@pytest.mark.parametrize(("published", "name"), [("2006-02-01", "Wladimir Putin"), ("2009-02-01", "Dmitri Medwedew")])
def test_the_master_of_the_kremlin(published: str, name: str) -> None:
    doc = parsed("Der/DET/2/det Kremlchef/NOUN/3/nsubj/Kremlchef/Number=Sing lachte/VERB/0/root ./PUNCT/3/punct")
    assert entity(doc, "Kremlchef", published).name == name


def test_a_former_president_is_not_the_president() -> None:
    doc = parsed(
        "Der/DET/4/det frühere/ADJ/4/amod/früh russische/ADJ/4/amod/russisch Präsident/NOUN/5/nsubj/Präsident/Number=Sing"
        " starb/VERB/0/root ./PUNCT/5/punct"
    )
    found = entity(doc, "Präsident")
    assert (found.name, found.country) != ("Wladimir Putin", "RUS")
    assert found.country == "RUS"


def test_what_the_knowledge_base_says_of_a_role() -> None:
    knowledge = default_knowledge()
    assert who("der Kremlchef", "2021-02", knowledge)[0].name == "Wladimir Putin"
    assert who("CDU-Chefin", "2010", knowledge)[0].name == "Angela Merkel"
    assert who("UN-Generalsekretär", "1999", knowledge)[0].name == "Kofi Annan"
    assert who("Gibtesnicht Niemand", "2010", knowledge) == []
