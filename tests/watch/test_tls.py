"""HTTPS: a feed and its pages from a local server with a certificate of its own, and certificates that are refused."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from lagebild.picture.store import open_store
from lagebild.pipeline import Setup
from lagebild.watch.config import Config, Feed, load_config
from lagebild.watch.fetch import Fetcher, FetchError
from lagebild.watch.loop import Clock, Watcher
from tests.watch.server import Site, serving

pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="makes its certificates with openssl")


def certificate(folder: Path, name: str, address: str) -> Path:
    """A certificate that vouches for itself, and its key beside it."""
    made = folder / f"{name}.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-keyout", str(made.with_suffix(".key")), "-out", str(made), "-subj", f"/CN={name}",
         "-addext", f"subjectAltName={address}"],
        check=True, capture_output=True,
    )  # fmt: skip
    return made


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return certificate(tmp_path_factory.mktemp("tls"), "own", "IP:127.0.0.1")


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return certificate(tmp_path_factory.mktemp("tls"), "other", "DNS:example.org")


@pytest.fixture
def site(own: Path) -> Iterator[Site]:
    with serving("good", "charset", own=own) as made:
        yield made


def fetcher(ca_file: Path | None) -> Fetcher:
    return Fetcher("test", allow_private=True, timeout=5, whole=10, ca_file=ca_file)


def test_a_feed_over_https_is_read(tmp_path: Path, site: Site, own: Path) -> None:
    assert site.url.startswith("https://")
    config = Config(feed=(Feed(f"{site.url}/rss.xml"),), pace=0.01, ca_file=own)
    with open_store(tmp_path / "a.db") as store:
        watcher = Watcher(
            store, config, Setup(language_model="segments"), fetcher(own), Clock(wait=lambda seconds: None)
        )
        assert [o.kind for o in watcher.round()] == ["new", "new"]
        urls = [url for (url,) in store.db.execute("SELECT url FROM origins ORDER BY url")]
        assert urls == [f"{site.url}/charset", f"{site.url}/good"]


def test_nobody_vouches_for_the_certificate(site: Site) -> None:
    with pytest.raises(FetchError, match="CERTIFICATE_VERIFY_FAILED"):
        fetcher(None).get(f"{site.url}/good")


def test_a_certificate_of_somebody_else_is_refused(other: Path) -> None:
    with serving("good", own=other) as site, pytest.raises(FetchError, match="IP address mismatch"):
        fetcher(other).get(f"{site.url}/good")


def test_plain_text_where_tls_is_expected(own: Path) -> None:
    with serving("good") as site, pytest.raises(FetchError, match="SSL"):
        fetcher(own).get(site.url.replace("http:", "https:") + "/good")


def test_the_file_of_feeds_names_the_certificates(tmp_path: Path, own: Path) -> None:
    feeds = tmp_path / "feeds.toml"
    feeds.write_text(f'ca_file = "{own.as_posix()}"\n[[feed]]\nurl = "https://127.0.0.1/rss.xml"\n')
    assert load_config(feeds).ca_file == own
    feeds.write_text('ca_file = "gone.pem"\n[[feed]]\nurl = "https://127.0.0.1/rss.xml"\n')
    with pytest.raises(ValueError, match=r"gone\.pem: no such file"):
        load_config(feeds)
