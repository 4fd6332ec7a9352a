"""Relations: the table, and what is read from small trees made by hand."""

import pytest

from lagebild.language.doc import Doc
from lagebild.reading.actors import Actors
from lagebild.reading.relations import find_relations
from lagebild.reading.relations.lexicon import matches, rows
from lagebild.records import Article, Entity, Mention, Time
from tests.helpers import parsed


def entities(doc: Doc, *given: tuple[str, str, str | None, str]) -> Actors:
    """(name, kind, country, words of its mentions divided by spaces)."""
    found, of_token = [], {}
    for i, (name, kind, country, words) in enumerate(given, 1):
        tokens = [t for t in doc.tokens if t.text in words.split()]
        mentions = tuple(Mention(start=t.start, end=t.end, form="name") for t in tokens)
        found.append(
            Entity(
                id=f"e{i}",
                kind=kind,  # type: ignore[arg-type]
                name=name,
                country=country,
                mentions=mentions,
                sector="PTY" if name == "BP" else None,
            )
        )
        of_token.update({t.i: (f"e{i}",) for t in tokens})
    return Actors(tuple(found), of_token)


def read(doc: Doc, actors: Actors, times: tuple[Time, ...] = ()) -> list[tuple[str, str, str]]:
    found = find_relations(doc, Article(id="a", text=doc.text), actors, times)
    names = {e.id: e.name for e in actors.entities}
    return [(r.type, names[r.subject], names[r.object]) for r in found]


MALTA = ("Malta", "country", "MLT", "Malta Maltas maltesische maltesischen")
ITALY = ("Italien", "country", "ITA", "Italien Italiens")
LENA = ("Lena Borg", "person", "MLT", "Lena Borg")
JAN = ("Jan Holm", "person", None, "Jan Holm")
PARTY = ("BP", "organization", "MLT", "Partei")  # of the sector PTY

CASES = [
    (
        "Maltas/PROPN/2/nmod Präsidentin/NOUN/5/nsubj Lena/PROPN/2/flat Borg/PROPN/2/flat reist/VERB/0/root",
        (MALTA, LENA),
        [("leads", "Lena Borg", "Malta")],
    ),
    (
        "Die/DET/3/det frühere/ADJ/3/amod/früher Präsidentin/NOUN/6/nsubj Maltas/PROPN/3/nmod Borg/PROPN/3/flat "
        "reist/VERB/0/root",
        (MALTA, LENA),
        [("led", "Lena Borg", "Malta")],
    ),
    (
        "Holm/PROPN/3/nsubj war/AUX/3/cop Chef/NOUN/0/root der/DET/5/det Partei/NOUN/3/nmod",
        (JAN, PARTY),
        [("led", "Jan Holm", "BP")],
    ),
    (
        "Holm/PROPN/4/nsubj ist/AUX/4/cop nicht/PART/4/advmod Chef/NOUN/0/root der/DET/6/det Partei/NOUN/4/nmod",
        (JAN, PARTY),
        [],
    ),
    (
        "Malta/PROPN/4/nsubj ist/AUX/4/cop stark/ADV/4/advmod abhängig/ADJ/0/root von/ADP/6/case Italien/PROPN/4/obl",
        (MALTA, ITALY),
        [("depends_on", "Malta", "Italien")],
    ),
    (
        "Italien/PROPN/2/nsubj grenzt/VERB/0/root/grenzen an/ADP/4/case Malta/PROPN/2/obl",
        (MALTA, ITALY),
        [("neighbour_of", "Italien", "Malta")],
    ),
    (
        "BP-Chef/NOUN/2/nsubj/BP-Chef spricht/VERB/0/root Holm/PROPN/1/appos",
        (JAN, PARTY),
        [("leads", "Jan Holm", "BP")],
    ),
    (  # the deputy does not lead
        "Maltas/PROPN/2/nmod Vizepräsidentin/NOUN/5/nsubj Lena/PROPN/2/flat Borg/PROPN/2/flat reist/VERB/0/root",
        (MALTA, LENA),
        [],
    ),
    (  # the president of the parliament is not that of the state
        "Parlamentspräsidentin/NOUN/4/nsubj Lena/PROPN/1/flat Borg/PROPN/1/flat reist/VERB/0/root Maltas/PROPN/1/nmod",
        (MALTA, LENA),
        [],
    ),
    (  # said, but not known: the own state is not put in its place
        "Der/DET/2/det Präsident/NOUN/6/nsubj des/DET/4/det Vereins/NOUN/2/nmod Borg/PROPN/2/appos reist/VERB/0/root",
        (MALTA, LENA),
        [],
    ),
    (
        "Borg/PROPN/4/nsubj (/PUNCT/3/punct Partei/PROPN/1/appos reist/VERB/0/root )/PUNCT/3/punct",
        (MALTA, LENA, PARTY),
        [("member_of", "Lena Borg", "BP")],
    ),
    (  # "seinen" is the subject where nothing else is known; the neighbour is the state spoken of before
        "Malta/PROPN/4/nmod und/CCONJ/4/cc ,/PUNCT/4/punct Italien/PROPN/5/nsubj sieht/VERB/0/root "
        "seinen/DET/7/det:poss/sein/Poss=Yes Nachbarn/NOUN/5/obj/Nachbar",
        (MALTA, ITALY),
        [("neighbour_of", "Malta", "Italien")],
    ),
    ("Ein/DET/2/det Chef/NOUN/3/nsubj spricht/VERB/0/root", (JAN,), []),
]


