"""States: codes and names."""

from __future__ import annotations

from functools import cache


@cache
def alpha3() -> frozenset[str]:
    """ISO 3166-1 alpha-3 codes, with Kosovo's user-assigned XKX."""
    from babel.core import get_global

    codes = get_global("territory_aliases")  # replaced by the compiled list
    return frozenset(codes) | {"XKX"}
