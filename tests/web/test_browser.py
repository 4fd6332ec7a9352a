"""The app in a real Chromium: each page, layers, filters, languages, phone width, corrections; no foreign request."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lagebild.picture.store import open_store
from lagebild.version import VERSION

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium is installed (Debian: apt-get install chromium)")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
PAGES = (
    "/", "/events", "/statements", "/actors", "/stories", "/articles", "/actor/country:BLR", "/pair/RUS/BLR",
    "/event/riot%2Fv1", "/story/treaty", "/article/treaty", "/article/evil%2F%3Cb%3E%26%3F%23%25.json",
    "/search?q=Vertrag", "/corrections",
)  # fmt: skip

MAP = "**/static/map.js"  # without a graphics card it takes seconds: drawn in two tests, left out in the others


class Served:
    """An app that is running; what its pages asked for and complained about."""

    def __init__(self, path: Path, edit: bool = False) -> None:
        import uvicorn

        from lagebild.web.app import create_app

        self.path, self.token = path, "geheim" if edit else None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        app = create_app(path, token=self.token, edit=edit)
        self.server = uvicorn.Server(uvicorn.Config(app, port=self.port, log_level="error", lifespan="off"))
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()
        while not self.server.started:
            time.sleep(0.02)

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def close(self) -> None:
        self.server.should_exit = True
        self.thread.join(5)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as play:
        opened = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def served(store_path: Path) -> Iterator[Served]:
    app = Served(store_path)
    yield app
    app.close()


@pytest.fixture
def page(browser: Any, served: Served) -> Iterator[Any]:
    """A page in German on a desktop; at the end nothing may have been complained about or asked elsewhere."""
    context = browser.new_context(locale="de-DE", viewport=DESKTOP)
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
    opened.on("pageerror", lambda e: complaints.append(str(e)))
    opened.on(
        "request",
        lambda r: complaints.append(r.url) if not r.url.startswith(("http://127.0.0.1:", "data:", "blob:")) else None,
    )
    opened.on("dialog", lambda d: complaints.append(d.message))
    opened.route(MAP, lambda route: route.fulfill(content_type="text/javascript", body="export function draw() {}"))
    yield opened
    context.close()
    assert [c for c in complaints if "GPU stall" not in c] == []


def wide(page: Any) -> int:
    """By how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize("address", PAGES)
def test_each_page_on_desktop_and_phone(page: Any, served: Served, address: str) -> None:
    page.goto(served.address(address))
    assert page.locator("h1").count() == 1
    if address == "/":
        page.unroute(MAP)
        page.reload()
        page.wait_for_selector("[data-map][data-ready]", timeout=20_000)
    assert wide(page) <= 0
    page.set_viewport_size(PHONE)
    assert wide(page) <= 0
    unnamed = "a, button, input:not([type=hidden]), select"
    names = page.locator(unnamed).evaluate_all(
        "els => els.filter(e => !(e.textContent.trim() || e.ariaLabel || e.labels?.length)).length"
    )
    assert names == 0, "each control says what it is"
    assert page.locator("main, header, nav, footer").count() >= 4


def test_a_finding_is_explained_on_touch(browser: Any, served: Served) -> None:
    context = browser.new_context(locale="de-DE", viewport=PHONE, has_touch=True)
    page = context.new_page()
    page.goto(served.address("/article/treaty"))
    page.locator(".text .f.event", has_text="verhandelt").first.tap()
    pop = page.locator(".pop")
    assert "Gespräch (Besuch)" in pop.inner_text()
    box = pop.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    word = page.locator(".text .f.event.now").first.bounding_box()
    assert 0 <= box["y"] - word["y"] - word["height"] < 40, "beside the words"
    page.keyboard.press("Escape")
    assert pop.count() == 0
    context.close()


def test_layers_are_switched(page: Any, served: Served) -> None:
    page.goto(served.address("/article/treaty"))
    word = page.locator(".text .f.time").first
    painted = "e => getComputedStyle(e).backgroundColor"
    before = word.evaluate(painted)
    for layer in ("event", "quote", "actor", "time", "place", "quantity", "relation"):
        box = page.locator(f"[data-layer={layer}]")
        was = box.is_checked()
        assert page.locator(f".findings li.{layer}:visible").count() > 0 if was else True
        box.click()
        assert (page.locator(f".findings li.{layer}:visible").count() > 0) is not was
    assert word.evaluate(painted) != before


def test_filters_by_keyboard(page: Any, served: Served) -> None:
    page.goto(served.address("/events"))
    page.select_option("select[name=type]", "ASSAULT")
    page.fill("input[name=place]", "Minsk")
    page.keyboard.press("Enter")
    page.wait_for_url("**type=ASSAULT**")
    assert page.locator("li.event").count() == 2
    page.goto(served.address("/statements"))
    page.fill("input[name=about]", "Vertrag")
    page.keyboard.press("Enter")
    page.wait_for_url("**about=Vertrag**")
    assert page.locator("li.statement").count() == 2
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip", "first comes the way past the head"


def test_the_language_is_switched(page: Any, served: Served) -> None:
    page.goto(served.address("/events"))
    page.click(".lang a[hreflang=en]")
    assert page.locator("h1").inner_text() == "Events"
    page.click("nav a >> nth=2")
    assert page.locator("h1").inner_text() == "Statements"
    page.click(".lang a[hreflang=de]")
    assert page.locator("h1").inner_text() == "Aussagen"


