"""Our document to spaCy's and back; external pipelines."""

from __future__ import annotations

import sys

import pytest

from lagebild.language.doc import Doc, Name
from lagebild.language.segment import segment

spacy = pytest.importorskip("spacy")
from lagebild.language.external import External, UnusableModel, from_ud_or_tiger  # noqa: E402
from lagebild.language.spacy_bridge import SpacyMissing, from_spacy, spacy_module, to_spacy  # noqa: E402

ODD = "\n  Titel ohne Punkt\n\n\tAnna  Weiß \xa0kam\u200b.\r\nSie ging. \n"


def annotated(text: str) -> Doc:
    """A document in which the first word of each sentence rules the others."""
    doc = segment(text)
    for sentence in doc.sentences:
        root, *others = doc.sentence_tokens(sentence.i)
        root.upos, root.deprel = "VERB", "root"
        for token in others:
            token.upos, token.deprel, token.head, token.lemma = "NOUN", "obj", root, token.text.lower()
            token.feats = {"Case": "Acc", "Gender": "Masc,Neut"}
        root.children = others
    return doc


@pytest.mark.parametrize("text", ["Sie ging. Er kam.", ODD, "Wort", " ", ""])
def test_there_and_back(text: str) -> None:
    doc = annotated(text)
    if len(doc.tokens) > 4:
        doc.names = [Name(3, 5, doc.tokens[3].start, doc.tokens[4].end, "PER")]
    made = to_spacy(doc)
    assert made.text == text
    back = from_spacy(made)
    assert back.sentences == doc.sentences
    assert [(n.first, n.last, n.start, n.end, n.label) for n in back.names] == [
        (n.first, n.last, n.start, n.end, n.label) for n in doc.names
    ]
    for mine, other in zip(doc.tokens, back.tokens, strict=True):
        for field in ("i", "text", "start", "end", "sent", "upos", "feats", "lemma", "deprel"):
            assert getattr(mine, field) == getattr(other, field), field
        assert (mine.head and mine.head.i) == (other.head and other.head.i)
        assert [c.i for c in mine.children] == [c.i for c in other.children]


def test_unanalysed_document_leaves_the_pipeline_free() -> None:
    made = to_spacy(segment("Sie ging. Er kam."))
    assert [s.text for s in made.sents] == ["Sie ging.", "Er kam."]
    assert not made.has_annotation("POS") and not made.has_annotation("ENT_IOB") and not made.has_annotation("LEMMA")


def test_component_and_matcher() -> None:
    from spacy.matcher import Matcher

    import lagebild.language.spacy_component  # registers the factory, as the entry point does

    assert lagebild.language.spacy_component.make_lagebild
    nlp = spacy.blank("de")
    nlp.add_pipe("lagebild")
    doc = nlp("Der Minister besuchte gestern die Stadt.")
    matcher = Matcher(nlp.vocab)
    matcher.add("besuch", [[{"LEMMA": "besuchen", "POS": "VERB"}]])
    assert [doc[a:b].text for _, a, b in matcher(doc)] == ["besuchte"]
    assert [c for _, c in nlp.pipe([("Er kam.", 7)], as_tuples=True)] == [7]


def test_tiger_document() -> None:
    from spacy.tokens import Doc as SpacyDoc

    words = ["Er", "hat", "mit", "Putin", "gesprochen", "."]
    made = SpacyDoc(
        spacy.blank("de").vocab,
        words=words,
        tags=["PPER", "VAFIN", "APPR", "NE", "VVPP", "$."],
        lemmas=["er", "haben", "mit", "Putin", "sprechen", "--"],
        heads=[1, 1, 4, 2, 1, 1],
        deps=["sb", "ROOT", "mo", "nk", "oc", "punct"],
        ents=["O", "O", "O", "B-PER", "O", "O"],
    )
    doc = from_ud_or_tiger(made, tiger=True)
    assert [(t.text, t.upos, t.deprel, t.head.text if t.head else "") for t in doc.tokens] == [
        ("Er", "PRON", "nsubj", "gesprochen"),
        ("hat", "AUX", "aux", "gesprochen"),
        ("mit", "ADP", "case", "Putin"),
        ("Putin", "PROPN", "obl", "gesprochen"),
        ("gesprochen", "VERB", "root", ""),
        (".", "PUNCT", "punct", "gesprochen"),
    ]
    assert [(n.label, n.first) for n in doc.names] == [("PER", 3)]


def test_errors_say_the_next_step(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnusableModel, match="no parser"):
        External(spacy.blank("de"), "blank")
    with pytest.raises(UnusableModel, match="python -m spacy download"):
        External.load("de_no_such_model")
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(SpacyMissing, match=r"pip install 'lagebild\[spacy\]'"):
        spacy_module()
    with pytest.raises(UnusableModel, match="pip install"):
        External.load("de_core_news_sm")
