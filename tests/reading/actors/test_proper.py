"""Names of organisations made whole, branches and namesakes of parties, surnames of office holders."""

from __future__ import annotations

import pytest

from lagebild.language.doc import Doc, Name
from tests.helpers import parsed
from tests.reading.actors.test_coreference import names_at
from tests.reading.actors.test_traps import entity


@pytest.mark.parametrize(
    ("after", "name"),
    [
        ("gegen/ADP/4/case Fluglärm/NOUN/2/nmod klagte/VERB/0/root", "Bündnis gegen Fluglärm"),
        ("Radverkehr/NOUN/2/nmod klagte/VERB/0/root", "Bündnis Radverkehr"),
        ("gab/VERB/0/root Einzelheiten/NOUN/3/obj bekannt/ADV/3/advmod", "Bündnis"),
        ("gegen/ADP/5/case die/DET/5/det Straße/NOUN/6/obl klagte/VERB/0/root", "Bündnis"),
    ],
)
def test_an_organisation_named_by_what_follows(after: str, name: str) -> None:
    doc = parsed(f"Das/DET/2/det Bündnis/NOUN/3/nsubj/Bündnis/Number=Sing|Gender=Neut {after}")
    assert names_at(doc, "Bündnis") == [name]


def test_another_union_than_the_one_named_before() -> None:
    doc = parsed(
        "Der/DET/2/det Verband/NOUN/5/nsubj/Verband/Number=Sing|Gender=Masc kommunaler/ADJ/4/amod Kliniken/NOUN/2/nmod"
        " warnte/VERB/0/root",
        "Der/DET/2/det Verband/NOUN/5/nsubj/Verband/Number=Sing|Gender=Masc privater/ADJ/4/amod Museen/NOUN/2/nmod"
        " schwieg/VERB/0/root",
        "Der/DET/2/det Verband/NOUN/3/nsubj/Verband/Number=Sing|Gender=Masc zögerte/VERB/0/root",
    )
    assert names_at(doc, "Verband") == ["Verband kommunaler Kliniken"]
    assert names_at(doc, "Verband", 1) == ["Verband privater Museen"]
    assert names_at(doc, "Verband", 2) == ["Verband privater Museen"]


def test_members_in_the_name_and_its_short_form() -> None:
    doc = parsed(
        "Der/DET/2/det Verband/NOUN/8/nsubj/Verband/Number=Sing|Gender=Masc Deutscher/ADJ/2/appos Käsefreunde/NOUN/3/flat"
        " (/PUNCT/6/punct VDKF/PROPN/2/appos )/PUNCT/6/punct warnte/VERB/0/root",
        names=(("Deutscher Käsefreunde", "ORG"), ("VDKF", "ORG")),
    )
    assert names_at(doc, "VDKF") == names_at(doc, "Verband") == ["Verband Deutscher Käsefreunde"]


def party(adjective: str, name: str) -> Doc:
    return parsed(
        f"Die/DET/3/det {adjective}/ADJ/3/amod {name}/PROPN/4/nsubj stimmte/VERB/0/root zu/ADP/4/compound:prt",
        names=((name, "ORG"),),
    )


def test_branch_of_a_party() -> None:
    found = entity(party("hessische", "SPD"), "SPD")
    assert (found.name, found.country, found.sector) == ("SPD Hessen", "DEU", "PTY")


def test_the_whole_party() -> None:
    assert entity(party("deutsche", "SPD"), "SPD").name == "Sozialdemokratische Partei Deutschlands"


def test_a_party_of_another_state() -> None:
    found = entity(party("norwegischen", "Sozialdemokraten"), "Sozialdemokraten")
    assert (found.name, found.country, found.sector) == ("Arbeiderpartiet", "NOR", "PTY")


def test_a_cut_name_is_the_whole_one_of_the_article() -> None:
    doc = parsed(
        "Die/DET/2/det Stëmm/PROPN/5/nsubj Bloe/PROPN/2/flat Kaz/PROPN/2/flat klagt/VERB/0/root",
        "Auch/ADV/5/advmod Stëmm/NOUN/5/nsubj Bloe/PROPN/2/flat Kaz/PROPN/2/flat schwieg/VERB/0/root",
        names=(("Stëmm Bloe Kaz", "ORG"),),
    )
    second = [t.i for t in doc.tokens if t.text == "Bloe"][1]
    doc.names.append(Name(second, second + 2, doc.tokens[second].start, doc.tokens[second + 1].end, "PER"))
    assert names_at(doc, "Stëmm", 1) == names_at(doc, "Bloe", 1) == ["Stëmm Bloe Kaz"]


def test_a_legal_form_is_no_part_of_the_name() -> None:
    doc = parsed(
        "Die/DET/2/det Möbelhaus/PROPN/5/nsubj Krummbach/PROPN/2/flat GmbH/PROPN/2/flat schließt/VERB/0/root",
        names=(("Möbelhaus Krummbach GmbH", "ORG"),),
    )
    assert names_at(doc, "Krummbach") == ["Möbelhaus Krummbach"]


def test_rulers_of_a_state_wherever_the_parser_hung_it() -> None:
    doc = parsed(
        "Sie/PRON/2/nsubj riefen/VERB/0/root die/DET/4/det Machthaber/NOUN/2/obj/Machthaber/Number=Plur in/ADP/6/case"
        " Peru/PROPN/2/obl auf/ADP/2/compound:prt",
        names=(("Peru", "LOC"),),
    )
    assert names_at(doc, "Machthaber") == ["Peru"]


def test_a_surname_with_an_office_is_not_the_relative() -> None:
    doc = parsed(
        "Kanzlerin/NOUN/3/nsubj/Kanzlerin/Number=Sing|Gender=Fem Merkel/PROPN/1/appos reiste/VERB/0/root",
        "Ortrud/PROPN/3/nsubj Merkel/PROPN/1/flat reiste/VERB/0/root mit/ADP/3/compound:prt",
        "Merkel/PROPN/2/nsubj schwieg/VERB/0/root",
        names=(("Merkel", "PER"), ("Ortrud Merkel", "PER"), ("Merkel", "PER")),
    )
    assert names_at(doc, "Kanzlerin") == ["Angela Merkel"]
    assert names_at(doc, "Merkel", 1) == ["Ortrud Merkel"]
    assert names_at(doc, "Merkel", 2) == ["Angela Merkel"]


def test_somebody_of_somebody_in_the_genitive_is_another() -> None:
    doc = parsed(
        "Resa/PROPN/3/nsubj Tabrisi/PROPN/1/flat schwieg/VERB/0/root",
        "Die/DET/2/det Anwältin/NOUN/4/nsubj/Anwältin/Number=Sing|Gender=Fem Tabrisis/PROPN/2/appos klagte/VERB/0/root",
        names=(("Resa Tabrisi", "PER"), ("Tabrisis", "ORG")),
    )
    assert names_at(doc, "Tabrisis") == ["Resa Tabrisi"]
    assert names_at(doc, "Anwältin") == ["Anwältin von Resa Tabrisi"]
