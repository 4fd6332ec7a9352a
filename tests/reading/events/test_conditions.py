"""Constructions whose words alone do not tell the act."""

import pytest

from lagebild.api import article, read

CASES = [
    ("Die Ministerin lehnte es ab, die Werke einer Bundesaufsicht zu unterstellen.", "ACCUSE", False),
    ("Der Sprecher unterstellte der Opposition eine Lüge.", "ACCUSE", True),
    ("In einem Interview sprach die Kanzlerin von der Möglichkeit einer Wahl im Herbst.", "CONSULT", False),
    ("Der Minister sprach in Wien mit dem Außenminister Russlands über den Vertrag.", "CONSULT", True),
    ("Die Behörden sperrten den Redakteur ein.", "COERCE", True),
    ("Ein Nachbar sperrte den Redakteur im Keller ein.", "COERCE", False),
    ("Der Goldpreis stieg wegen eines hohen Ölpreises.", "CONSULT", False),
]


@pytest.mark.parametrize(("text", "kind", "told"), CASES)
def test_the_words_around_decide(text: str, kind: str, told: bool) -> None:
    events = read(article(text, published="2021-02-22")).events
    assert (kind in {e.type for e in events}) is told


@pytest.mark.parametrize(("coalition", "state"), [("eine Koalition", False), ("die Koalition", True)])
def test_a_coalition_that_may_be_is_not_the_government(coalition: str, state: bool) -> None:
    text = f"In Deutschland lehnte die Vorsitzende Berg {coalition} ab."
    entities = read(article(text, published="2021-02-22")).entities
    words = {text[m.start : m.end] for e in entities if e.kind == "country" for m in e.mentions}
    assert (coalition in words) is state
