"""Lagebild reads news and keeps the picture of the situation.

    import lagebild

    report = lagebild.read("Berlin (dpa) - ...", published="2021-02")
    for quote in report.quotes: ...

The names below are imported when they are first used: reading needs NumPy and the model, looking at reports does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lagebild.version import VERSION as __version__

if TYPE_CHECKING:
    from lagebild.api import Store, StoreError, article, open_store, read, read_many
    from lagebild.records import Article, Report

__all__ = [
    "Article", "Report", "Store", "StoreError", "__version__", "article", "open_store", "read", "read_many",
]  # fmt: skip

_HOMES = {"Article": "lagebild.records", "Report": "lagebild.records"}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'lagebild' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES.get(name, "lagebild.api")), name)
