"""Capitals and seats: the government where one acts or is acted on, the town where something happens."""

from __future__ import annotations

import pytest

from tests.helpers import parsed
from tests.reading.actors.test_traps import entity

DOCS = [
    # verb with its particle and an object: Washington is told, not visited
    ("Moskau/PROPN/2/nsubj warf/VERB/0/root/werfen Washington/PROPN/2/obj Betrug/NOUN/2/obj vor/ADP/2/compound:prt/vor",
     "Washington", "country"),
    ("Merkel/PROPN/2/nsubj besuchte/VERB/0/root/besuchen Washington/PROPN/2/obj", "Washington", "place"),
    ("Bonn/PROPN/2/nsubj liefert/VERB/0/root/liefern Panzer/NOUN/2/obj an/ADP/5/case Kiew/PROPN/2/obl", "Kiew", "country"),
    ("Wir/PRON/2/nsubj liegen/VERB/0/root/liegen an/ADP/4/case Kiew/PROPN/2/obl", "Kiew", "place"),
    ("Aus/ADP/2/case Moskau/PROPN/3/obl hieß/VERB/0/root/heißen es/PRON/3/nsubj", "Moskau", "country"),
    ("Er/PRON/2/nsubj kam/VERB/0/root/kommen aus/ADP/4/case Moskau/PROPN/2/obl", "Moskau", "place"),
    ("Sie/PRON/2/nsubj forderte/VERB/0/root/fordern Hilfe/NOUN/2/obj/Hilfe von/ADP/5/case Moskau/PROPN/3/nmod",
     "Moskau", "country"),
    ("Wir/PRON/2/nsubj flogen/VERB/0/root/fliegen von/ADP/4/case Moskau/PROPN/2/obl", "Moskau", "place"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "town", "kind"), DOCS)
def test_a_capital_is_government_or_town(sentence: str, town: str, kind: str) -> None:
    assert entity(parsed(sentence, names=((town, "LOC"),)), town).kind == kind


def test_the_kremlin_acts() -> None:
    doc = parsed("Der/DET/2/det Kreml/PROPN/3/nsubj schwieg/VERB/0/root")
    assert entity(doc, "Kreml").name == "Russland"
