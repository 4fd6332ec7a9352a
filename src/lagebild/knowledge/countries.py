"""States: codes and names, from the look-up file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

CODES = Path(__file__).parent / "data" / "alpha3.txt"


@cache
def alpha3() -> frozenset[str]:
    """ISO 3166-1 alpha-3 codes, with Kosovo's user-assigned XKX."""
    return frozenset(CODES.read_text(encoding="ascii").split())
