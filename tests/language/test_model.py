"""The model that ships: what it promises whatever the text, and plain sentences that it must get right."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from lagebild.language import model, model_file
from lagebild.language.doc import NAME_LABELS, Doc, Sentence, Token
from lagebild.language.model import AGAIN_LONGEST, LONGEST, default_model
from lagebild.language.network import Cut, ModelFileError, Network, Words, checked_bytes

DATA = Path(model_file.__file__).parent / "data"


def given(*sentences: str, language: str = "de") -> Doc:
    """A document of plain sentences, one a line."""
    doc = Doc("\n".join(sentences), language)
    start = 0
    for number, sentence in enumerate(sentences):
        first = len(doc.tokens)
        for m in re.finditer(r"\w+(?:-\w+)*|[^\w\s]", sentence):
            doc.tokens.append(Token(len(doc.tokens), m.group(), start + m.start(), number))
        doc.sentences.append(Sentence(number, first, len(doc.tokens), start, start + len(sentence), number))
        start += len(sentence) + 1
    return doc


def read(*sentences: str, language: str = "de") -> Doc:
    doc = given(*sentences, language=language)
    default_model().annotate(doc)
    return doc


def check_shape(doc: Doc) -> None:
    """One root a sentence, children that mirror heads, no cycle, names inside sentences, vectors of unit length."""
    for sentence in doc.sentences:
        tokens = doc.tokens[sentence.first : sentence.last]
        if not tokens:
            continue
        (root,) = [t for t in tokens if t.head is None]
        assert root.deprel == "root"
        assert all(root in t.ancestors() for t in tokens if t is not root)
        for token in tokens:
            assert token.head is None or token in token.head.children
            assert token.children == sorted(token.children, key=lambda t: t.i)
            assert token.lemma
    for name in doc.names:
        assert name.label in NAME_LABELS
        assert 0 < name.score <= 1
        assert (name.start, name.end) == (doc.tokens[name.first].start, doc.tokens[name.last - 1].end)
        assert doc.tokens[name.first].sent == doc.tokens[name.last - 1].sent
    assert doc.vectors is not None
    assert doc.vectors.shape == (len(doc.sentences), 512)


ODD = [
    (),
    ("wort " * 5000,),
    ("жждй ღმერთ 日本",),
    ("!!! ??? …",),
    ("a" * 20_000,),
    ("\U0001f600 \U0001f600",),
    ("Ein Satz .", "", "Noch einer ."),
]


@pytest.mark.parametrize("sentences", ODD, ids=range(len(ODD)))
def test_odd_input_keeps_the_promises(sentences: tuple[str, ...]) -> None:
    check_shape(read(*sentences))


@pytest.mark.parametrize("bar", [-1.0, 2.0], ids=["all read twice", "none read twice"])
@pytest.mark.parametrize("sentences", ODD, ids=range(len(ODD)))
def test_the_second_reader_keeps_the_promises(
    sentences: tuple[str, ...], bar: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model, "DOUBT", bar)
    check_shape(read(*sentences))


def read_again(monkeypatch: pytest.MonkeyPatch, *sentences: str, language: str = "de") -> list[str]:
    """The first words of the sentences that the second reader is given."""
    asked: list[str] = []
    first = Network.cut_again

    def cut_again(self: Network, words: Words) -> Cut:
        asked.append(words.texts[0])
        return first(self, words)

    monkeypatch.setattr(Network, "cut_again", cut_again)
    check_shape(read(*sentences, language=language))
    return asked


SURE, UNSURE = "Das Wetter bleibt am Montag schön .", "Zwischen Kwopel und der Zurbag fuhr Frintrup Olpenitz aus ."


def test_only_what_is_in_doubt_is_read_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_again(monkeypatch, SURE, UNSURE) == ["Zwischen"]


def test_a_language_without_a_second_reader_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not read_again(monkeypatch, UNSURE, language="en")


def test_lists_of_great_length_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "DOUBT", -1.0)
    assert read_again(monkeypatch, "Kwopel " * (AGAIN_LONGEST + 1), "Kwopel " * AGAIN_LONGEST) == ["Kwopel"]


def test_names_found_again_lie_where_they_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "DOUBT", -1.0)
    doc = read(SURE, "Gestern reiste Angela Merkel nach Paris .", "Regen .")
    assert [(n.label, doc.text[n.start : n.end]) for n in doc.names] == [("PER", "Angela Merkel"), ("LOC", "Paris")]


def test_the_second_reader_gives_chances() -> None:
    network = Network(checked_bytes(DATA / model_file.FILE_NAME, model_file.SHA256))
    sentences = [Words(["Regen", "."], [True, False], "de"), Words(["Rom"], [True], "de")]
    names = network.names_again([network.cut_again(words) for words in sentences])
    assert names.shape == (2, 2, len(network.labels.names))
    assert np.allclose(np.exp(names).sum(axis=2), 1, atol=1e-4)


def test_empty_sentences_have_a_zero_vector() -> None:
    doc = read("Ein Satz .", "", "Noch einer .")
    assert doc.vectors is not None
    assert np.linalg.norm(doc.vectors, axis=1).round(3).tolist() == [1, 0, 1]


def test_a_very_long_sentence_is_one_tree() -> None:
    doc = read("Der Minister sprach , und " * LONGEST + "alle hörten zu .")
    check_shape(doc)


def test_unknown_language_is_read_without_error() -> None:
    check_shape(read("Lorem ipsum dolor sit amet .", language="la"))
    check_shape(read("Lorem ipsum dolor sit amet .", language=""))


def test_batching_does_not_change_the_result() -> None:
    texts = ["Der Kanzler traf die Präsidentin in Rom .", "Regen .", "Sie sagte , dass sie kommen werde ."]
    together = given(*texts)
    apart = [given(text) for text in texts]
    default_model().annotate_many([together])
    default_model().annotate_many(apart)
    alone = [t for doc in apart for t in doc.tokens]
    assert [(t.upos, t.lemma) for t in together.tokens] == [(t.upos, t.lemma) for t in alone]


def test_a_plain_sentence() -> None:
    doc = read("Der Präsident traf am Montag die Kanzlerin in Berlin .")
    by_text = {t.text: t for t in doc.tokens}
    assert by_text["traf"].head is None
    assert (by_text["traf"].upos, by_text["traf"].lemma) == ("VERB", "treffen")
    assert by_text["Präsident"].deprel == "nsubj"
    assert by_text["Kanzlerin"].deprel == "obj"
    assert (by_text["Präsident"].feat("Case"), by_text["Kanzlerin"].feat("Case")) == ("Nom", "Acc")
    assert by_text["am"].lemma == "an"


def test_the_object_may_come_first() -> None:
    by_text = {t.text: t for t in read("Den Minister kritisierte der Präsident scharf .").tokens}
    assert (by_text["Minister"].feat("Case"), by_text["Minister"].deprel) == ("Acc", "obj")
    assert (by_text["Präsident"].feat("Case"), by_text["Präsident"].deprel) == ("Nom", "nsubj")


@pytest.mark.parametrize(
    ("sentence", "name", "label"),
    [
        ("Gestern reiste Angela Merkel nach Paris .", "Angela Merkel", "PER"),
        ("Gestern reiste Angela Merkel nach Paris .", "Paris", "LOC"),
        ("Der Vorstand von Siemens tagte in München .", "München", "LOC"),
    ],
)
def test_plain_names(sentence: str, name: str, label: str) -> None:
    doc = read(sentence)
    assert (name, label) in [(doc.text[n.start : n.end], n.label) for n in doc.names]


@pytest.mark.parametrize(
    ("sentence", "verb"), [("Sie wäre gern gekommen .", "wäre"), ("Er sagte , die Lage sei ernst .", "sei")]
)
def test_konjunktiv_is_marked(sentence: str, verb: str) -> None:
    assert next(t for t in read(sentence).tokens if t.text == verb).feat("Mood") == "Sub"


def test_like_sentences_have_like_vectors() -> None:
    vectors = read(
        "Die Regierung erhöht die Steuern .", "Das Kabinett hebt die Abgaben an .", "Der Hund schläft im Garten ."
    ).vectors
    assert vectors is not None
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.1


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    damaged = tmp_path / "lagebild.onnx"
    damaged.write_bytes(b"not a model")
    with pytest.raises(ModelFileError, match="SHA-256"):
        checked_bytes(damaged, model_file.SHA256)
    with pytest.raises(ModelFileError, match="reinstall"):
        checked_bytes(tmp_path / "missing.onnx", model_file.SHA256)
