"""A reporter at work, in a real browser: drop pages, open the story, follow a branch, compare, correct, undo.

Needs chromium (Debian: apt-get install chromium); named as left out where it is missing, a failure where
TWOSOURCE_LEAVE_NOTHING_OUT is set.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from twosource import answers
from twosource.store import Store

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SOURCE = str(Path(__file__).parent.parent / "src")
EXAMPLES = sorted((Path(__file__).parent.parent / "examples" / "pages").iterdir())
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PATIENCE = 120_000  # milliseconds: reading all the examples on a busy machine
SERIOUS = ("serious", "critical")


def left_out(reason: str) -> None:
    if os.environ.get("TWOSOURCE_LEAVE_NOTHING_OUT"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if not CHROMIUM:
        left_out("browser tests left out: apt-get install chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ModuleNotFoundError:
        left_out("browser tests left out: pip install playwright (its own browsers are not needed)")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, "--disable-sync"])
        yield started
        started.close()


def served(address: str) -> Iterator[str]:
    """The address of `twosource serve` as a program of its own, on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "twosource", "serve", "--port", str(port), "--store", address]
    with subprocess.Popen(command, env=os.environ | {"PYTHONPATH": SOURCE}) as server:
        try:
            for _ in range(600):
                with socket.socket() as trial:
                    if trial.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def new_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    address = str(tmp_path_factory.mktemp("browser") / "new.db")
    for url in served(address):
        yield url, address


@pytest.fixture(scope="module")
def desk(example_store: str) -> Iterator[str]:
    yield from served(example_store)


def story_path(address: str) -> str:
    return f"/story/{answers.stories(Store(address)).rows[0].id}"


def test_a_reporter_at_work(browser: Any, new_desk: tuple[str, str]) -> None:
    url, address = new_desk
    page = browser.new_page()
    page.set_default_timeout(PATIENCE)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(url)
    page.click("text=Read pages >> nth=0")
    page.set_input_files("input[type=file]", EXAMPLES)
    assert page.inner_text("#chosen") == f"{len(EXAMPLES)} files chosen"
    page.click("button.main")
    page.wait_for_selector("#reading[data-state=done]")
    assert "sign-in wall" in page.inner_text("#reading")
    page.click("text=Show the story")

    told = answers.story(Store(address))
    figures = " ".join(page.inner_text(".answer .figures").split())
    assert figures == f"{len(told.story.reports)} reports, {told.lineage.independent} origins"

    branch = page.locator('.tree a[href^="#branch-"]').first
    place = branch.get_attribute("href")
    assert not page.is_visible(place)
    branch.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(place)
    assert "of its text, probability" in page.inner_text(place)

    page.locator('.branches a:text("side by side")').first.evaluate("a => a.closest('details').open = true")
    page.locator('.branches a:text("side by side")').first.click()
    passage = page.locator('[data-side="a"] a[data-passage]').first
    passage.click()
    number = passage.get_attribute("data-passage")
    assert page.evaluate("document.activeElement.dataset.passage") == number
    assert page.evaluate("document.activeElement.closest('.text').dataset.side") == "b"
    a, b = page.get_attribute("input[name=a]", "value"), page.get_attribute("input[name=b]", "value")
    assert a is not None
    assert b is not None
    before = told.lineage.relation(a, b)

    page.check('input[value="independent:ab"]')
    page.fill("input[name=who]", "Ann")
    page.click('button:text("Correct")')
    _worked_out(page)
    assert answers.story(Store(address), answers.story_of(Store(address), a)).lineage.relation(a, b) == "none"
    page.click("nav >> text=Corrections")
    page.click('button:text("Undo")')
    _worked_out(page)
    page.goto(f"{url}/corrections")
    assert "undone" in page.inner_text(".history")
    assert answers.story(Store(address)).lineage.relation(a, b) == before
    assert not said
    page.close()


def _worked_out(page: Any) -> None:
    """Wait until the browser is past the page of the reading, if it came there at all."""
    page.wait_for_load_state()
    if "/reading/" in page.url:
        page.wait_for_selector("#reading[data-state=done]")


VIEWS = [
    "/",
    "/?q=elevator",
    "/read",
    "/check?claim=The+explosion+was+on+Thursday",
    "/corrections",
    "/refusals",
    "/nowhere",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Any, desk: str, example_store: str, scheme: str) -> None:
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ModuleNotFoundError:
        left_out("axe left out: pip install axe-playwright-python")
    told = answers.story(Store(example_store))
    compared = told.comparisons[0]
    paths = [*VIEWS, story_path(example_store), f"/compare?a={compared.a.id}&b={compared.b.id}"]
    paths.append(f"/join?story={told.story.id}")
    page = browser.new_page(color_scheme=scheme, bypass_csp=True)
    found = []
    for path in [*paths, f"/report/{compared.a.id}"]:
        page.goto(desk + path)
        page.eval_on_selector_all("details", "all => all.forEach(d => d.open = true)")
        wrong = [v for v in Axe().run(page).response["violations"] if v["impact"] in SERIOUS]
        found += [(path, v["id"], v["nodes"][0]["html"][:200], v["nodes"][0]["failureSummary"]) for v in wrong]
    page.close()
    assert not found


