"""What is watched: `feeds.toml`.

contact = "https://example.org/about-our-reader"   # who reads, for the publishers' logs
pace = 2.0                                         # seconds between two requests to a host

[[feed]]
url = "https://example.org/rss.xml"                # RSS, Atom, or a sitemap
publisher = "Kreisblatt"                           # where the pages do not say it
every = 15                                         # minutes
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from lagebild.version import VERSION


class Feed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One feed or sitemap."""

    url: str
    publisher: str | None = None
    language: str | None = None
    every: float = 15.0  # minutes between two looks at it
    full_text: bool = True  # fetch the pages; false: what the feed itself holds is the article
    days: float = 7.0  # pages that a sitemap dates further back are left


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that is watched, and how."""

    feed: tuple[Feed, ...]
    contact: str = ""
    pace: float = 2.0  # seconds between two requests to a host; its robots.txt can ask for more
    timeout: float = 20.0  # seconds without a byte
    whole: float = 60.0  # seconds for a whole answer
    max_bytes: int = 20_000_000

    @property
    def agent(self) -> str:
        """Who we say that we are."""
        return f"lagebild/{VERSION}" + (f" (+{self.contact})" if self.contact else "")


def load_config(path: Path) -> Config:
    """Raises ValueError with what was found and the next step."""
    try:
        config = msgspec.toml.decode(path.read_bytes(), type=Config)
    except OSError as error:
        raise ValueError(f"{path}: cannot be read ({error.strerror})") from None
    except (msgspec.MsgspecError, UnicodeDecodeError, ValueError) as error:
        raise ValueError(f"{path}: {error}. See docs/intake.md for the fields") from None
    if not config.feed:
        raise ValueError(f"{path}: no [[feed]] in it")
    if config.pace <= 0 or any(f.every <= 0 for f in config.feed):
        raise ValueError(f"{path}: pace and every must be more than 0")
    return config
