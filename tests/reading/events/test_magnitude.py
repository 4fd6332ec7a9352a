"""The dead, the injured and the size of events: what counts, for which event, and the numbers that do not."""

import pytest

from lagebild.language.doc import Doc, Token
from lagebild.reading.events.magnitude import Act, Magnitude, magnitudes
from lagebild.reading.quantities import find_quantities
from lagebild.records import EventType
from tests.helpers import parsed


def measured(doc: Doc, *acts: tuple[EventType, str | None, str]) -> list[Magnitude]:
    """(type, mode, word of the trigger)."""

    def trigger(word: str) -> Token:
        return next(t for t in doc.tokens if t.text == word)

    return magnitudes([Act(kind, mode, (trigger(w),)) for kind, mode, w in acts], doc, find_quantities(doc, ()))


# sentence, (type, mode, trigger), dead, injured, size
CASES = [
    (
        "30/NUM/2/nummod Menschen/NOUN/4/nsubj:pass wurden/AUX/4/aux:pass getötet/VERB/0/root/töten "
        "und/CCONJ/7/cc 200/NUM/7/obj verletzt/VERB/4/conj/verletzen",
        ("ASSAULT", None, "getötet"), (30, 200, None),
    ),
    (
        "Bei/ADP/2/case Anschlägen/NOUN/3/obl gab/VERB/0/root es/PRON/3/expl 20/NUM/6/nummod Tote/NOUN/3/obj",
        ("ASSAULT", None, "Anschlägen"), (20, None, None),
    ),
    (
        "20/NUM/2/nummod Tote/NOUN/0/root ,/PUNCT/6/punct darunter/ADV/6/advmod 5/NUM/6/nummod Todesopfer/NOUN/2/appos "
        "beim/ADP/8/case Angriff/NOUN/2/nmod",
        ("ASSAULT", None, "Angriff"), (20, None, None),
    ),
    (
        "Ein/DET/2/det Soldat/NOUN/4/nsubj:pass wurde/AUX/4/aux:pass getötet/VERB/0/root/töten",
        ("ASSAULT", None, "getötet"), (1, None, None),
    ),
    (
        "Ein/DET/2/det Soldat/NOUN/7/nsubj:pass und/CCONJ/5/cc zwei/NUM/5/nummod Polizisten/NOUN/2/conj "
        "wurden/AUX/7/aux:pass getötet/VERB/0/root/töten",
        ("ASSAULT", None, "getötet"), (3, None, None),
    ),
    (
        "Dutzende/NOUN/2/nmod Soldaten/NOUN/4/nsubj:pass wurden/AUX/4/aux:pass getötet/VERB/0/root/töten",
        ("ASSAULT", None, "getötet"), (None, None, None),
    ),
    (
        "Zwei/NUM/4/nummod der/DET/4/det drei/NUM/4/nummod Männer/NOUN/6/nsubj:pass wurden/AUX/6/aux:pass "
        "getötet/VERB/0/root/töten",
        ("ASSAULT", None, "getötet"), (2, None, None),
    ),
    (
        "20/NUM/4/nummod der/DET/4/det 30/NUM/4/nummod Verletzten/NOUN/5/nsubj starben/VERB/0/root/sterben "
        "nach/ADP/8/case dem/DET/8/det Überfall/NOUN/5/obl",
        ("ASSAULT", None, "Überfall"), (20, None, None),
    ),
    (
        "500/NUM/2/nummod Demonstranten/NOUN/3/nsubj zogen/VERB/0/root zur/ADP/5/case Kundgebung/NOUN/3/obl",
        ("PROTEST", "demo", "Kundgebung"), (None, None, 500),
    ),
    (
        "500/NUM/2/nummod Polizisten/NOUN/3/nsubj sicherten/VERB/0/root die/DET/5/det Kundgebung/NOUN/3/obj",
        ("PROTEST", "demo", "Kundgebung"), (None, None, None),
    ),
    (
        "12/NUM/2/nummod Männer/NOUN/4/nsubj:pass wurden/AUX/4/aux:pass festgenommen/VERB/0/root/festnehmen",
        ("COERCE", "arrest", "festgenommen"), (None, None, 12),
    ),
    (
        "12/NUM/2/nummod Männer/NOUN/3/nsubj forderten/VERB/0/root Hilfe/NOUN/3/obj",
        ("REQUEST", None, "forderten"), (None, None, None),
    ),
    (
        "Ein/DET/5/det 20/NUM/3/nummod Jahre/NOUN/4/obl alter/ADJ/5/amod Mann/NOUN/6/nsubj schoss/VERB/0/root",
        ("ASSAULT", None, "schoss"), (None, None, None),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "act", "expected"), CASES)
def test_magnitudes(
    sentence: str, act: tuple[EventType, str | None, str], expected: tuple[int | None, int | None, int | None]
) -> None:
    (found,) = measured(parsed(sentence), act)
    assert (found.dead, found.injured, found.size) == expected


def test_the_dead_belong_to_the_nearest_violence_of_the_sentence() -> None:
    doc = parsed(
        "Der/DET/2/det Anschlag/NOUN/3/nsubj tötete/VERB/0/root/töten 20/NUM/5/nummod Menschen/NOUN/3/obj ,/PUNCT/7/punct "
        "drei/NUM/8/nummod Tote/NOUN/9/obj forderte/VERB/3/conj/fordern ein/DET/11/det Überfall/NOUN/9/nsubj"
    )
    first, second = measured(doc, ("ASSAULT", None, "Anschlag"), ("ASSAULT", None, "Überfall"))
    assert (first.dead, second.dead) == (20, 3)


def test_the_dead_of_the_next_sentence_belong_to_the_only_violence_before() -> None:
    doc = parsed("Ein/DET/2/det Anschlag/NOUN/0/root", "Es/PRON/2/expl gab/VERB/0/root 20/NUM/4/nummod Tote/NOUN/2/obj")
    assert measured(doc, ("ASSAULT", None, "Anschlag"))[0].dead == 20
    assert measured(doc, ("CONSULT", None, "Anschlag"))[0].dead is None


def test_a_known_person_counts_as_one_and_the_first_total_stands() -> None:
    doc = parsed(
        "Borg/PROPN/3/nsubj:pass wurde/AUX/3/aux:pass ermordet/VERB/0/root/ermorden",
        "Es/PRON/2/expl gab/VERB/0/root 20/NUM/4/nummod Tote/NOUN/2/obj",
    )
    act = Act("ASSAULT", None, (doc.tokens[2],))
    (found,) = magnitudes([act], doc, find_quantities(doc, ()), lambda token: int(token.text == "Borg"))
    assert found.dead == 1