def test_nothing_is_wider_than_a_phone(browser: Any, desk: str, example_store: str) -> None:
    compared = answers.story(Store(example_store)).comparisons[0]
    page = browser.new_page(viewport={"width": 360, "height": 740})
    for path in [*VIEWS, story_path(example_store), f"/compare?a={compared.a.id}&b={compared.b.id}"]:
        page.goto(desk + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
    page.close()


def test_on_a_phone_the_tree_is_a_list_that_leads_to_the_evidence(browser: Any, desk: str, example_store: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(desk + story_path(example_store))
    assert not page.is_visible(".tree")
    assert page.locator(".twigs > li").count() == len(answers.story(Store(example_store)).story.reports)
    assert page.eval_on_selector(".matrix", "t => t.scrollWidth <= t.parentElement.clientWidth")
    assert page.is_visible(".matrix .whose >> nth=0")
    link = page.locator('.twigs a[href^="#branch-"]').first
    place = link.get_attribute("href")
    link.click()
    page.wait_for_selector(place)
    assert page.is_visible(place)
    page.close()


def test_what_is_printed_is_whole(browser: Any, desk: str, example_store: str) -> None:
    page = browser.new_page()
    page.emulate_media(media="print")
    page.goto(desk + story_path(example_store))
    assert not page.is_visible("nav >> nth=0")
    assert not page.is_visible("#h-correct")
    assert page.is_visible(".tree svg")
    compared = answers.story(Store(example_store)).comparisons[0]
    page.goto(f"{desk}/compare?a={compared.a.id}&b={compared.b.id}")
    cut = "all => all.some(text => text.scrollHeight > text.clientHeight + 1)"
    assert page.eval_on_selector_all(".pair .text", cut) is False
    page.close()


def test_two_texts_scroll_together(browser: Any, desk: str, example_store: str) -> None:
    pairs = answers.story(Store(example_store)).comparisons
    compared = max(pairs, key=lambda c: sum(p.a_end - p.a_start for p in c.passages))
    page = browser.new_page(viewport={"width": 1000, "height": 420})
    page.goto(f"{desk}/compare?a={compared.a.id}&b={compared.b.id}")
    page.locator('[data-side="a"]').scroll_into_view_if_needed()
    page.hover('[data-side="a"]')
    page.mouse.wheel(0, 400)
    moved = "document.querySelector('[data-side=b]').scrollTop > 50"
    assert any(page.evaluate(moved) or page.wait_for_timeout(100) for _ in range(100))
    page.close()


ARABIC = "احترقت الطاحونة القديمة في شارع المحجر مساء الثلاثاء. خرج الشارع كله ليشاهد الحريق. لم يصب أحد بأذى."


def test_reports_that_run_from_right_to_left(browser: Any, tmp_path: Path) -> None:
    address = str(tmp_path / "arabic.db")
    store = Store(address)
    words = {"الصدى": ARABIC, "البريد": ARABIC.replace("الثلاثاء", "الأربعاء")}
    texts = [answers.pasted(text, title="حريق في الطاحونة", outlet=outlet) for outlet, text in words.items()]
    list(answers.read_in(store, answers.Order((), (), tuple(texts))))
    told = answers.story(store)
    pair = tuple(report.id for report in told.story.reports)
    for url in served(address):
        page = browser.new_page(viewport={"width": 390, "height": 844})
        for path, place in ((f"/compare?a={pair[0]}&b={pair[1]}", ".pair .text"), (f"/story/{told.story.id}", "h1")):
            page.goto(url + path)
            assert page.eval_on_selector(place, "e => getComputedStyle(e).direction") == "rtl"
            assert page.eval_on_selector("body", "e => getComputedStyle(e).direction") == "ltr"
            assert page.evaluate("document.documentElement.scrollWidth") <= 390
            ours = ".changes span:not(.kind), .says, .branches li"  # English sentences about them run as English does
            assert set(page.eval_on_selector_all(ours, "all => all.map(e => getComputedStyle(e).direction)")) == {"ltr"}
            edge = "e => getComputedStyle(e).textAlign"  # headlines of any writing begin at the page's edge
            assert page.eval_on_selector("h1", edge) == "left"
        page.close()


def test_reading_works_without_javascript(browser: Any, desk: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(desk + "/")
    page.click(".stories h2 a")
    place = page.locator('.tree a[href^="#branch-"]').first.get_attribute("href")
    page.goto(page.url.partition("#")[0] + place)
    assert page.is_visible(place)
    assert re.search(r"\d+ reports", page.inner_text(".answer"))
    context.close()


def test_everything_can_be_reached_by_keyboard(browser: Any, desk: str) -> None:
    page = browser.new_page()
    page.goto(desk + "/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.getAttribute('href') || document.activeElement.tagName"))
    links = page.eval_on_selector_all("main a, main input, main button", "all => all.length")
    assert links
    assert any(str(name).startswith("/story/") for name in reached)
    page.close()
