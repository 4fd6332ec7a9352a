"""Roles from trees that are written down here, so that no parser decides the test."""

from dataclasses import replace

import pytest

from lagebild.language.doc import Doc, Sentence, Token
from lagebild.reading.actors import Actors
from lagebild.reading.events.candidates import find_candidates
from lagebild.reading.events.context import Reading
from lagebild.reading.events.participants import participants
from lagebild.reading.events.status import mood_of, status_of
from lagebild.records import Article, Entity, Mention, Quote, Time

Row = tuple[str, str, str, int, str]  # word, lemma, tag, head (1-based, 0 the root), relation


def reading(rows: list[Row], actors: dict[int, str], feats: dict[int, dict[str, str]] | None = None) -> Reading:
    """A sentence with its tree; `actors` maps word numbers (from 1) to names, each name one entity."""
    text = " ".join(row[0] for row in rows)
    tokens, at = [], 0
    for i, (word, lemma, upos, _, deprel) in enumerate(rows):
        token = Token(i, word, at, 0)
        token.lemma, token.upos, token.deprel = lemma, upos, deprel
        token.feats = (feats or {}).get(i + 1, {})
        tokens.append(token)
        at += len(word) + 1
    for token, row in zip(tokens, rows, strict=True):
        if row[3]:
            token.head = tokens[row[3] - 1]
            token.head.children.append(token)
    doc = Doc(text, "de", tokens, [Sentence(0, 0, len(tokens), 0, len(text), 0)])
    names = list(dict.fromkeys(actors.values()))
    entities = tuple(
        Entity(
            id=f"e{n}",
            kind="organization",
            name=name,
            sector="COP" if name == "Polizei" else None,
            mentions=tuple(
                Mention(start=tokens[i - 1].start, end=tokens[i - 1].end, form="name")
                for i, other in actors.items()
                if other == name
            ),
        )
        for n, name in enumerate(names, 1)
    )
    known = Actors(entities, {i - 1: (f"e{names.index(name) + 1}",) for i, name in actors.items()})
    return Reading(doc, Article(id="a", text=text), known, entities={e.id: e for e in entities})


