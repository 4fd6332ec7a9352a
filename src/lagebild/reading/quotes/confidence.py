"""Confidence: the share of right quotations by kind of evidence.

Each rule names its evidence ("dass_1", "colon"); `confidence.tsv` holds how often quotations with this evidence were
right where it was measured. The table is a set of thresholds read off a gold corpus, no trained model.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from lagebild.reading.quotes.found import Draft

TABLE = Path(__file__).with_name("confidence.tsv")
UNKNOWN = 0.5  # evidence too rare to have been measured
WITHOUT_SPEAKER = 0.8  # a quotation that nobody says is less sure by this factor


def confidence_of(draft: Draft) -> float:
    """The share of right quotations among those with the same kind of evidence."""
    share = shares().get(draft.evidence, UNKNOWN)
    return round(share if draft.speaker else share * WITHOUT_SPEAKER, 2)


@cache
def shares(path: Path = TABLE) -> Mapping[str, float]:
    """Evidence and its share of right quotations, from the table."""
    rows: dict[str, float] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", "evidence\t")):
            evidence, share, _ = line.split("\t")
            rows[evidence] = float(share)
    return rows
