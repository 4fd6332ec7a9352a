"""Whom a stance is about where its clause names nobody: the act, the clause before, who is answered."""

import pytest

from lagebild.language.doc import Token
from lagebild.reading.events.answers import complete
from lagebild.reading.events.candidates import Candidate
from lagebild.reading.events.lexicon import lexicon
from lagebild.reading.events.merge import Draft
from lagebild.reading.events.syntax import Arguments
from lagebild.records import Participant


def people(*names: str) -> list[Participant]:
    return [Participant(entity=n, name=n, start=0, end=1) for n in names]


def draft(verb: str, i: int, sentence: int, who: str, whom: str = "", obj: Token | None = None) -> Draft:
    token = Token(i, verb, 0, sentence)
    args = Arguments(obj=[obj] if obj else [])
    return Draft(
        candidates=[Candidate(lexicon().verbs[verb][0], token, (token,), args)],
        actors=people(who),
        recipients=people(whom) if whom else [],
        date=None,
        dated=False,
        place=None,
        status="occurred",
        confidence=0.5,
        mode=None,
        sentences={sentence},
    )


def test_who_condemns_an_act_means_who_did_it() -> None:
    act = draft("töten", 1, 0, "Miliz")
    stance = draft("kritisieren", 11, 1, "Berg", obj=act.candidates[0].head)
    complete([act, stance])
    assert [p.name for p in stance.recipients] == ["Miliz"]


def test_a_second_verb_goes_to_the_same() -> None:
    first, second = draft("beschuldigen", 1, 0, "Berg", "Tal"), draft("drohen", 5, 0, "Berg")
    second.candidates[0].head.head, second.candidates[0].head.deprel = first.candidates[0].head, "conj"
    complete([first, second])
    assert [p.name for p in second.recipients] == ["Tal"]


@pytest.mark.parametrize(
    ("whom", "sentence", "found"),
    [("Tal", 1, ["Berg"]), ("Tal", 9, []), ("See", 1, [])],
    ids=["the accused answers", "too long ago", "another one was accused"],
)
def test_who_answers_means_who_asked(whom: str, sentence: int, found: list[str]) -> None:
    asked, answer = draft("beschuldigen", 1, 0, "Berg", whom), draft("ablehnen", 90, sentence, "Tal")
    complete([asked, answer])
    assert [p.name for p in answer.recipients] == found


def test_named_recipients_stay() -> None:
    asked, answer = draft("beschuldigen", 1, 0, "Berg", "Tal"), draft("ablehnen", 9, 0, "Tal", "See")
    complete([asked, answer])
    assert [p.name for p in answer.recipients] == ["See"]