ACTIVE: list[Row] = [
    ("Ankara", "Ankara", "PROPN", 2, "nsubj"),
    ("kritisierte", "kritisieren", "VERB", 0, "root"),
    ("Athen", "Athen", "PROPN", 2, "obj"),
]
PASSIVE: list[Row] = [
    ("Meier", "Meier", "PROPN", 5, "nsubj:pass"),
    ("wurde", "werden", "AUX", 5, "aux:pass"),
    ("von", "von", "ADP", 4, "case"),
    ("Polizisten", "Polizist", "NOUN", 5, "obl:agent"),
    ("festgenommen", "festnehmen", "VERB", 0, "root"),
]
PASSIVE_UNMARKED: list[Row] = [  # a parser that knows no passive
    ("Meier", "Meier", "PROPN", 3, "nsubj"),
    ("wurde", "werden", "AUX", 3, "aux"),
    ("festgenommen", "festgenommen", "VERB", 0, "root"),
]
COORDINATED: list[Row] = [
    ("Ankara", "Ankara", "PROPN", 2, "nsubj"),
    ("kritisierte", "kritisieren", "VERB", 0, "root"),
    ("Athen", "Athen", "PROPN", 2, "obj"),
    ("und", "und", "CCONJ", 5, "cc"),
    ("bedrohte", "bedrohen", "VERB", 2, "conj"),
    ("Sofia", "Sofia", "PROPN", 5, "obj"),
]
SEPARATED: list[Row] = [
    ("Polizei", "Polizei", "NOUN", 2, "nsubj"),
    ("nahm", "nehmen", "VERB", 0, "root"),
    ("Meier", "Meier", "PROPN", 2, "obj"),
    ("fest", "fest", "ADP", 2, "compound:prt"),
]
NOMINAL: list[Row] = [
    ("Festnahme", "Festnahme", "NOUN", 0, "root"),
    ("Meiers", "Meier", "PROPN", 1, "nmod"),
    ("durch", "durch", "ADP", 4, "case"),
    ("Polizei", "Polizei", "NOUN", 1, "nmod"),
]
LIGHT: list[Row] = [
    ("Ankara", "Ankara", "PROPN", 2, "nsubj"),
    ("verhängte", "verhängen", "VERB", 0, "root"),
    ("Sanktionen", "Sanktion", "NOUN", 2, "obj"),
    ("gegen", "gegen", "ADP", 5, "case"),
    ("Athen", "Athen", "PROPN", 2, "obl"),
]
BOTH_SIDES: list[Row] = [
    ("Ankara", "Ankara", "PROPN", 4, "nsubj"),
    ("und", "und", "CCONJ", 3, "cc"),
    ("Athen", "Athen", "PROPN", 1, "conj"),
    ("verhandelten", "verhandeln", "VERB", 0, "root"),
    ("mit", "mit", "ADP", 6, "case"),
    ("Sofia", "Sofia", "PROPN", 4, "obl"),
]
BOTH_BUT: list[Row] = [
    ("Ankara", "Ankara", "PROPN", 2, "nsubj"),
    ("verhandelte", "verhandeln", "VERB", 0, "root"),
    ("mit", "mit", "ADP", 4, "case"),
    ("Athen", "Athen", "PROPN", 2, "obl"),
    (",", ",", "PUNCT", 8, "punct"),
    ("außer", "außer", "ADP", 8, "case"),
    ("mit", "mit", "ADP", 8, "case"),
    ("Sofia", "Sofia", "PROPN", 2, "obl"),
]
OF_WHOM: list[Row] = [
    ("Ankara", "Ankara", "PROPN", 2, "nsubj"),
    ("kritisierte", "kritisieren", "VERB", 0, "root"),
    ("Pläne", "Plan", "NOUN", 2, "obj"),
    ("Athens", "Athen", "PROPN", 3, "nmod"),
]
CONTROL: list[Row] = [
    ("Ankara", "Ankara", "PROPN", 2, "nsubj"),
    ("beschloss", "beschließen", "VERB", 0, "root"),
    (",", ",", "PUNCT", 6, "punct"),
    ("Athen", "Athen", "PROPN", 6, "obj"),
    ("zu", "zu", "PART", 6, "mark"),
    ("bombardieren", "bombardieren", "VERB", 2, "xcomp"),
]
RELATIVE: list[Row] = [
    ("Miliz", "Miliz", "NOUN", 0, "root"),
    (",", ",", "PUNCT", 5, "punct"),
    ("die", "der", "PRON", 5, "nsubj"),
    ("Athen", "Athen", "PROPN", 5, "obj"),
    ("beschoss", "beschießen", "VERB", 1, "acl:relcl"),
]
TWO_SUBJECTS: list[Row] = [
    ("Ankara", "Ankara", "PROPN", 2, "nsubj"),
    ("tadelte", "tadeln", "VERB", 0, "root"),
    ("ihn", "er", "PRON", 2, "nsubj"),
]
LOST_PARTICLE: list[Row] = [
    ("Ankara", "Ankara", "PROPN", 2, "nsubj"),
    ("erkennt", "erkennen", "VERB", 0, "root"),
    ("Athen", "Athen", "PROPN", 2, "obj"),
    ("als", "als", "ADP", 5, "case"),
    ("Hauptstadt", "Hauptstadt", "NOUN", 2, "obl"),
    ("an", "an", "ADP", 5, "case"),
]
A, B, C, M, P = "Ankara", "Athen", "Sofia", "Meier", "Polizei"


@pytest.mark.parametrize(
    ("rows", "actors", "type_", "who", "whom"),
    [
        (ACTIVE, {1: A, 3: B}, "ACCUSE", {A}, {B}),
        (PASSIVE, {1: M, 4: P}, "COERCE", {P}, {M}),
        (PASSIVE_UNMARKED, {1: M}, "COERCE", set(), {M}),
        (COORDINATED, {1: A, 3: B, 6: C}, "ACCUSE", {A}, {B}),
        (COORDINATED, {1: A, 3: B, 6: C}, "THREATEN", {A}, {C}),
        (SEPARATED, {1: P, 3: M}, "COERCE", {P}, {M}),
        (NOMINAL, {2: M, 4: P}, "COERCE", {P}, {M}),
        (LIGHT, {1: A, 5: B}, "COERCE", {A}, {B}),
        (BOTH_SIDES, {1: A, 3: B, 6: C}, "CONSULT", {A, B, C}, set()),
        (BOTH_BUT, {1: A, 4: B, 8: C}, "CONSULT", {A, B}, set()),
        (OF_WHOM, {1: A, 4: B}, "ACCUSE", {A}, {B}),
        (CONTROL, {1: A, 4: B}, "ASSAULT", {A}, {B}),
        (RELATIVE, {1: "Miliz", 4: B}, "ASSAULT", {"Miliz"}, {B}),
        (TWO_SUBJECTS, {1: A, 3: M}, "ACCUSE", {A}, {M}),
        (LOST_PARTICLE, {1: A, 3: B}, "SUPPORT", {A}, {B}),
    ],
)
def test_who_and_whom(rows: list[Row], actors: dict[int, str], type_: str, who: set[str], whom: set[str]) -> None:
    read = reading(rows, actors, {6: {"VerbForm": "Inf"}, 2: {"VerbForm": "Fin"}})
    (found, *_) = [c for c in find_candidates(read) if c.frame.type == type_]
    doers, sufferers = participants(found, read)
    assert {p.name for p in doers} == who
    assert {p.name for p in sufferers} == whom


