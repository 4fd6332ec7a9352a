"""Whether two triggers tell one event: what is learned, and what is settled beforehand."""

import pytest

from lagebild.reading.events.merge import merge
from lagebild.reading.events.pairs import BIAS, joiner, pair_features
from tests.reading.test_events_merge import draft

WILLING = joiner({BIAS: 1.0})
UNWILLING = joiner({BIAS: -1.0})
NEARER = joiner({BIAS: -1.0, "pair:near:0": 3.0})


def test_no_weights_no_joiner() -> None:
    assert joiner({"bias": 1.0}) is None


def test_the_weights_decide() -> None:
    assert len(merge([draft("Treffen", 0), draft("Treffen", 1)], WILLING)) == 1
    assert len(merge([draft("Treffen", 0), draft("Treffen", 1)], UNWILLING)) == 2
    assert len(merge([draft("Treffen", 0), draft("Gespräch", 0), draft("Treffen", 3)], NEARER)) == 2


def test_types_never_mix() -> None:
    assert len(merge([draft("Treffen", 0), draft("Anschlag", 0)], WILLING)) == 2


def test_other_days_stay_apart() -> None:
    drafts = [draft("Treffen", 0, date="2021-02"), draft("Treffen", 0, date="2020-09", dated=True)]
    assert len(merge(drafts, WILLING)) == 2


def test_one_person_is_arrested_once() -> None:
    assert len(merge([draft("Festnahme", 0, whom=("Berg",)), draft("Verhaftung", 9, whom=("Berg",))], UNWILLING)) == 1


@pytest.mark.parametrize("whom", [("Tal",), ()])
def test_other_persons_are_not(whom: tuple[str, ...]) -> None:
    assert len(merge([draft("Festnahme", 0, whom=("Berg",)), draft("Verhaftung", 9, whom=whom)], UNWILLING)) == 2


def test_features_name_what_agrees() -> None:
    found = pair_features(draft("Anschlag", 0, whom=("Konvoi",)), draft("Bombenanschlag", 2, whom=("Konvoi",)))
    assert {"pair:word:tail", "pair:recipients:all", "pair:actors:unknown", "pair:near:2"} <= set(found)
    assert all(name.startswith("pair:") for name in found)
