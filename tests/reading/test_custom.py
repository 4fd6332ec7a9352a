"""Types of one's own: the file and its faults, what words and vectors tell, and one reading from end to end."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from lagebild.language import analyse
from lagebild.language.model_file import SHA256
from lagebild.reading.actors import Actors
from lagebild.reading.background import background
from lagebild.reading.custom import (
    OntologyError,
    Texts,
    find_custom,
    load_ontology,
    terms_of,
    told_by,
    weights_of,
)
from lagebild.records import Article
from tests.helpers import parsed

EXAMPLE = Path(__file__).parents[2] / "examples" / "ontology" / "arbeit.toml"
FILE = """
[[type]]
name = "strike"
definition = "Streik Arbeit"
examples = [{examples}]
"""


def fake(sentences: Sequence[str]) -> Texts:
    """Words as they stand are the lemmas; what speaks of strikes points one way, all else another."""
    rows = np.zeros((len(sentences), len(background().center)), dtype=np.float32)
    for row, sentence in zip(rows, sentences, strict=True):
        row[0 if "treik" in sentence else 1] = 1.0
    return Texts(tuple(frozenset(s.rstrip(".").split()) for s in sentences), rows)


def written(folder: Path, text: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def examples(count: int) -> str:
    return ", ".join(f'"Streik Nummer{i}."' for i in range(count))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no [[type]]"),
        ("[[type", "mine.toml"),
        ("[[type]]\ndefinition = 'x'", "without a name"),
        ("[[type]]\nname = 'strike'", "needs a definition"),
        (FILE.format(examples=examples(4)), "has 4 example sentences; 5 or more"),
        ("[[type]]\nname = 'strike'\ndefinition = 'x'\nexamples = 3", "has 0 example sentences"),
    ],
)
def test_a_fault_in_the_file_is_named(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(OntologyError, match=told.replace("[", r"\[")):
        load_ontology(written(tmp_path, text), fake)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="nowhere"):
        load_ontology(tmp_path / "nowhere.toml", fake)


def test_a_sentence_needs_both_the_words_and_the_meaning(tmp_path: Path) -> None:
    (kind,) = load_ontology(written(tmp_path, FILE.format(examples=examples(6))), fake).types
    near, far = (fake([s]).vectors[0] for s in ("Streik", "Haus"))
    assert kind.confidence(near, frozenset({"Streik"})) > 0.5
    assert kind.confidence(near, frozenset({"Warnstreik"})) > 0.5
    assert kind.confidence(far, frozenset({"Streik"})) < 0.5
    assert kind.confidence(near, frozenset({"Haus"})) < 0.5


def test_words_that_the_counterexamples_share_need_their_verb() -> None:
    own = [frozenset({"Stelle", "streichen"}), frozenset({"Stelle", "abbauen"}), frozenset({"streichen"})]
    words = weights_of(own, background(), [frozenset({"Stelle", "prüfen", "Stelle|prüfen"})])
    assert told_by(frozenset({"Stelle"}), words, background()) == 0
    assert told_by(frozenset({"Stelle", "prüfen", "Stelle|prüfen"}), words, background()) == 0
    assert told_by(frozenset({"Stelle", "streichen", "Stelle|streichen"}), words, background()) > 0


def test_usual_words_are_not_looked_for_inside_compounds() -> None:
    words = weights_of([frozenset({"Regierung"})] * 3, background(), [])
    assert told_by(frozenset({"Exilregierungsgebäude"}), words, background()) == 0


def test_terms_are_lemmas_and_pairs_of_noun_and_verb() -> None:
    doc = parsed(
        "Die/DET/2/det Bank/NOUN/3/nsubj/Bank streicht/VERB/0/root/streichen Stellen/NOUN/3/obj/Stelle ,/PUNCT/3/punct "
        "keine/DET/7/det/kein Filialen/NOUN/3/obj/Filiale"
    )
    assert terms_of(doc.tokens) == {"Bank", "streichen", "Stelle", "Bank|streichen", "Stelle|streichen"}


def test_what_a_noun_or_participle_says_counts_as_its_verb() -> None:
    doc = parsed(
        "Der/DET/2/det Abbau/NOUN/5/nsubj/Abbau von/ADP/4/case Stellen/NOUN/2/nmod/Stelle beginnt/VERB/0/root/beginnen",
        "Die/DET/3/det entlassenen/ADJ/3/amod/entlassen Fahrer/NOUN/4/nsubj/Fahrer warten/VERB/0/root/warten",
        "Stellen/NOUN/3/nsubj/Stelle verloren/VERB/3/xcomp/verlieren gehen/VERB/0/root/gehen",
    )
    assert {"Stelle|abbauen", "Fahrer|entlassen", "Stelle|verlieren"} <= terms_of(doc.tokens)


def test_a_compound_of_noun_and_verb() -> None:
    words = weights_of([frozenset({"Arbeit", "niederlegen", "Arbeit|niederlegen"})] * 2, background(), [])
    assert told_by(frozenset({"Arbeitsniederlegung"}), words, background()) > 0
    assert told_by(frozenset({"Arbeitsvermittlung"}), words, background()) == 0


def test_a_noun_of_one_example_tells_with_its_verb_only() -> None:
    own = [frozenset({"Bank", "streichen", "Bank|streichen"}), frozenset({"Werk", "schließen", "Werk|schließen"})]
    words = weights_of(own, background(), [])
    assert told_by(frozenset({"Bank|streichen"}), words, background()) > 0
    assert told_by(frozenset({"Bank|schließen"}), words, background()) == 0


def test_the_background_belongs_to_the_shipped_model() -> None:
    news = background()
    assert news.model == SHA256, "make it anew: python training/background.py --data ../shared/data"
    assert len(news.terms) == len(news.vectors) >= 1000
    assert news.rarity("Regierung") < news.rarity("Warnstreik")


def test_the_worked_example_from_end_to_end() -> None:
    text = (
        "Die Gewerkschaft hat die Busfahrer in Kassel zu einem Warnstreik aufgerufen. Der Bürgermeister eröffnete den "
        "Zoo. Der Hersteller Kolbe streicht in Jena 300 Stellen. Die Feuerwehr sperrte mehrere Haltestellen."
    )
    doc = analyse(text, "de")
    article = Article(id="a", text=text, published="2021-02-03")
    found = find_custom(doc, article, Actors(), (), load_ontology(EXAMPLE))
    assert [(c.id, c.type, text[c.start : c.end].split()[-1]) for c in found] == [
        ("c1", "strike", "aufgerufen."),
        ("c2", "layoffs", "Stellen."),
    ]
    assert all(0.5 <= c.confidence <= 1 for c in found)
