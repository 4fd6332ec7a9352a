"""A server on 127.0.0.1 that misbehaves in every way that the open web knows."""

from __future__ import annotations

import gzip
import ssl
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.intake.fixtures import EMPTY_PAGE, MORE, NEWS, PAGE

STEADY = ("good", "changing", "charset", "secret", "empty", "summary")
WILD = ("slow", "truncated", "short", "circle", "busy", "down", "bomb", "cut", "lost", "garbage", "elsewhere", "file")


# Made once: packing it takes time, and the answer must come within the second that the tests allow for the slow ones.
BOMB = gzip.compress(b" " * 5_000_000, 1)


class Site(ThreadingHTTPServer):
    """What is served, and what was asked for."""

    daemon_threads = True
    paths: tuple[str, ...] = STEADY
    changed = False
    robots_status = 200

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[str, float]] = []
        self.statuses: Counter[tuple[str, int]] = Counter()
        self.agents: set[str] = set()
        self.url = f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever asked has gone; that is part of the game."""

    def feed(self) -> bytes:
        """RSS that names all pages."""
        items = []
        for path in self.paths:
            day = "23" if self.changed and path == "changing" else "22"
            summary = f"<description>{MORE * 3}</description>" if path == "summary" else ""
            items.append(
                f"<item><title>{path}</title><link>{self.url}/{path}</link>"
                f"<pubDate>Mon, {day} Feb 2021 10:00:00 +0100</pubDate>{summary}</item>"
            )
        return f'<rss version="2.0"><channel><title>Blatt</title>{"".join(items)}</channel></rss>'.encode()

    def sitemap(self) -> bytes:
        """A sitemap of sitemaps, which names itself, too."""
        inner = (
            f"<sitemap><loc>{self.url}/pages.xml</loc></sitemap><sitemap><loc>{self.url}/sitemap.xml</loc></sitemap>"
        )
        return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inner}</sitemapindex>'.encode()

    def pages(self) -> bytes:
        """A sitemap with an old page and a new one."""
        rows = f"<url><loc>{self.url}/old</loc><lastmod>2001-01-01</lastmod></url><url><loc>{self.url}/good</loc></url>"
        return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'.encode()


class _Handler(BaseHTTPRequestHandler):
    server: Site

    def log_message(self, format: str, *args: object) -> None:
        """Silence."""

    def do_GET(self) -> None:
        """Dispatch by the path's name."""
        name = self.path.strip("/").split(".")[0]
        self.server.asked.append((name, time.monotonic()))
        self.server.agents.add(self.headers.get("User-Agent", ""))
        getattr(self, f"_{name}", self._lost)()

    def _send(self, data: bytes, status: int = 200, *, form: str = "text/html; charset=utf-8", **headers: str) -> None:
        self.server.statuses[self.path.strip("/"), status] += 1
        self.send_response(status)
        self.send_header("Content-Type", form)
        sent = {k.replace("_", "-"): v for k, v in headers.items()}
        for key, value in {"Content-Length": str(len(data)), **sent}.items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(data)

    def _tagged(self, data: bytes) -> None:
        tag = f'"{hash(data)}"'
        if self.headers.get("If-None-Match") == tag:
            self._send(b"", 304)
        else:
            self._send(data, ETag=tag)

    def _robots(self) -> None:
        self._send(b"User-agent: *\nDisallow: /secret\n", self.server.robots_status)

    def _rss(self) -> None:
        self._tagged(self.server.feed())

    def _sitemap(self) -> None:
        self._send(self.server.sitemap())

    def _pages(self) -> None:
        self._send(self.server.pages())

    def _good(self) -> None:
        self._tagged(PAGE.format(NEWS).encode())

    def _changing(self) -> None:
        later = " Das wurde später berichtigt." if self.server.changed else ""
        self._tagged(PAGE.format(f"{NEWS} Der Landtag folgt.{later}").encode())

    def _charset(self) -> None:
        self._send(PAGE.format(MORE).replace('<meta charset="utf-8">', "").encode("cp1252"))

    def _secret(self) -> None:
        self._send(PAGE.format(NEWS).encode())

    def _empty(self) -> None:
        self._send(EMPTY_PAGE.encode())

    _summary = _empty

    def _slow(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(200):
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(0.05)

    def _truncated(self) -> None:
        self._send(PAGE.format(NEWS).encode(), Content_Length="100000")

    def _short(self) -> None:
        self._send(PAGE.format(NEWS).encode(), Content_Length="20")

    def _circle(self) -> None:
        self._send(b"", 302, Location="/circle")

    def _elsewhere(self) -> None:
        self._send(b"", 302, Location=f"http://127.0.0.2:{self.server.server_address[1]}/good")

    def _file(self) -> None:
        self._send(b"", 302, Location="file:///etc/passwd")

    def _busy(self) -> None:
        if self.server.statuses["busy", 429]:
            self._send(PAGE.format(NEWS + " Es eilt.").encode())
        else:
            self._send(b"", 429, Retry_After="30")

    def _down(self) -> None:
        self._send(b"", 503)

    def _bomb(self) -> None:
        self._send(BOMB, Content_Encoding="gzip")

    def _cut(self) -> None:
        self._send(gzip.compress(PAGE.format(NEWS).encode())[:-30], Content_Encoding="gzip")

    def _garbage(self) -> None:
        self._send(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)

    def _lost(self) -> None:
        self._send(b"", 404)


@contextmanager
def serving(*paths: str, own: Path | None = None) -> Iterator[Site]:
    """The server, running; over TLS with a certificate of its `own` (its key beside it)."""
    site = Site()
    if own is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(own, own.with_suffix(".key"))
        site.socket = context.wrap_socket(site.socket, server_side=True)
        site.url = site.url.replace("http:", "https:")
    site.paths = paths or STEADY
    thread = threading.Thread(target=site.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.shutdown()
        site.server_close()
