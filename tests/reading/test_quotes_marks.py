"""Quotation marks: pairs of all kinds, wrong ones, lost ones, over paragraphs."""

from __future__ import annotations

import pytest

from lagebild.language.segment import segment
from lagebild.reading.quotes.marks import marked

PAIRS = [
    ("German", "Er rief: „Das Tor ist offen.“", ["„Das Tor ist offen.“"]),
    ("typewriter", '"Das Tor ist offen", rief er.', ['"Das Tor ist offen"']),
    ("guillemets pointing in", "»Das Tor ist offen«, rief er.", ["»Das Tor ist offen«"]),
    ("guillemets pointing out", "«Das Tor ist offen», rief er.", ["«Das Tor ist offen»"]),
    ("English", "“Das Tor ist offen”, rief er.", ["“Das Tor ist offen”"]),
    ("German opened, English closed", "„Das Tor ist offen”, rief er.", ["„Das Tor ist offen”"]),
    ("German opened, typewriter closed", '„Das Tor ist offen", rief er.', ['„Das Tor ist offen"']),
    ("two in a sentence", "„Ja“, sagte Ada, „gern“.", ["„Ja“", "„gern“"]),
    ("outer one over inner one", "„Sie rief ‚halt‘ und lief“, sagte er.", ["„Sie rief ‚halt‘ und lief“"]),
    ("same marks inside", "„Sie rief „halt“ und lief“, sagte er.", ["„Sie rief „halt“ und lief“"]),
    ("emphasis inside", "„Das ist ''nicht'' wahr“, sagte er.", ["„Das ist ''nicht'' wahr“"]),
    ("two sentences", "„Es regnet. Wir bleiben.“ So endete der Tag.", ["„Es regnet. Wir bleiben.“"]),
    (
        "two paragraphs, opened anew",
        "„Es regnet.\n\n„Wir bleiben hier.“\n\nSo endete der Tag.",
        ["„Es regnet.\n\n„Wir bleiben hier.“"],
    ),
    ("no marks", "Es regnet, wir bleiben.", []),
    (
        "closing one missing",
        "„Es regnet, sagte er.\n\nDas Schiff „Elbe“ lag im Hafen.",
        ["„Es regnet, sagte er.", "„Elbe“"],
    ),
]


@pytest.mark.parametrize(("kind", "text", "wanted"), PAIRS, ids=[p[0] for p in PAIRS])
def test_marks_are_paired(kind: str, text: str, wanted: list[str]) -> None:
    doc = segment(text)
    found = [doc.text[doc.tokens[m.first].start : doc.tokens[m.last - 1].end] for m in marked(doc) if m.depth == 0]
    assert found == wanted


def test_inner_marks_have_a_depth() -> None:
    doc = segment("„Sie rief „halt“ und lief“, sagte er.")
    assert sorted(m.depth for m in marked(doc)) == [0, 1]


def test_an_unclosed_quotation_says_so() -> None:
    doc = segment("„Es regnet, sagte er.")
    assert [m.closed for m in marked(doc)] == [False]
