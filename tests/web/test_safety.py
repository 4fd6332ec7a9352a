"""Safe by default: who may ask, what a page may load, hostile articles, limits, no way to write."""

import re
import sqlite3
import threading
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

from lagebild.picture.store import open_store
from lagebild.web import page as page_module
from lagebild.web.app import create_app
from lagebild.web.page import HERE, View
from lagebild.web.security import COOKIE, MAX_QUERY
from tests.picture.stores import HOSTILE, made, reports

EVIL = quote("evil/<b>&?#%.json", safe="")
PAGES = ("/", "/events", "/actors", "/statements", "/stories", "/articles", f"/article/{EVIL}", "/search?q=Deutschland")


@pytest.fixture(scope="session")
def client(store_path: Path) -> TestClient:
    return TestClient(create_app(store_path))


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "localhost.evil:8765", "[::2]"])
def test_other_hosts_are_not_answered(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8765", "[::1]:8765"])
def test_own_hosts_are(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


def test_a_token_is_asked_for_and_kept(store_path: Path) -> None:
    client = TestClient(create_app(store_path, token="geheim"))
    for address in ("/", "/events.json", "/static/app.css", "/?token=falsch"):
        assert client.get(address).status_code == 401
    assert client.get("/events.json", headers={"cookie": f"{COOKIE}=gehei"}).status_code == 401
    answer = client.get("/?token=geheim")
    assert answer.status_code == 200
    assert re.search(r"HttpOnly; SameSite=Strict", answer.headers["set-cookie"])
    assert "geheim" not in answer.text, "links do not carry it"
    assert client.get("/events").status_code == 200


@pytest.mark.parametrize("address", [*PAGES, "/events.json", "/nothing", "/static/app.js"])
def test_every_answer_has_the_policy(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"https?:|\*", policy)
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("address", PAGES)
def test_nothing_inline_and_nothing_from_elsewhere(client: TestClient, address: str) -> None:
    page = client.get(address).text
    assert re.findall(r"<[^>]*\s(?:style|on\w+)=", page) == []
    assert re.findall(r"<style|<script(?![^>]* src=\"/static/)", page) == []
    assert re.findall(r"(?:src|action)=\"(?!/|[^\"]*\")", page) == []
    assert [
        u for u in re.findall(r"href=\"([^\"]*)", page) if not u.startswith(("/", "#", "https://example.org/a"))
    ] == []


def test_templates_have_no_style_and_no_script_of_their_own() -> None:
    for path in (HERE / "templates").glob("*.html"):
        assert not re.search(r"\sstyle=|\son\w+=|<style|\|\s*safe", path.read_text(encoding="utf-8")), path.name


def test_a_hostile_article_is_text(client: TestClient) -> None:
    page = client.get(f"/article/{EVIL}").text
    assert "<script>document" not in page
    assert "<img" not in page
    assert 'href="javascript:' not in page
    assert "javascript:alert(1)" in page, "the address is shown, not a link"
    shown = re.sub(r"<[^>]+>", "", page[page.index('<article class="text') : page.index("</article>")])
    assert (
        shown.replace("&lt;", "<").replace("&gt;", ">").replace("&#39;", "'").replace("&amp;", "&").strip() == HOSTILE
    )
    assert "49" not in shown, "no template is run in it"


def test_an_article_on_the_web_is_a_link(client: TestClient) -> None:
    assert re.search(r'href="https://example.org/a" rel="noreferrer', client.get("/article/foreign").text)


def test_a_cell_of_the_csv_is_no_formula(tmp_path: Path) -> None:
    import msgspec

    report = reports()[0]
    with open_store(tmp_path / "a.db") as store:
        store.add(msgspec.structs.replace(report, article=msgspec.structs.replace(report.article, title="=1+1")))
    assert "'=1+1" in TestClient(create_app(tmp_path / "a.db")).get("/articles.csv").text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_can_be_sent(client: TestClient, method: str) -> None:
    for address in ("/", "/events", "/correct", "/undo"):
        assert client.request(method, address).status_code == 405


def test_there_are_no_forms_that_write(client: TestClient) -> None:
    assert client.get("/correct?layer=event&id=riot%2Fv1").status_code == 404
    for address in PAGES:
        assert 'method="post"' not in client.get(address).text
        assert "/correct?" not in client.get(address).text


def test_a_view_cannot_write(store_path: Path) -> None:
    pages = page_module.Pages(store_path)

    def writes(db: sqlite3.Connection, request: Request) -> View:
        db.execute("DELETE FROM articles")
        raise AssertionError

    request = Request({"type": "http", "query_string": b"", "headers": []})
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        pages._made(writes, request)


def test_a_query_that_takes_too_long_is_ended(store_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_module, "MAX_SECONDS", 0.05)
    pages = page_module.Pages(store_path)

    def slow(db: sqlite3.Connection, request: Request) -> View:
        db.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n").fetchone()
        raise AssertionError

    request = Request({"type": "http", "query_string": b"", "headers": []})
    with pytest.raises(page_module.HTTPException, match="takes more than"):
        pages._made(slow, request)


@pytest.mark.parametrize(
    "query",
    [
        "q=%22",
        "q=AND+OR+NOT",
        "q=*",
        "q=%00",
        "q=%25_%5C",
        "q=" + "(" * 90,
        "q=text%3Ax",
        "q=NEAR(a+b)",
        "similar=0&q=-",
    ],
)
def test_odd_queries_find_nothing_or_something_but_answer(client: TestClient, query: str) -> None:
    for path in ("/search", "/actors", "/statements"):
        assert client.get(f"{path}?{query}&about=%22(&speaker=%25").status_code == 200


def test_limits(client: TestClient) -> None:
    assert client.get("/search?q=" + "x" * MAX_QUERY).status_code == 414
    assert client.get("/events?actor=" + "x" * 301).status_code == 400
    for page in ("0", "-1", "x", "99999999999999999999", "1e3"):
        assert client.get(f"/events?page={page}").status_code == 200


def test_a_lost_store_is_told(tmp_path: Path) -> None:
    path = made(tmp_path / "a.db")
    client = TestClient(create_app(path))
    path.unlink()
    answer = client.get("/")
    assert (answer.status_code, "no such store" in answer.text) == (503, True)


def test_works_while_a_writer_writes(tmp_path: Path) -> None:
    path = made(tmp_path / "a.db")
    client = TestClient(create_app(path))
    with open_store(path) as writer:
        writer.db.execute("BEGIN IMMEDIATE")
        writer.db.execute("DELETE FROM events")
        assert client.get("/events.json").json()["total"] == 12
        writer.db.execute("ROLLBACK")
    stop = threading.Event()

    def rebuild() -> None:
        with open_store(path) as store:
            while not stop.is_set():
                store.rebuild()

    thread = threading.Thread(target=rebuild)
    thread.start()
    try:
        assert {client.get("/events.json").json()["total"] for _ in range(20)} == {12}
    finally:
        stop.set()
        thread.join()


def test_all_files_of_the_app_are_in_the_package() -> None:
    """What pyproject.toml does not name would be missing after `pip install`."""
    import tomllib

    root = Path(__file__).parents[2]
    named = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["package-data"][
        "*"
    ]
    suffixes = {
        p.suffix for p in (root / "src/lagebild/web").rglob("*") if p.is_file() and "__pycache__" not in p.parts
    }
    assert {s for s in suffixes if f"*{s}" not in named} == {".py"}