@pytest.mark.parametrize(("sentence", "given", "expected"), CASES)
def test_find_relations(
    sentence: str, given: tuple[tuple[str, str, str | None, str], ...], expected: list[object]
) -> None:
    doc = parsed(sentence)
    assert read(doc, entities(doc, *given)) == expected


def test_since_and_until_are_read_from_the_sentence() -> None:
    doc = parsed(
        "Borg/PROPN/3/nsubj ist/AUX/3/cop Präsidentin/NOUN/0/root Maltas/PROPN/3/nmod seit/ADP/6/case 1994/NUM/3/obl"
    )
    year = doc.tokens[5]
    time = Time(start=year.start, end=year.end, text="1994", type="DATE", value="1994", edtf="1994")
    found = find_relations(doc, Article(id="a", text=doc.text), entities(doc, MALTA, LENA), (time,))
    assert [(r.since, r.until) for r in found] == [("1994", None)]


def test_the_table_is_whole() -> None:
    table = rows("de")
    assert len({r.type for r in table}) == 13  # leads gives led
    assert all(r.words and r.subject and r.object and r.example.endswith(".") for r in table)
    assert rows("xx") == ()


@pytest.mark.parametrize(
    ("lemma", "type_", "first"),
    [
        ("Regierungschef", "leads", ""),
        ("SPD-Chef", "leads", "SPD"),
        ("Gegenkandidatin", "opponent_of", ""),
        ("Chef", "leads", ""),
        ("Tochter", "subsidiary_of", ""),
    ],
)
def test_a_compound_goes_by_its_last_part(lemma: str, type_: str, first: str) -> None:
    found = matches("n", lemma, "de")
    assert [(m.row.type, m.first) for m in found] == [(type_, first)]


@pytest.mark.parametrize("lemma", ["Chefin-los", "Haus", "Enkeltochter"])
def test_other_nouns_tell_no_relation(lemma: str) -> None:
    assert matches("n", lemma, "de") == ()


@pytest.mark.parametrize(
    ("noun", "number"), [("Präsidentschaftskandidat", 1), ("Spitzenkandidat", 0), ("Mitbewerber", 0), ("Kandidat", 0)]
)
def test_a_candidate_needs_an_election(noun: str, number: int) -> None:
    doc = parsed(
        f"{noun}/NOUN/4/nsubj Jan/PROPN/1/flat Holm/PROPN/1/flat sprach/VERB/0/root in/ADP/6/case Malta/PROPN/4/obl"
    )
    found = read(doc, entities(doc, MALTA, ("Jan Holm", "person", "MLT", "Jan Holm")))
    assert found == [("candidate_in", "Jan Holm", "Malta")][:number]


def test_a_span_of_time_elsewhere_in_the_sentence_is_not_that_of_the_office() -> None:
    doc = parsed(
        "Maltas/PROPN/2/nmod Präsidentin/NOUN/4/nsubj Borg/PROPN/2/flat reist/VERB/0/root seit/ADP/6/case 1994/NUM/4/obl"
    )
    year = doc.tokens[5]
    time = Time(start=year.start, end=year.end, text="1994", type="DATE", value="1994", edtf="1994")
    found = find_relations(doc, Article(id="a", text=doc.text), entities(doc, MALTA, LENA), (time,))
    assert [(r.type, r.since) for r in found] == [("leads", None)]