def test_pictures_are_saved(page: Any, served: Served) -> None:
    page.unroute(MAP)
    page.goto(served.address("/events"))
    page.wait_for_selector("[data-map][data-ready]", timeout=20_000)
    for kind, magic in (("svg", b"<svg"), ("png", b"\x89PNG"), ("map", b"\x89PNG"), ("map-svg", b"<svg")):
        with page.expect_download() as waiting:
            page.locator(f"[data-save={kind}]").first.click()
        assert Path(waiting.value.path()).read_bytes().startswith(magic)


def test_a_bar_leads_to_its_sentences(page: Any, served: Served) -> None:
    page.goto(served.address("/events?by=week"))
    page.locator("figure.chart svg a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**since=**")
    assert page.locator("li.event blockquote").count() > 0


def test_a_citation_is_copied_with_its_source(browser: Any, served: Served) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"], locale="de-DE")
    page = context.new_page()
    page.goto(served.address("/statements?about=Vertrag"))
    page.locator(".cite").first.click()
    page.wait_for_function("document.querySelector('.cite').textContent === 'kopiert'")
    words = page.evaluate("navigator.clipboard.readText()")
    assert words.startswith("„Der Vertrag ist nah“ (Anna Berg, wörtlich, 2021-03-01; ")
    assert "/article/treaty" in words
    context.close()


def test_a_hostile_article_stays_text(page: Any, served: Served) -> None:
    page.goto(served.address("/article/evil%2F%3Cb%3E%26%3F%23%25.json"))
    assert page.title().startswith("<script>alert(1)</script>")
    assert "<script>document.title='ha'</script>" in page.locator(".text").inner_text()
    assert page.locator("a[href^='javascript:'], .text script, .text img").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_of_words(browser: Any, served: Served, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, locale="de-DE")
    page = context.new_page()
    for address in ("/", "/article/treaty", "/event/riot%2Fv1"):
        page.goto(served.address(address))
        assert page.evaluate(CONTRAST) == [], address
    context.close()


# Words with less than 4.5 to 1 (WCAG AA) between their colour and the nearest painted ground.
CONTRAST = """() => {
  const lum = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((s, v, i) => s + v * [.2126, .7152, .0722][i], 0);
  const rgb = c => c.match(/[\\d.]+/g).map(Number);
  const ground = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
  const bad = new Set();
  for (const e of document.querySelectorAll('body *:not(svg *):not(.maplibregl-map *):not(.skip)')) {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) || !e.checkVisibility()) continue;
    const [a, b] = [lum(rgb(getComputedStyle(e).color)), lum(ground(e))].sort((x, y) => y - x);
    if ((a + .05) / (b + .05) < 4.5) bad.add(`${e.tagName}.${e.className}: ${e.textContent.trim().slice(0, 30)}`);
  }
  return [...bad];
}"""


def test_it_prints(page: Any, served: Served) -> None:
    page.goto(served.address("/events"))
    page.emulate_media(media="print")
    assert not page.locator(".filters").is_visible()
    assert page.locator("li.event").first.is_visible()


READ = "Minsk (dpa) - Die Polizei hat am Montag in Minsk 20 Demonstranten festgenommen. Die Opposition protestierte."


def lagebild(*args: object) -> None:
    subprocess.run([sys.executable, "-m", "lagebild.cli", *map(str, args)], check=True, capture_output=True)


def test_a_correction_survives_reading_again_and_goes_with_its_undoing(browser: Any, tmp_path: Path) -> None:
    (tmp_path / "minsk.txt").write_text(READ, encoding="utf-8")
    lagebild("read", tmp_path / "minsk.txt", "--published", "2021-02-22", "-q", "-o", tmp_path / "a.db")
    app = Served(tmp_path / "a.db", edit=True)
    context = browser.new_context(locale="de-DE")
    page = context.new_page()
    page.route(MAP, lambda route: route.fulfill(content_type="text/javascript", body="export function draw() {}"))

    def types() -> list[str]:
        return sorted(v["type"] for v in page.request.get(app.address("/events.json")).json()["events"])

    try:
        page.goto(app.address("/events?token=geheim"))
        before = types()
        assert "AID" not in before
        page.locator("li.event .mend").first.click()
        page.locator("#change-type select").select_option("AID")
        page.locator("#change-type input[name=by]").fill("Eva")
        page.locator("#change-type button").click()
        page.wait_for_url("**/events**")
        after = types()
        assert "AID" in after
        lagebild("rebuild", app.path)
        assert types() == after
        with open_store(app.path) as store:  # as if an older version had read it
            store.db.execute("UPDATE articles SET reader = '0.0.1', report = replace(report, ?, ?)", AGED)
        lagebild("reread", app.path, "--older-than", VERSION)
        with open_store(app.path, readonly=True) as store:
            assert store.db.execute("SELECT reader FROM articles").fetchone() == (VERSION,), "it was read again"
        assert types() == after
        page.goto(app.address("/corrections"))
        page.locator("form[action='/undo'] button").click()
        page.wait_for_load_state()
        assert types() == before
    finally:
        context.close()
        app.close()


AGED = (f'"version":"{VERSION}"', '"version":"0.0.1"')
