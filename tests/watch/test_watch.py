"""Watching: what comes once is kept once, what misbehaves is named, bounded and left alone; stopping loses nothing."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from lagebild.intake import Failure, Raw
from lagebild.picture.hands import PATIENCE
from lagebild.picture.provenance import failures
from lagebild.picture.store import Store, open_store
from lagebild.picture.versions import versions
from lagebild.pipeline import Setup
from lagebild.run import Outcome
from lagebild.watch.config import Config, Feed, load_config
from lagebild.watch.entries import entries
from lagebild.watch.fetch import Fetcher, FetchError, is_public, retry_after
from lagebild.watch.loop import Clock, Watcher
from lagebild.watch.table import row
from tests.watch.server import WILD, Site, serving


class Time:
    """A clock that goes by waiting only."""

    def __init__(self) -> None:
        self.now = 1_614_000_000.0

    def wait(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "a.db") as opened:
        yield opened


def watcher(store: Store, site: Site, clock: Time, *, feed: str = "rss.xml", whole: float = 1.0) -> Watcher:
    config = Config(feed=(Feed(f"{site.url}/{feed}"),), contact="https://example.org/we", pace=1.0)
    fetcher = Fetcher(config.agent, allow_private=True, timeout=1.0, whole=whole, max_bytes=1_000_000)
    return Watcher(store, config, Setup(language_model="segments"), fetcher, Clock(lambda: clock.now, clock.wait))


def kinds(outcomes: Iterator[Outcome]) -> dict[str, str]:
    """What became of each page, by the last part of its address."""
    found = {}
    for kind, result in outcomes:
        if result is not None:
            source = result.source if isinstance(result, Failure) else result.article.source or ""
            found[source.rsplit("/", 1)[-1]] = kind
    return found


def test_new_pages_are_read_once_and_changes_are_versions(store: Store) -> None:
    clock = Time()
    with serving() as site:
        first = watcher(store, site, clock)
        assert kinds(first.round()) == {
            "good": "new", "changing": "new", "charset": "new", "secret": "failed", "empty": "failed", "summary": "new",
        }  # fmt: skip
        assert site.agents == {first._config.agent} and "example.org/we" in first._config.agent
        assert "secret" not in {name for name, _ in site.asked}
        assert kinds(first.round()) == {}, "nothing is due"
        clock.now += 3600
        assert kinds(first.round()) == {} and site.statuses["rss.xml", 304] == 1
        site.changed = True
        clock.now += 3600
        # Another process goes on with what the store knows.
        assert kinds(watcher(store, site, clock).round()) == {"changing": "changed"}
        row = store.db.execute("SELECT article, text, published FROM articles WHERE url LIKE '%changing'").fetchone()
        assert "berichtigt" in row[1] and [v.number for v in versions(store.db, row[0])] == [1]
        text = store.db.execute("SELECT text FROM articles WHERE url LIKE '%charset'").fetchone()[0]
        assert "Brücke" in text, "the server named the wrong encoding"
        fetched = store.db.execute("SELECT count(*) FROM origins WHERE fetched_at LIKE '2021-02-22T%'").fetchone()[0]
        assert fetched >= 3


SAID = {
    "slow": "took more than", "truncated": "IncompleteRead", "circle": "redirects", "busy": "429", "down": "503",
    "bomb": "unpacks to more", "cut": "cut off", "lost": "404", "garbage": "no article", "file": "no address of the web",
}  # fmt: skip


def test_what_misbehaves_is_named_and_bounded(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Time()
    monkeypatch.setattr("lagebild.watch.loop.LONG", 7200.0)
    began = time.monotonic()
    with serving(*WILD) as site:
        found = kinds(watcher(store, site, clock).round())
        assert {name for name, kind in found.items() if kind == "failed"} >= set(SAID)
        failures = dict(store.db.execute("SELECT source, found FROM failures").fetchall())
        for name, said in SAID.items():
            assert said in failures[f"{site.url}/{name}"], name
        # Each was asked for once; only redirects are followed, and those not for ever.
        asked = [name for name, _ in site.asked if name not in ("rss", "robots")]
        assert all(asked.count(name) == 1 for name in WILD if name not in ("circle", "good")), asked
        assert asked.count("circle") == 6
        # What is only for now is tried again, and rests in between; what is for good is not.
        for _ in range(4):
            clock.now += 90_000
            kinds(watcher(store, site, clock).round())
        again = [name for name, _ in site.asked]
        assert again.count("lost") == 1 and again.count("bomb") == 1
        assert 3 <= again.count("down") <= 5 and again.count("busy") == 2
        assert store.db.execute("SELECT count(*) FROM articles WHERE url LIKE '%busy'").fetchone()[0] == 1
    assert time.monotonic() - began < 120


def test_sitemaps_of_sitemaps(store: Store) -> None:
    with serving() as site:
        clock = Time()
        watch = watcher(store, site, clock, feed="sitemap.xml")
        found = kinds(watch.round()) | kinds(watch.round())
        assert found == {"good": "new"}, "the old page is left"
        assert [name for name, _ in site.asked].count("sitemap") == 1


def test_a_host_without_robots_is_asked_and_one_that_fails_is_not(store: Store) -> None:
    with serving("good") as site:
        site.robots_status = 500
        assert kinds(watcher(store, site, Time()).round()) == {"rss.xml": "failed"}
        site.robots_status = 404
        assert kinds(watcher(store, site, later(7200)).round()) == {"good": "new"}


def later(seconds: float) -> Time:
    clock = Time()
    clock.now += seconds
    return clock


def test_stopped_in_between_it_goes_on(store: Store) -> None:
    clock = Time()
    with serving("good", "changing", "charset") as site:
        watch = watcher(store, site, clock)
        next(watch.round())
        watch.stopping.set()
        assert kinds(watch.round()) == {} and store.size() == 1
        kinds(watcher(store, site, clock).round())
        assert store.size() == 3
        asked = [name for name, _ in site.asked]
        assert [asked.count(name) for name in ("good", "changing", "charset")] == [1, 1, 1]


ADDRESSES = [
    ("93.184.216.34", True), ("2a00:1450:4001:81a::200e", True),
    ("127.0.0.1", False), ("10.1.2.3", False), ("172.16.0.1", False), ("192.168.1.1", False), ("169.254.169.254", False),
    ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False), ("255.255.255.255", False), ("::1", False),
    ("fe80::1%eth0", False), ("fc00::1", False), ("::ffff:127.0.0.1", False), ("::ffff:10.0.0.1", False),
    ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False), ("ff02::1", False),
]  # fmt: skip


@pytest.mark.parametrize(("address", "public"), ADDRESSES)
def test_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_private_addresses_are_refused_also_behind_a_redirect(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving() as site:
        fetcher = Fetcher("test")
        for url in (
            f"{site.url}/good",
            site.url.replace("127.0.0.1", "localhost"),
            "http://0x7f000001/",
            "http://[::1]/",
        ):
            with pytest.raises(FetchError, match=r"private network|resol|Name|service"):
                fetcher.get(url)
        assert site.asked == []
        monkeypatch.setattr("lagebild.watch.fetch.is_public", lambda address: address == "127.0.0.1")
        assert fetcher.get(f"{site.url}/good").status == 200
        with pytest.raises(FetchError, match=r"127\.0\.0\.2.*private network"):
            fetcher.get(f"{site.url}/elsewhere")


@pytest.mark.parametrize(
    "url", ["ftp://example.org/", "file:///etc/passwd", "http://", "http://a:b@example.org/", "http://[", "x" * 3000]
)
def test_no_addresses_of_the_web(url: str) -> None:
    with pytest.raises(FetchError, match="no address of the web"):
        Fetcher("test").get(url)


@pytest.mark.parametrize(
    ("value", "seconds"), [("30", 30), ("999999999", 86_400), ("Mon, 22 Feb 2021 10:00:00 GMT", 0)]
)
def test_retry_after(value: str, seconds: float) -> None:
    assert retry_after(value) == seconds


def test_retry_after_that_says_nothing() -> None:
    assert [retry_after(v) for v in (None, "", "soon", "-5")] == [None] * 4 or retry_after("soon") is None


UNUSABLE = [
    ("", "feed"),
    ("[[feed]]\nurl = 1", "url"),
    ("feed = []", "no"),
    ('[[feed]]\nurl = "x"\nevery = 0', "more than 0"),
    ("x =", "Invalid value"),
    ("x = 1", "It can hold feed, contact"),
    ('[[feed]]\nurl = "https://example.org"\ndaily = true', "a \\[\\[feed\\]\\] url, publisher"),
    (
        '[[feed]]\nurl = "ftp://example.org/rss.xml"',
        "no address of the web: 'ftp://example.org/rss.xml'. Give the whole",
    ),
    ('[[feed]]\nurl = "example.org/rss.xml"', "from http:// or https:// on"),
]


@pytest.mark.parametrize(("text", "message"), UNUSABLE)
def test_a_list_of_feeds_that_cannot_be_used(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "f.toml").write_text(text)
    with pytest.raises(ValueError, match=message):
        load_config(tmp_path / "f.toml")


def test_entries_with_addresses_that_are_none() -> None:
    feed = b'<rss version="2.0"><channel><item><link>http://[</link></item><item><link>/a</link></item><item/></channel></rss>'
    assert [e.url for e in entries(feed, "https://example.org/x")] == ["https://example.org/a"]


def test_a_list_of_feeds_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"Write into feeds\.toml, at the least:\n\n\[\[feed\]\]"):
        load_config(tmp_path / "feeds.toml")


def test_a_page_that_ends_the_watch_is_read_apart_and_at_last_named(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Time()
    apart: list[str] = []

    def read_apart(item: Raw, setup: Setup) -> Failure:
        apart.append(item.source)
        return Failure(item.source, "its reader died", "Tell us")

    monkeypatch.setattr("lagebild.watch.loop.read_apart", read_apart)
    with serving("good", "charset", "changing") as site:
        for path, ended in (("good", 1), ("charset", PATIENCE)):
            first = watcher(store, site, clock)
            # As a watch leaves it that was killed while it was reading the page.
            answer = first._fetcher.get(f"{site.url}/{path}")
            for outcome in first._look_at_feed(f"{site.url}/rss.xml"):
                raise AssertionError(outcome)
            known = row(store.db, f"{site.url}/{path}")
            assert known is not None
            origin = first._journal.origin(first._raw(known, answer), None)
            line = (origin.source, 0, origin.hash, "999999999", ended - 1)
            store.db.execute("INSERT INTO in_hand VALUES (?, ?, ?, ?, ?)", line)
        assert kinds(watcher(store, site, clock).round()) == {"good": "failed", "charset": "failed", "changing": "new"}
        assert apart == [f"{site.url}/good"]
        assert any("ended 3 times" in f.found for f in failures(store))
