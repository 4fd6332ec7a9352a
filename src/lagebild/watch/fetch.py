"""Fetching one address: bounded in time, size and redirects, and never from inside one's own network.

The address check is made on what is connected to, after the name was looked up and for each redirect anew; so neither
a name that points inward nor one that changes between look-up and connection gets through.
"""

from __future__ import annotations

import contextlib
import ipaddress
import os
import re
import socket
import threading
import time
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager, Timeout
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

MAX_REDIRECTS = 5
MAX_URL = 2000
_REDIRECTS = (301, 302, 303, 307, 308)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.I)
# Addresses that carry another address inside, which could be a private one: 6to4, Teredo, NAT64.
_CARRIERS = tuple(ipaddress.ip_network(n) for n in ("2002::/16", "2001::/32", "64:ff9b::/96", "64:ff9b:1::/48"))


class FetchError(Exception):
    """What was wrong; `gone`: it will not come back; `wait`: seconds that the server asks for."""

    def __init__(self, found: str, *, gone: bool = False, wait: float | None = None, busy: bool = False) -> None:
        super().__init__(found)
        self.found, self.gone, self.wait, self.busy = found, gone, wait, busy


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; `data` is empty where nothing has changed (304)."""

    url: str
    status: int
    data: bytes
    kind: str  # the media type
    charset: str | None
    etag: str | None
    modified: str | None


class Fetcher:
    """Fetches with one name and one set of bounds."""

    def __init__(
        self,
        agent: str,
        *,
        allow_private: bool = False,
        timeout: float = 20,
        whole: float = 60,
        max_bytes: int = 20_000_000,
        ca_file: Path | None = None,
    ) -> None:
        self._agent, self._private, self._whole, self._limit = agent, allow_private, whole, max_bytes
        self._open: list[socket.socket] = []
        self._late = False
        waits = Timeout(connect=timeout, read=timeout)
        self._manager = PoolManager(retries=False, timeout=waits, ca_certs=str(ca_file) if ca_file else None)
        self._manager.pool_classes_by_scheme = self._pools()

    def get(self, url: str, etag: str | None = None, modified: str | None = None) -> Answer:
        """The answer to a conditional request, redirects followed. Raises FetchError."""
        headers = {"User-Agent": self._agent, "Accept-Encoding": "gzip", "Connection": "close"}
        headers |= {"If-None-Match": etag} if etag else {}
        headers |= {"If-Modified-Since": modified} if modified else {}
        with self._within(url):
            for _ in range(MAX_REDIRECTS + 1):
                answer = self._request(checked(url), headers)
                if isinstance(answer, Answer):
                    return answer
                url = answer
        raise FetchError(f"more than {MAX_REDIRECTS} redirects, the last to {url[:200]}")

    @contextlib.contextmanager
    def _within(self, url: str) -> Iterator[None]:
        """Cut the connection when the time for a whole answer is over, however slowly bytes come."""
        self._late = False
        timer = threading.Timer(self._whole, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        except (HTTPError, OSError, ValueError) as error:
            late = f"the answer took more than {self._whole:.0f} s" if self._late else ""
            raise FetchError(late or f"{type(error).__name__}: {str(error)[:160]}") from None
        finally:
            timer.cancel()
            for held in self._open:
                held.close()
            self._open.clear()

    def _cut(self) -> None:
        self._late = True
        for held in list(self._open):
            with contextlib.suppress(OSError):
                held.shutdown(socket.SHUT_RDWR)

    def _request(self, url: str, headers: Mapping[str, str]) -> Answer | str:
        """One answer, or where it redirects to."""
        response = self._manager.request(
            "GET",
            url,
            headers=dict(headers),
            redirect=False,
            retries=False,
            preload_content=False,
            decode_content=False,
        )
        try:
            status, got = response.status, response.headers
            if status in _REDIRECTS and got.get("Location"):
                return urljoin(url, got["Location"])
            if status not in (200, 304):
                raise _refused(status, got.get("Retry-After"))
            data = self._body(response) if status == 200 else b""
            named = got.get("Content-Type", "")
            charset = _CHARSET.search(named)
            return Answer(
                url, status, data, named.partition(";")[0].strip().lower(), charset[1] if charset else None,
                got.get("ETag"), got.get("Last-Modified"),
            )  # fmt: skip
        finally:
            response.close()

    def _body(self, response: Any) -> bytes:
        data = bytearray()
        while piece := response.read(65_536, decode_content=False):
            data += piece
            if len(data) > self._limit:
                raise FetchError(f"the answer has more than {self._limit / 1e6:,.0f} MB", gone=True)
        if self._late:
            raise FetchError(f"the answer took more than {self._whole:.0f} s")
        if response.headers.get("Content-Encoding", "").lower() in ("gzip", "x-gzip", "deflate"):
            return _unpacked(bytes(data), self._limit)
        return bytes(data)

    def _pools(self) -> dict[str, Any]:
        """urllib3's pools with our way to connect."""
        connect = self._connect

        class Plain(HTTPConnection):
            def _new_conn(self) -> socket.socket:
                return connect(self._dns_host, self.port)

        class Secure(HTTPSConnection):
            def _new_conn(self) -> socket.socket:
                return connect(self._dns_host, self.port)

        class PlainPool(HTTPConnectionPool):
            ConnectionCls = Plain

        class SecurePool(HTTPSConnectionPool):
            ConnectionCls = Secure

        return {"http": PlainPool, "https": SecurePool}

    def _connect(self, host: str, port: int) -> socket.socket:
        if self._late:
            raise OSError("too late")
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = [str(row[4][0]) for row in found]
        allowed = [a for a in addresses if self._private or is_public(a)]
        if not allowed:
            inside = f"{host} is an address of a private network ({', '.join(addresses[:3])})"
            raise FetchError(f"{inside}; --allow-private fetches it all the same", gone=True)
        made = socket.create_connection(
            (allowed[0], port), timeout=self._manager.connection_pool_kw["timeout"].connect_timeout
        )
        # A second handle: TLS takes the first over.
        self._open.append(socket.socket(fileno=os.dup(made.fileno())))
        return made


def checked(url: str) -> str:
    """The address, if it is one of the web. Raises FetchError."""
    try:
        parts = urlsplit(url)
        sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        sound = False
    if not sound or parts.username or len(url) > MAX_URL:
        raise FetchError(f"no address of the web: {url[:200]!r}", gone=True)
    return url


def is_public(address: str) -> bool:
    """Whether an address is one of the open internet."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    carrier = isinstance(ip, ipaddress.IPv6Address) and any(ip in net for net in _CARRIERS)
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and not carrier


def retry_after(value: str | None) -> float | None:
    """Seconds that a server asks to wait, at most a day."""
    if not value:
        return None
    with contextlib.suppress(ValueError, TypeError, OverflowError):
        seconds = float(value) if value.strip().isdigit() else parsedate_to_datetime(value).timestamp() - time.time()
        return min(max(seconds, 0.0), 86_400.0)
    return None


def _refused(status: int, wait: str | None) -> FetchError:
    busy = status in (429, 503)
    return FetchError(
        f"the server answered {status}", gone=status in (404, 410, 451), wait=retry_after(wait), busy=busy
    )


def _unpacked(data: bytes, limit: int) -> bytes:
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
    try:
        whole = unpacker.decompress(data, limit + 1)
    except zlib.error as error:
        raise FetchError(f"the packed answer is damaged ({error})") from None
    if len(whole) > limit:
        raise FetchError(f"the answer unpacks to more than {limit / 1e6:,.0f} MB", gone=True)
    if not unpacker.eof:
        raise FetchError("the packed answer is cut off")
    return whole
