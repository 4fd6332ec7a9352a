"""The scorer of names: what counts as the same actor, and what must stay wrong."""

from __future__ import annotations

import pytest
from benchmarks.actor_names import same_actor

from lagebild.knowledge import default_knowledge
from lagebild.records import Entity

SAME = [  # our name, kind and country; the gold's
    ("Iranische Polizei", "organization", "IRN", "Polizei (Iran)", "organization", "IRN"),
    ("Polizei", "organization", "GBR", "Polizei im Vereinigten Königreich", "organization", "GBR"),
    ("Volksrepublik China", "country", "CHN", "China", "country", "CHN"),
    ("Homosexuellen", "group", "SRB", "Homosexuelle", "group", "SRB"),
    ("Menschen", "group", "BIH", "400.000 Menschen", "group", "BIH"),
    ("Jonas B. Ekmann", "person", "USA", "Jonas Ekmann", "person", "USA"),
    ("Michael Müller", "person", "DEU", "Michael Müller (Politiker, 1948)", "person", "DEU"),
]
OTHER = [
    ("Polizei", "organization", "IRN", "Polizei (Irak)", "organization", "IRQ"),  # the country is not agreed on
    ("Irak", "country", "IRQ", "Iraker", "group", "IRQ"),  # inhabitants are not the state
    ("Iran", "country", "IRN", "Iranische Polizei", "organization", "IRN"),
    ("Demonstranten", "group", "IRN", "Organisatoren", "group", "IRN"),
    ("Stephanie", "person", "DEU", "Stephanie Ekmann", "person", "DEU"),
    ("Bush", "person", "USA", "George W. Bush", "person", "USA"),  # two bear the name
    ("Polizist", "person", "DEU", "Polizisten", "group", "DEU"),  # one of several
    ("Putin", "person", "RUS", "Anhänger Putins", "group", "RUS"),
]


def same(row: tuple[str, ...]) -> bool:
    name, kind, country, gold, gold_kind, gold_country = row
    ours = Entity(
        id="e1",
        kind=kind,
        name=name,
        wikidata=None,
        country=country,
        sector=None,
        role=None,
        known=False,
        mentions=(),  # type: ignore[arg-type]
    )
    return same_actor(ours, gold, gold_kind, gold_country, default_knowledge())


@pytest.mark.parametrize("row", SAME)
def test_the_same_actor(row: tuple[str, ...]) -> None:
    assert same(row)


@pytest.mark.parametrize("row", OTHER)
def test_another_actor(row: tuple[str, ...]) -> None:
    assert not same(row)
