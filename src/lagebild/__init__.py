"""Lagebild reads news and keeps the picture of the situation."""

from __future__ import annotations

from lagebild.records import Article, Report
from lagebild.version import VERSION as __version__

__all__ = ["Article", "Report", "__version__"]
