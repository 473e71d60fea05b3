"""The page in a browser: readable for all, quiet, self-contained, and walked by a newcomer.

Needs Chromium (Debian's package ``chromium``); passed over where there is none.
"""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from sumber import Corpus
from sumber.web.app import make_app

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")

ALTERED = (
    "/check?text=%22Kami+tidak+mau+mengambil+bahaya.+Begitu+laporan+masuk%2C+satu+jam+kemudian"
    "+jembatan+kami+tutup%2C%22+kata+Bagus+Wiranata.+Ia+mengatakan+laut+itu+kuning."
)
PAGES = (
    "/",
    "/search?q=jembatan",
    "/search?q=kapal&in=article&is_year=2024",
    "/search?q=zzzz",
    "/search?in=source&q=niken",
    "/check",
    ALTERED,
    "/stories",
    "/story/gema-001",
    "/people",
    "/person/niken-larasati",
    "/outlets",
    "/outlet/Lensara",
    "/outlet/Kawat+Nusa",
    "/sources",
    "/source/kawat+nusa",
    "/article/lensara-001",
    "/quotation/kawat-001?s=kawat-001-s1",
    "/compare?a=kawat-001&b=lensara-001",
    "/corpus",
    "/nothing",
)
QUIET_EXCEPT = "Failed to load resource: the server responded with a status of 404"


@pytest.fixture(scope="module")
def address(corpus: Corpus) -> Iterator[str]:
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(make_app(corpus.folder, "en"), log_level="warning", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        one = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield one
        one.close()


def watched(context: BrowserContext, address: str) -> tuple[Page, list[str]]:
    """Return a page, and the list in which its messages and its requests elsewhere gather."""
    page, noise = context.new_page(), list[str]()
    page.on("console", lambda message: noise.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: noise.append(f"error: {error}"))
    page.on(
        "request",
        lambda request: (
            None
            if urlsplit(request.url).netloc == urlsplit(address).netloc
            else noise.append(f"request: {request.url}")
        ),
    )
    return page, noise


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("light", ["light", "dark"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_is_readable_and_quiet(
    browser: Browser, address: str, language: str, light: str, width: int
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        locale=language,
        color_scheme="light" if light == "light" else "dark",
    )
    page, noise = watched(context, address)
    axe = Axe()
    for path in PAGES:
        page.goto(address + path)
        assert page.locator("html").get_attribute("lang") == language
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        found = axe.run(page)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
    assert [line for line in noise if QUIET_EXCEPT not in line] == []
    context.close()


def test_a_newcomer_walks_from_search_to_a_reference(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="id", permissions=["clipboard-read", "clipboard-write"])
    page, noise = watched(context, address)
    page.goto(address)
    page.get_by_role("searchbox").fill("mengambil risiko")
    page.get_by_role("button", name="Cari").click()
    page.get_by_role("link", name="Kami tidak mau mengambil risiko").first.click()
    expect(page.get_by_role("heading", name="Untuk dirujuk")).to_be_visible()
    page.get_by_role("button", name="Salin teks biasa").click()
    expect(page.get_by_role("button", name="Salin teks biasa")).to_have_text("Tersalin")
    pasted = page.evaluate("navigator.clipboard.readText()")
    assert pasted.startswith("Bagus Wiranata: “Kami tidak mau mengambil risiko.")
    assert "14 Mei 2024" in pasted
    assert "#:~:text=" in pasted
    assert noise == []
    context.close()


def test_all_can_be_read_without_a_script(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="en", java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("searchbox").fill("mengambil risiko")
    page.get_by_role("searchbox").press("Enter")
    page.get_by_role("link", name="Kami tidak mau mengambil risiko").first.click()
    page.get_by_text("Other forms").click()
    expect(page.get_by_text("@online{")).to_be_visible()
    page.goto(address + "/check")
    page.get_by_role("textbox", name="Text", exact=True).fill(
        '"Nyawa tidak bisa diganti," kata Ratna.'
    )
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_role("heading", name="1 claim")).to_be_visible()
    page.goto(address + "/article/kawat-001")
    expect(page.locator("#c2")).to_be_visible()
    context.close()


def test_the_keyboard_alone_reaches_everything(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="en", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(address + "/article/kawat-001")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="To the contents")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    links = page.locator(
        "a[href], summary, input, button:visible, textarea, select, [tabindex='0']"
    )
    visible = sum(one.is_visible() for one in links.all())
    reached = page.evaluate("() => { document.body.focus(); window.reached = new Set(); }")
    for _ in range(visible + 12):
        page.keyboard.press("Tab")
        page.evaluate("() => window.reached.add(document.activeElement)")
    reached = page.evaluate("() => window.reached.size")
    assert reached >= visible - 12
    page.locator("#s2").focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#c2")
    page.goto(address + "/")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    context.close()


def test_the_switches_change_language_and_light(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="en", color_scheme="light")
    page = context.new_page()
    page.goto(address + "/people")
    page.get_by_role("link", name="Indonesia").click()
    expect(page.get_by_role("heading", name="Tokoh", level=1)).to_be_visible()
    page.get_by_role("link", name="Gelap").click()
    page.goto(address + "/outlets")
    expect(page.get_by_role("heading", name="Media", level=1)).to_be_visible()
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert background == "rgb(23, 22, 19)"
    context.close()
