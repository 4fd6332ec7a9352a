"""What keeps the app safe by default: which hosts it answers to, who may ask, what a page may load."""

from __future__ import annotations

import hmac
from http.cookies import SimpleCookie
from urllib.parse import parse_qs

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Nothing from elsewhere, no inline script or style: hostile article text stays text even if escaping failed once.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self' blob:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = [
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),  # "no-referrer" would make the Origin of our own forms "null"
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
]
COOKIE = "lagebild_token"
MAX_QUERY = 2_000  # characters of a query string: longer ones are no search a person types


class Guard:
    """Middleware: checks host, token and length of the query; adds the headers to every answer."""

    def __init__(self, app: ASGIApp, *, hosts: tuple[str, ...], token: str | None, edit: bool = False) -> None:
        self.app, self.hosts, self.token, self.edit = app, hosts, token, edit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        refused = self._refused(headers, scope.get("query_string", b"")) or self._no_change(scope["method"], headers)
        app = refused or self.app

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), *HEADERS, *self._cookie(scope)]
            await send(message)

        await app(scope, receive, guarded)

    def _refused(self, headers: dict[bytes, bytes], query: bytes) -> ASGIApp | None:
        host = headers.get(b"host", b"").decode("latin-1")
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        if name not in self.hosts:  # else a page elsewhere could read the app by rebinding its own name
            return PlainTextResponse(f"This app does not answer to the host {name!r}.", 421)
        if len(query) > MAX_QUERY:
            return PlainTextResponse("The query is too long.", 414)
        if self.token and not self._knows(headers, query):
            return PlainTextResponse("Open the address that `lagebild serve` printed, with its token.", 401)
        return None

    def _no_change(self, method: str, headers: dict[bytes, bytes]) -> ASGIApp | None:
        """Only forms of this app change anything, and only with `--edit`."""
        if method in ("GET", "HEAD"):
            return None
        if not self.edit or method != "POST":
            return PlainTextResponse("This app is read-only; start it with --edit to correct.", 405)
        own = b"://" + headers.get(b"host", b"")
        origin, site = headers.get(b"origin"), headers.get(b"sec-fetch-site")
        same = origin in (b"http" + own, b"https" + own) if origin is not None else site == b"same-origin"
        if not same or site not in (None, b"same-origin"):
            return PlainTextResponse("Changes are taken only from this app's own pages.", 403)
        return None

    def _knows(self, headers: dict[bytes, bytes], query: bytes) -> bool:
        cookie = SimpleCookie(headers.get(b"cookie", b"").decode("latin-1"))
        given = [
            *parse_qs(query.decode("latin-1")).get("token", []),
            *(m.value for k, m in cookie.items() if k == COOKIE),
        ]
        return any(hmac.compare_digest(g.encode(), (self.token or "").encode()) for g in given)

    def _cookie(self, scope: Scope) -> list[tuple[bytes, bytes]]:
        """Keep a token that came in the address, so that links need not carry it."""
        given = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("token", [])
        if self.token and given and hmac.compare_digest(given[0].encode(), self.token.encode()):
            return [(b"set-cookie", f"{COOKIE}={self.token}; HttpOnly; SameSite=Strict; Path=/".encode())]
        return []
