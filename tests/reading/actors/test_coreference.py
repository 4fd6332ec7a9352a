"""Titles, appositions, pronouns and plurals, on hand-parsed sentences."""

from __future__ import annotations

from lagebild.language.doc import Doc
from tests.helpers import parsed
from tests.reading.actors.test_traps import entity, read


def names_at(doc: Doc, word: str, number: int = 0) -> list[str]:
    """The names of the entities that the token `word` (its occurrence `number`) means."""
    actors = read(doc)
    token = [t for t in doc.tokens if t.text == word][number]
    return [actors.get(i).name for i in actors.at(token)]


def test_title_before_a_name_tells_country_and_sector() -> None:
    doc = parsed(
        "Frankreichs/PROPN/2/nmod/Frankreich/Case=Gen Innenminister/NOUN/5/nsubj/Innenminister/Number=Sing"
        " Jean/PROPN/2/appos Dupontel/PROPN/3/flat schwieg/VERB/0/root",
        names=(("Frankreichs", "LOC"), ("Jean Dupontel", "PER")),
    )
    found = entity(doc, "Dupontel")
    assert (found.name, found.country, found.sector, found.role) == ("Jean Dupontel", "FRA", "GOV", "Innenminister")


def test_a_role_after_the_name_is_the_person() -> None:
    doc = parsed(
        "Polens/PROPN/2/nmod/Polen/Case=Gen Umweltminister/NOUN/5/nsubj/Umweltminister/Number=Sing Jan/PROPN/2/appos"
        " Musterek/PROPN/3/flat reiste/VERB/0/root nach/ADP/7/case Rom/PROPN/5/obl",
        "Dort/ADV/2/advmod sprach/VERB/0/root der/DET/4/det Minister/NOUN/2/nsubj/Minister/Number=Sing",
        names=(("Polens", "LOC"), ("Jan Musterek", "PER"), ("Rom", "LOC")),
    )
    assert names_at(doc, "Minister") == ["Jan Musterek"]


def test_pronouns_agree_in_gender() -> None:
    doc = parsed(
        "Kanzlerin/NOUN/3/nsubj/Kanzlerin/Number=Sing|Gender=Fem Merkel/PROPN/1/appos traf/VERB/0/root Putin/PROPN/3/obj",
        "Sie/PRON/2/nsubj/sie/PronType=Prs|Number=Sing lobte/VERB/0/root/loben/VerbForm=Fin|Number=Sing"
        " ihn/PRON/2/obj/er/PronType=Prs",
        names=(("Merkel", "PER"), ("Putin", "PER")),
    )
    assert names_at(doc, "Sie") == ["Angela Merkel"]
    assert names_at(doc, "ihn") == ["Wladimir Putin"]


def test_both_heads_of_state_are_two() -> None:
    doc = parsed(
        "Putin/PROPN/2/nsubj traf/VERB/0/root Lukaschenko/PROPN/2/obj",
        "Die/DET/3/det beiden/ADJ/3/amod Staatschefs/NOUN/4/nsubj/Staatschef/Number=Plur redeten/VERB/0/root",
        names=(("Putin", "PER"), ("Lukaschenko", "PER")),
    )
    assert names_at(doc, "Staatschefs") == ["Wladimir Putin", "Alexander Lukaschenko"]


def test_a_government_is_its_state() -> None:
    doc = parsed(
        "Die/DET/3/det türkische/ADJ/3/amod/türkisch Regierung/NOUN/4/nsubj protestierte/VERB/0/root gegen/ADP/6/case"
        " Armenien/PROPN/4/obl",
        names=(("Armenien", "LOC"),),
    )
    assert names_at(doc, "Regierung") == ["Türkei"]
    assert names_at(doc, "türkische") == ["Türkei"]


def test_relative_pronoun_means_its_noun() -> None:
    doc = parsed(
        "Merkel/PROPN/6/nsubj ,/PUNCT/5/punct die/PRON/5/nsubj/der/PronType=Rel krank/ADJ/5/xcomp"
        " war/VERB/1/acl:relcl reiste/VERB/0/root",
        names=(("Merkel", "PER"),),
    )
    assert names_at(doc, "die") == ["Angela Merkel"]


def test_followers_of_somebody_are_not_him() -> None:
    doc = parsed(
        "Anhänger/NOUN/3/nsubj/Anhänger/Number=Plur|Gender=Masc Putins/PROPN/1/nmod/Putin/Case=Gen jubelten/VERB/0/root",
        names=(("Putins", "PER"),),
    )
    assert names_at(doc, "Anhänger") == ["Anhänger von Wladimir Putin"]
    assert names_at(doc, "Putins") == ["Wladimir Putin"]


def test_a_title_with_its_name_in_the_genitive_is_one() -> None:
    doc = parsed(
        "Kanzlerin/NOUN/3/nmod/Kanzlerin/Number=Sing|Gender=Fem Merkels/PROPN/1/appos/Merkel/Case=Gen Rede/NOUN/4/nsubj"
        " begann/VERB/0/root",
        names=(("Merkels", "PER"),),
    )
    assert names_at(doc, "Kanzlerin") == ["Angela Merkel"]


def test_a_family_bears_its_name() -> None:
    doc = parsed(
        "Die/DET/2/det Familie/NOUN/4/nsubj/Familie/Number=Sing Wegscheidt/PROPN/2/appos klagt/VERB/0/root",
        names=(("Wegscheidt", "PER"),),
    )
    assert names_at(doc, "Familie") == ["Familie Wegscheidt"]


def test_a_number_makes_several_of_inhabitants() -> None:
    doc = parsed(
        "Drei/NUM/2/nummod Iraker/NOUN/3/nsubj/Iraker/Number=Plur flohen/VERB/0/root",
        "Der/DET/2/det Iraker/NOUN/3/nsubj/Iraker/Number=Sing|Gender=Masc floh/VERB/0/root",
    )
    actors = read(doc)
    kinds = [actors.get(actors.at(t)[0]).kind for t in doc.tokens if t.text == "Iraker"]
    assert kinds == ["group", "person"]


def test_whose_lawyer_it_is_tells_the_possessive() -> None:
    doc = parsed(
        "Putin/PROPN/2/nsubj kam/VERB/0/root",
        "Seine/DET/2/det:poss/sein/Poss=Yes Anwältin/NOUN/3/nsubj/Anwältin/Number=Sing|Gender=Fem schwieg/VERB/0/root",
        names=(("Putin", "PER"),),
    )
    assert names_at(doc, "Seine") == ["Wladimir Putin"]
    assert names_at(doc, "Anwältin") == ["Anwältin von Wladimir Putin"]


def test_rulers_of_a_state_are_the_state() -> None:
    doc = parsed(
        "Die/DET/2/det Machthaber/NOUN/5/nsubj/Machthaber/Number=Plur in/ADP/4/case China/PROPN/2/nmod"
        " lehnten/VERB/0/root/ablehnen/Number=Plur ab/ADP/5/compound:prt",
        names=(("China", "LOC"),),
    )
    assert names_at(doc, "Machthaber") == ["Volksrepublik China"]
