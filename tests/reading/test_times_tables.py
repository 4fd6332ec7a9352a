"""The rule tables: every rule can be read, names only what exists, and can fire."""

import pytest

from lagebild.reading.times import MAKERS
from lagebild.reading.times.pattern import parse_pattern
from lagebild.reading.times.scan import GUARDS
from lagebild.reading.times.tables import KNOWLEDGE, Table, table_for

LANGUAGES = sorted(p.parent.name for p in KNOWLEDGE.glob("*/times.toml"))


@pytest.fixture(params=LANGUAGES)
def table(request: pytest.FixtureRequest) -> Table:
    found = table_for(request.param)
    assert found is not None
    return found


def test_there_are_german_and_english() -> None:
    assert {"de", "en"} <= set(LANGUAGES)


def test_rules_name_what_exists(table: Table) -> None:
    for rule in table.rules:
        assert rule.make in {*MAKERS, "none"}, rule.name
        assert rule.guard in {"", *GUARDS}, rule.name
        unknown = [c for c in rule.pattern.classes if not table.symbols_of(c)]
        assert not unknown, (rule.name, unknown)
        assert rule.regex.pattern


def test_names_of_rules_are_unique(table: Table) -> None:
    names = [rule.name for rule in table.rules]
    assert len(names) == len(set(names))


# Classes that the engine asks for by name rather than a rule
BY_ENGINE = {"COUNTED", "COUNTER", "EACHTIME", "CLOCKWORD", "FROM_PAST", "INTO_FUTURE", "AHEAD"}


def test_every_class_is_used(table: Table) -> None:
    used = {c for rule in table.rules for c in rule.pattern.classes} | BY_ENGINE
    parts = {
        spec["class"] for c in table.spec.get("compounds", []) for spec in (c["first"], c["second"]) if "class" in spec
    }
    assert set(table.spec["words"]) - used - parts == set()


def test_weak_classes_exist(table: Table) -> None:
    for name in table.spec["weak"]:
        assert table.symbols_of(name), name


def test_every_rule_can_fire(table: Table) -> None:
    """A rule all of whose words are weak would never be looked at."""
    for rule in table.rules:
        symbols = (s for c in rule.pattern.classes for s in table.symbols_of(c))
        assert rule.make == "none" or any(table.strong.match(s) for s in symbols), rule.name


MALFORMED = ["MONTH", "< ( MONTH >", "< MONTH ) >", "MONTH? < YEAR >", "< MONTH > > YEAR", "< mon?th >"]


@pytest.mark.parametrize("pattern", MALFORMED)
def test_malformed_patterns_are_refused(pattern: str) -> None:
    with pytest.raises(ValueError):
        parse_pattern(pattern)


def test_words_learned_on_the_way_are_bounded(table: Table) -> None:
    table.MAX_WORDS = 10  # type: ignore[misc]
    try:
        for n in range(50):
            assert table[f"wort{n}"] is not None
        assert len(table) <= 12
    finally:
        del table.MAX_WORDS
