"""`who`: what a newsroom asks, by kind: offices, regions, parties, epithets, former holders, institutions, seats."""

from __future__ import annotations

import pytest

from lagebild.knowledge import default_knowledge
from lagebild.knowledge.who import who

ASKED = [
    ("der Kremlchef", "2021-02", "Wladimir Putin"),
    ("die Kanzlerin", "2010-05", "Angela Merkel"),
    ("Bush", "1990", "George H. W. Bush"),
    ("Bush", "2004", "George W. Bush"),
    # a state beside the noun wins over "Bundes-"
    ("der Bundeskanzler", "2007", "Angela Merkel"),
    ("der österreichische Bundeskanzler", "2007", "Alfred Gusenbauer"),
    # regions and towns have heads, too
    ("der bayerische Ministerpräsident", "2000", "Edmund Stoiber"),
    ("der Regierende Bürgermeister von Berlin", "2005", "Klaus Wowereit"),
    ("der Hamburger Bürgermeister", "2015", "Olaf Scholz"),
    # the gender of the word decides between two heads
    ("die AfD-Chefin", "2016", "Frauke Petry"),
    ("der AfD-Chef", "2016", "Jörg Meuthen"),
    # the head of an organisation is not that of its state
    ("der Bundesbankpräsident", "2010", "Axel Weber"),
    ("der DGB-Chef", "2010", "Michael Sommer"),
    ("der Präsident von Burundi", "2010", "Pierre Nkurunziza"),
    # everyday words that are names, too; names without their marks
    ("Linken-Chefin", "2011", "Gesine Lötzsch"),
    ("Erdogan", "2010", "Recep Tayyip Erdoğan"),
    ("der frühere Bundeskanzler", "2010", "Gerhard Schröder"),
    ("die Queen", "2005", "Elisabeth II."),
    ("die Bundesregierung", "2010", "Deutschland"),
    ("die türkische Armee", "2010", "Türkische Streitkräfte"),
    ("das israelische Parlament", "2010", "Knesset"),
    ("Brüssel", "2015", "Europäische Union"),
    ("Karlsruhe", "2015", "Bundesverfassungsgericht"),
]


@pytest.mark.parametrize(("words", "on", "name"), ASKED)
def test_who_is_meant(words: str, on: str, name: str) -> None:
    assert who(words, on, default_knowledge())[0].name == name


NOBODY = [
    ("der Machthaber", "2011"),  # of which state?
    ("der BDI-Präsident", "2010"),  # not known, and not the president of the state with the code BDI
    ("der DFB-Präsident", "2010"),  # not the president of the Federal Republic
]


@pytest.mark.parametrize(("words", "on"), NOBODY)
def test_nobody_is_guessed(words: str, on: str) -> None:
    assert [a.row for a in who(words, on, default_knowledge())] == [None]


def test_a_word_of_the_other_gender_is_said() -> None:
    (answer,) = who("die Kanzlerin", "2003-05", default_knowledge())
    assert answer.name == "Gerhard Schröder"
    assert "the word means a woman" in answer.why
