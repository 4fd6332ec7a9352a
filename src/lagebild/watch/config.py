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
from lagebild.watch.fetch import FetchError, checked


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
    ca_file: Path | None = None  # certificates (PEM) to trust in the place of the usual ones: a house's own, a proxy's

    @property
    def agent(self) -> str:
        """Who we say that we are."""
        return f"lagebild/{VERSION}" + (f" (+{self.contact})" if self.contact else "")


SMALLEST = """[[feed]]
url = "https://example.org/rss.xml"
"""


def load_config(path: Path) -> Config:
    """Raises ValueError with what was found and the next step."""
    try:
        config = msgspec.toml.decode(path.read_bytes(), type=Config, dec_hook=lambda kind, value: kind(value))
    except OSError as error:
        raise ValueError(f"{path}: cannot be read ({error.strerror}). {_write_one(path)}") from None
    except (msgspec.MsgspecError, UnicodeDecodeError, ValueError) as error:
        fields = (", ".join(kind.__struct_fields__) for kind in (Config, Feed))
        raise ValueError(f"{path}: {error}. It can hold {next(fields)}; a [[feed]] {next(fields)}") from None
    if not config.feed:
        raise ValueError(f"{path}: there is no [[feed]] in it. {_write_one(path)}")
    if config.pace <= 0 or any(f.every <= 0 for f in config.feed):
        raise ValueError(f"{path}: pace and every must be more than 0")
    if config.ca_file and not config.ca_file.is_file():
        raise ValueError(
            f"{path}: ca_file {config.ca_file}: no such file. Give a file of certificates (PEM), or leave it out"
        )
    for feed in config.feed:
        try:
            checked(feed.url)
        except FetchError as error:
            raise ValueError(f"{path}: {error.found}. Give the whole address, from http:// or https:// on") from None
    return config


def _write_one(path: Path) -> str:
    return f"Write into {path.name}, at the least:\n\n{SMALLEST}\nand see docs/intake.md for all that can stand there"