LAW: list[Row] = [
    ("Ankara", "Ankara", "PROPN", 2, "nsubj"),
    ("erließ", "erlassen", "VERB", 0, "root"),
    ("ein", "ein", "DET", 4, "det"),
    ("Gesetz", "Gesetz", "NOUN", 2, "obj"),
    ("das", "der", "PRON", 8, "nsubj"),
    ("Athen", "Athen", "PROPN", 8, "obl"),
    ("Käufe", "Kauf", "NOUN", 8, "obj"),
    ("verbietet", "verbieten", "VERB", 4, "acl"),
]


@pytest.mark.parametrize(("noun", "who"), [("Gesetz", {"Ankara"}), ("Buch", set())])
def test_who_makes_a_law_does_what_it_does(noun: str, who: set[str]) -> None:
    rows = [(noun, noun, "NOUN", 2, "obj") if row[0] == "Gesetz" else row for row in LAW]
    read = reading(rows, {1: "Ankara", 6: "Athen"}, {6: {"Case": "Dat"}, 8: {"VerbForm": "Fin"}})
    (found, *_) = [c for c in find_candidates(read) if c.frame.type == "COERCE" and c.head.text == "verbietet"]
    assert {p.name for p in participants(found, read)[0]} == who


@pytest.mark.parametrize(("noun", "who"), [("Rivale", set()), ("Pläne", {"Ankara"})])
def test_a_thing_stands_for_its_owner_a_rival_does_not(noun: str, who: set[str]) -> None:
    rows: list[Row] = [
        (noun, noun, "NOUN", 3, "nsubj"),
        ("Ankaras", "Ankara", "PROPN", 1, "nmod"),
        ("bedrohen", "bedrohen", "VERB", 0, "root"),
        ("Athen", "Athen", "PROPN", 3, "obj"),
    ]
    read = reading(rows, {2: "Ankara", 4: "Athen"}, {2: {"Case": "Gen"}, 3: {"VerbForm": "Fin"}})
    (found, *_) = [c for c in find_candidates(read) if c.frame.type == "THREATEN"]
    assert {p.name for p in participants(found, read)[0]} == who


def test_an_attack_that_leads_to_a_quotation_is_one_in_words() -> None:
    rows: list[Row] = [
        ("Ankara", "Ankara", "PROPN", 2, "nsubj"),
        ("griff", "greifen", "VERB", 0, "root"),
        ("Athen", "Athen", "PROPN", 2, "obj"),
        ("an", "an", "ADP", 2, "compound:prt"),
        (":", ":", "PUNCT", 2, "punct"),
        ("„Lügner“", "Lügner", "NOUN", 2, "parataxis"),
    ]
    plain = reading(rows, {1: "Ankara", 3: "Athen"}, {2: {"VerbForm": "Fin"}})
    quote = Quote(id="q1", type="Direct", quote=((23, 31),), cue=((7, 12),), frame=((0, 22),), confidence=0.9)
    quoting = replace(plain, quotes=(quote,))
    assert {c.frame.type for c in find_candidates(plain)} >= {"ASSAULT"}
    types = {c.frame.type for c in find_candidates(quoting)}
    assert "ACCUSE" in types and "ASSAULT" not in types


def test_what_is_named_in_quotation_marks_dates_nothing_outside() -> None:
    rows: list[Row] = [("sagte", "sagen", "VERB", 0, "root"), ("„2001“", "2001", "NUM", 1, "obj")]
    quote = Quote(id="q1", type="Direct", quote=((6, 12),), confidence=0.9)
    year = Time(start=7, end=11, text="2001", type="DATE", value="2001", edtf="2001")
    read = replace(reading(rows, {}), quotes=(quote,), times=(year,))
    outside, inside = read.doc.tokens
    assert (read.times_for(outside), read.times_for(inside)) == ((), (year,))


