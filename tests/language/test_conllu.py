"""CoNLL-U written and read."""

from __future__ import annotations

import pytest

from lagebild.language.conllu import read_conllu, to_conllu, word_parts
from lagebild.language.doc import Name
from lagebild.language.segment import segment
from tests.helpers import parsed

PARTS = [
    ("CDU-Chef", ["CDU", "-", "Chef"]),
    ("Fünf-Sterne-Hotel", ["Fünf", "-", "Sterne", "-", "Hotel"]),
    ("Rohstoff-", ["Rohstoff", "-"]),
    ("-gebiete", ["-", "gebiete"]),
    ("25-Jährige", ["25", "-", "Jährige"]),
    ("2013-2014", ["2013-2014"]),  # figures
    ("a-b@example.org", ["a-b@example.org"]),
    ("-", ["-"]),
    ("--", ["--"]),
    ("Haus", ["Haus"]),
]


@pytest.mark.parametrize(("word", "parts"), PARTS)
def test_word_parts(word: str, parts: list[str]) -> None:
    assert word_parts(word) == parts


def test_written_and_read() -> None:
    doc = parsed(
        "Der/DET/2/det/der/Case=Nom CDU-Chef/NOUN/3/nsubj/CDU-Chef/Case=Nom|Number=Sing kam/VERB/0/root/kommen "
        "./PUNCT/3/punct/."
    )
    doc.names = [Name(1, 2, doc.tokens[1].start, doc.tokens[1].end, "ORG")]
    written = to_conllu(doc)
    (sentence,) = read_conllu(written.splitlines())
    assert [(r.form, r.lemma, r.upos, r.head, r.deprel) for r in sentence.rows] == [
        ("Der", "der", "DET", 4, "det"),
        ("CDU", "CDU", "NOUN", 4, "compound"),
        ("-", "-", "PUNCT", 2, "punct"),
        ("Chef", "Chef", "NOUN", 5, "nsubj"),
        ("kam", "kommen", "VERB", 0, "root"),
        (".", ".", "PUNCT", 5, "punct"),
    ]
    assert sentence.rows[3].feats == {"Case": "Nom", "Number": "Sing"}
    assert [r.misc.split("|")[0] for r in sentence.rows[1:4]] == ["NE=B-ORG", "NE=I-ORG", "NE=I-ORG"]
    assert sentence.text == doc.text


def test_untouched_text_keeps_its_spaces() -> None:
    (sentence,) = read_conllu(to_conllu(segment("Er kam  (spät).")).splitlines())
    assert sentence.text == "Er kam (spät)."
    assert "".join(f + " " * s for f, s in sentence.surfaces()).strip() == sentence.text


def test_read_contractions_and_empty_nodes() -> None:
    lines = [
        "# sent_id = a",
        "# text = Im Haus.",
        "1-2\tIm\t_\t_\t_\t_\t_\t_\t_\t_",
        "1\tIn\tin\tADP\t_\t_\t3\tcase\t_\t_",
        "2\tdem\tder\tDET\t_\tCase=Dat\t3\tdet\t_\t_",
        "3\tHaus\tHaus\tNOUN\t_\t_\t0\troot\t_\tSpaceAfter=No",
        "3.1\tx\tx\tX\t_\t_\t_\t_\t_\t_",
        "4\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_",
    ]
    (sentence,) = read_conllu(lines)
    assert [form for form, _ in sentence.surfaces()] == ["Im", "Haus", "."]
    assert sentence.surface_spans() == [(0, 2), (3, 7), (7, 8)]
    assert len(sentence.rows) == 4


def test_broken_line_is_named() -> None:
    with pytest.raises(ValueError, match="10 columns"):
        list(read_conllu(["1\tWort"]))
