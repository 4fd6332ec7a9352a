"""TIGER trees turned into UD, on trees made by hand."""

from __future__ import annotations

import pytest

from lagebild.language.tiger import Node, relations, stts, to_ud

UD_RELATIONS = (
    "acl advcl advmod amod appos aux aux:pass case cc ccomp compound compound:prt conj cop csubj dep det discourse "
    "expl flat iobj mark nmod nsubj nsubj:pass nummod obj obl parataxis punct root vocative xcomp"
)

# word/tag/lemma/head/label ... (head counts from 1, 0 is the root); expected word:head/relation
CASES = {
    "preposition and noun": (
        "Er/PPER/er/2/sb fährt/VVFIN/fahren/0/ROOT in/APPR/in/2/mo die/ART/der/5/nk Stadt/NN/Stadt/3/nk",
        "2/nsubj 0/root 5/case 5/det 2/obl",
    ),
    "prepositional attribute": (
        "der/ART/der/2/nk Präsident/NN/Präsident/0/ROOT von/APPR/von/2/pg Belarus/NE/Belarus/3/nk",
        "2/det 0/root 4/case 2/nmod",
    ),
    "perfect": (
        "Sie/PPER/sie/2/sb hat/VAFIN/haben/0/ROOT ihn/PPER/er/4/oa gesehen/VVPP/sehen/2/oc",
        "4/nsubj 4/aux 4/obj 0/root",
    ),
    "passive with agent": (
        "Er/PPER/er/2/sb wurde/VAFIN/werden/0/ROOT von/APPR/von/5/sbp ihr/PPER/sie/3/nk gewählt/VVPP/wählen/2/oc",
        "5/nsubj:pass 5/aux:pass 4/case 5/obl 0/root",
    ),
    "modal and passive": (
        "Er/PPER/er/2/sb soll/VMFIN/sollen/0/ROOT gewählt/VVPP/wählen/4/oc werden/VAINF/werden/2/oc",
        "3/nsubj:pass 3/aux 0/root 3/aux:pass",
    ),
    "copula": (
        "Das/PDS/das/2/sb ist/VAFIN/sein/0/ROOT kein/PIAT/kein/4/nk Thema/NN/Thema/2/pd",
        "4/nsubj 4/cop 4/det 0/root",
    ),
    "werden is no copula": (
        "Er/PPER/er/2/sb wird/VAFIN/werden/0/ROOT Präsident/NN/Präsident/2/pd",
        "2/nsubj 0/root 2/xcomp",
    ),
    "clause with complementiser": (
        "Er/PPER/er/2/sb sagt/VVFIN/sagen/0/ROOT dass/KOUS/dass/5/cp sie/PPER/sie/5/sb kommt/VVFIN/kommen/2/oc",
        "2/nsubj 0/root 5/mark 5/nsubj 2/ccomp",
    ),
    "infinitive with zu": (
        "Er/PPER/er/2/sb versucht/VVFIN/versuchen/0/ROOT zu/PTKZU/zu/4/pm gehen/VVINF/gehen/2/oc",
        "2/nsubj 0/root 4/mark 2/xcomp",
    ),
    "coordination": (
        "A/NE/A/5/sb B/NE/B/1/cj und/KON/und/2/cd C/NE/C/3/cj reden/VVFIN/reden/0/ROOT",
        "5/nsubj 1/conj 4/cc 1/conj 0/root",
    ),
    "coordinated prepositions' nouns": (
        "in/APPR/in/0/ROOT Köln/NE/Köln/1/nk und/KON/und/2/cd Bonn/NE/Bonn/3/cj",
        "2/case 0/root 4/cc 2/conj",
    ),
    "name": (
        "Angela/NE/Angela/2/pnc Merkel/NE/Merkel/3/sb sagte/VVFIN/sagen/0/ROOT Hilfe/NN/Hilfe/3/oa zu/PTKVZ/zu/3/svp",
        "3/nsubj 1/flat 0/root 3/obj 3/compound:prt",
    ),
    "noun and name": (
        "Präsident/NN/Präsident/3/sb Putin/NE/Putin/1/nk kam/VVFIN/kommen/0/ROOT",
        "3/nsubj 1/appos 0/root",
    ),
    "genitive": ("Russlands/NE/Russland/2/ag Präsident/NN/Präsident/0/ROOT", "2/nmod 0/root"),
    "relative clause": (
        "Mann/NN/Mann/0/ROOT der/PRELS/der/3/sb kam/VVFIN/kommen/1/rc",
        "0/root 3/nsubj 1/acl",
    ),
    "dative and negation": (
        "Er/PPER/er/2/sb hilft/VVFIN/helfen/0/ROOT ihr/PPER/sie/2/da nicht/PTKNEG/nicht/2/ng",
        "2/nsubj 0/root 2/iobj 2/advmod",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_to_ud(name: str) -> None:
    source, expected = CASES[name]
    nodes = []
    for i, word in enumerate(source.split()):
        _, tag, lemma, head, label = word.split("/")
        nodes.append(Node(tag, stts()[tag][0], lemma, int(head) - 1 if head != "0" else i, label))
    found = [f"{0 if head == i else head + 1}/{relation}" for i, (head, relation) in enumerate(to_ud(nodes))]
    assert found == expected.split()


def test_tables_hold_known_labels() -> None:
    assert {ud for rows in relations().values() for _, _, ud in rows} <= set(UD_RELATIONS.split())
    assert all(rows[-1][:2] == (frozenset(), frozenset()) for rows in relations().values())  # nothing falls through
    assert all(upos.isupper() for upos, _ in stts().values())