def test_a_court_sentence_is_not_a_condemnation() -> None:
    rows: list[Row] = [
        ("Richter", "Richter", "NOUN", 2, "nsubj"),
        ("verurteilten", "verurteilen", "VERB", 0, "root"),
        ("Meier", "Meier", "PROPN", 2, "obj"),
        ("zu", "zu", "ADP", 5, "case"),
        ("Haft", "Haft", "NOUN", 2, "obl"),
    ]
    types = {c.frame.type for c in find_candidates(reading(rows, {1: "Richter", 3: M}))}
    assert "SANCTION" in types
    assert "ACCUSE" not in types


def test_a_name_that_ends_like_a_trigger_is_none() -> None:
    rows: list[Row] = [("Hildebrand", "Hildebrand", "PROPN", 2, "nsubj"), ("schwieg", "schweigen", "VERB", 0, "root")]
    assert not find_candidates(reading(rows, {1: "Hildebrand"}))


PROMISED: list[Row] = [
    ("Ankara", "Ankara", "PROPN", 2, "nsubj"),
    ("versprach", "versprechen", "VERB", 0, "root"),
    ("dem", "der", "DET", 4, "det"),
    ("Nachbarland", "Nachbarland", "NOUN", 2, "obl"),
    ("einen", "ein", "DET", 6, "det"),
    ("Kredit", "Kredit", "NOUN", 2, "obj"),
]


@pytest.mark.parametrize(("article", "case", "whom"), [("dem", "Dat", {"Athen"}), ("jeden", "Acc", set())])
def test_a_noun_in_the_dative_is_for_whom(article: str, case: str, whom: set[str]) -> None:
    rows = [(article, "der", "DET", 4, "det") if row[0] == "dem" else row for row in PROMISED]
    read = reading(rows, {1: "Ankara", 4: "Athen"}, {3: {"Case": case}, 4: {"Case": case}, 6: {"Case": "Acc"}})
    (found, *_) = [c for c in find_candidates(read) if c.frame.type == "AGREE"]
    assert {p.name for p in participants(found, read)[1]} == whom


def test_what_is_refused_was_said_before() -> None:
    rows: list[Row] = [
        ("Ankara", "Ankara", "PROPN", 2, "nsubj"),
        ("bestritt", "bestreiten", "VERB", 0, "root"),
        ("Vorwürfe", "Vorwurf", "NOUN", 2, "obj"),
        ("Athens", "Athen", "PROPN", 3, "nmod"),
    ]
    found = find_candidates(reading(rows, {1: "Ankara", 4: "Athen"}, {4: {"Case": "Gen"}}))
    assert {"REJECT", "ACCUSE"} <= {c.frame.type for c in found}
    assert len({c.at for c in found if c.frame.type in ("REJECT", "ACCUSE")}) == 2


def helped(helper: str, lemma: str, verb: str, feats: dict[str, str] | None = None) -> Reading:
    rows: list[Row] = [
        ("Rebellen", "Rebell", "NOUN", 4, "nsubj"),
        (helper, lemma, "AUX", 4, "aux"),
        ("Athen", "Athen", "PROPN", 4, "obj"),
        (verb, "angreifen", "VERB", 0, "root"),
    ]
    return reading(rows, {1: "Rebellen", 3: B}, {4: feats or {"VerbForm": "Inf"}})


@pytest.mark.parametrize(
    ("helper", "lemma", "status"),
    [
        ("könnten", "können", "possible"),
        ("wollen", "wollen", "possible"),
        ("werden", "werden", "planned"),
        ("sollen", "sollen", "planned"),
    ],
)
def test_status_of_what_has_not_happened(helper: str, lemma: str, status: str) -> None:
    read = helped(helper, lemma, "angreifen")
    (found, *_) = [c for c in find_candidates(read) if c.frame.type == "ASSAULT"]
    assert status_of("ASSAULT", mood_of(found, read), dated_later=False) == status


def test_status_of_a_fact() -> None:
    read = helped("haben", "haben", "angegriffen", {"VerbForm": "Part"})
    (found, *_) = [c for c in find_candidates(read) if c.frame.type == "ASSAULT"]
    assert status_of("ASSAULT", mood_of(found, read), dated_later=False) == "occurred"


def test_status_of_a_denial() -> None:
    rows: list[Row] = [
        ("Rebellen", "Rebell", "NOUN", 2, "nsubj"),
        ("töteten", "töten", "VERB", 0, "root"),
        ("niemanden", "niemand", "PRON", 2, "obj"),
        ("nicht", "nicht", "PART", 2, "advmod"),
    ]
    read = reading(rows, {1: "Rebellen"})
    (found, *_) = [c for c in find_candidates(read) if c.frame.type == "ASSAULT"]
    assert status_of("ASSAULT", mood_of(found, read), dated_later=False) == "denied"
