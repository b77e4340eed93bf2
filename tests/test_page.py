"""The report as a reader's browser shows it: Chromium without a window, with axe for what assistive software needs."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from contextlib import contextmanager
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import attack
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import Built
    from playwright.sync_api import Browser, Page

    Reports = Callable[[str], Built]

CORPORA = ("seeds", "attack")
DESKTOP, PHONE, PAPER = (1280, 900), (390, 844), (643, 900)  # PAPER: what A4 leaves between its margins
SCREENS = [(scheme, size) for scheme in ("light", "dark") for size in (DESKTOP, PHONE)]
STANDARDS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
LARGEST = 250_000  # bytes, for the five seeds


class Seen(NamedTuple):
    """An open page, and what it did: requests, messages and dialogs, which should all be none."""

    page: Page
    did: list[str]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for this file: while it runs, its thread has an event loop that other tests would trip over."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        pytest.skip("no chromium on this machine: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, path: Path, size: tuple[int, int] = DESKTOP, **options: Any) -> Iterator[Seen]:
    """The page in a window of its own. Whatever it asks for beside itself is noted and not given."""
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce", **options)
    page = context.new_page()
    did: list[str] = []
    page.on("console", lambda message: did.append(f"message: {message.text}"))
    page.on("pageerror", lambda error: did.append(f"error: {error}"))
    page.on("dialog", lambda dialog: (did.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda request: did.append(f"request: {request.url[:200]}"))
    page.on("popup", lambda popup: did.append(f"window: {popup.url}"))
    page.goto(path.as_uri())
    did[:] = [line for line in did if line not in (f"request: {path.as_uri()}",) and "request: data:" not in line]
    try:
        yield Seen(page, did)
    finally:
        context.close()


def faults(page: Page, within: str | None = None) -> list[str]:
    """What axe finds, one line a rule and element."""
    from axe_playwright_python.sync_playwright import Axe

    only = {"runOnly": {"type": "tag", "values": list(STANDARDS)}, "resultTypes": ["violations"]}
    found = Axe().run(page, context=within, options=only).response["violations"]
    return [f"{fault['id']}: {node['html'][:160]} {node['any'][:1]}" for fault in found for node in fault["nodes"]]


def flat(text: str) -> str:
    """The text with one space where it has white space, and without the signs that show nothing."""
    return re.sub(r"\s+", " ", re.sub(r"[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]", "", text)).strip()


# --- the page by itself -----------------------------------------------------------------------------------------------


def test_the_page_is_small(built: Reports) -> None:
    assert (built("seeds").reports / "report.html").stat().st_size <= LARGEST


@pytest.mark.parametrize("corpus", CORPORA)
def test_pages_fetch_nothing_say_nothing_and_run_nothing(browser: Browser, built: Reports, corpus: str) -> None:
    """Also no violation of the page's own security policy: each would be a message."""
    for path in sorted(built(corpus).reports.glob("*.html")):
        with opened(browser, path) as (page, did):
            page.mouse.wheel(0, 100_000)
            policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content") or ""
            assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy
            assert page.locator("script, iframe, object, embed, link, form, base, img[src^=http]").count() == 0
            assert page.evaluate(
                "[...document.querySelectorAll('*')].flatMap(e => [...e.attributes])"
                ".filter(a => a.name.startsWith('on') || /^\\s*javascript:/i.test(a.value)).map(a => a.name)"
            ) == []  # fmt: skip
            assert did == [], path.name


def test_the_security_policy_is_enforced(browser: Browser, built: Reports) -> None:
    """What a page with a hole would do, does nothing here: the check above can fail."""
    with opened(browser, built("seeds").reports / "report.html") as (page, did):
        page.evaluate(
            "document.body.insertAdjacentHTML('beforeend', '<img src=https://evil.example/x onerror=alert(1)>')"
        )
        page.wait_for_timeout(100)
        assert any("Content Security Policy" in line for line in did)
        assert not any(line.startswith("dialog") for line in did)


@pytest.mark.parametrize("corpus", CORPORA)
def test_ids_links_and_headings_are_in_order(browser: Browser, built: Reports, corpus: str) -> None:
    for path in sorted(built(corpus).reports.glob("*.html")):
        with opened(browser, path) as (page, _):
            ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
            assert [name for name, times in Counter(ids).items() if times > 1] == [], path.name
            links = page.evaluate("[...document.querySelectorAll('a')].map(a => a.getAttribute('href'))")
            assert [link for link in links if not link.startswith("#")] == [], path.name
            assert {link[1:] for link in links} <= set(ids), path.name
            pointed = page.evaluate(
                "['popovertarget', 'aria-labelledby', 'aria-describedby'].flatMap(name =>"
                "[...document.querySelectorAll(`[${name}]`)].flatMap(e => e.getAttribute(name).split(' ')))"
            )
            assert {name for name in pointed if name} <= set(ids), path.name
            levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1])")
            assert levels[0] == 1 and levels.count(1) == 1, path.name
            assert all(b <= a + 1 for a, b in pairwise(levels)), path.name


def test_a_link_of_the_contents_lands(browser: Browser, built: Reports) -> None:
    with opened(browser, built("seeds").reports / "report.html", PHONE) as (page, _):
        page.get_by_role("navigation").get_by_role("link", name="Sources").click()
        assert page.url.endswith("#Sources")
        box = page.get_by_role("heading", name="Sources").bounding_box()
        assert box and 0 <= box["y"] <= 100


# --- each size, each colour scheme ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("scheme", "size"), SCREENS, ids=lambda value: value[0] if isinstance(value, tuple) else value)
@pytest.mark.parametrize("corpus", CORPORA)
def test_axe_finds_no_fault_and_nothing_sticks_out(
    browser: Browser, built: Reports, corpus: str, scheme: Any, size: tuple[int, int]
) -> None:
    with opened(browser, built(corpus).reports / "report.html", size, color_scheme=scheme) as (page, _):
        assert_fits(page)
        assert faults(page) == []
        for panel in sorted(page.evaluate("[...document.querySelectorAll('[popover]')].map(e => e.id)"))[::8]:
            page.evaluate("id => document.getElementById(id).showPopover()", panel)
            assert faults(page, f'[id="{panel}"]') == []


def test_working_notebooks_have_no_fault_either(browser: Browser, built: Reports) -> None:
    for path, (scheme, size) in zip(sorted(built("seeds").reports.glob("0*.html")), SCREENS, strict=True):
        with opened(browser, path, size, color_scheme=scheme) as (page, _):
            assert_fits(page)
            assert faults(page) == [], path.name


def test_nothing_scrolls_sideways_on_a_desktop(browser: Browser, built: Reports) -> None:
    """Not even by itself: code and tables of the seeds fit their column."""
    for path in sorted(built("seeds").reports.glob("*.html")):
        with opened(browser, path) as (page, _):
            wide = page.evaluate(
                "[...document.querySelectorAll('main pre, main .scroll')].filter(e => e.scrollWidth > e.clientWidth)"
                ".map(e => e.innerText.slice(0, 200))"
            )
            assert wide == [], path.name


@pytest.mark.parametrize("corpus", CORPORA)
def test_a_small_phone_and_large_type_do_not_scroll_sideways(browser: Browser, built: Reports, corpus: str) -> None:
    for path in sorted(built(corpus).reports.glob("*.html")):
        with opened(browser, path, (320, 640)) as (page, _):
            assert_fits(page)
            page.set_viewport_size({"width": 640, "height": 800})
            page.evaluate("document.documentElement.style.fontSize = '200%'")
            assert_fits(page)


def assert_fits(page: Page) -> None:
    """The document is no wider than its window; what is wider than its column scrolls by itself and by keyboard."""
    wide = page.evaluate(
        """() => {
          const root = document.documentElement
          if (root.scrollWidth <= root.clientWidth) return []
          return [...document.querySelectorAll('main *')]
            .filter(e => e.getBoundingClientRect().right > root.clientWidth + 1)
            .filter(e => !e.closest('.scroll, pre, svg, math'))
            .map(e => e.outerHTML.slice(0, 120)).concat([`document: ${root.scrollWidth} > ${root.clientWidth}`])
        }"""
    )
    assert wide == []
    assert page.evaluate("[...document.querySelectorAll('.scroll, pre')].filter(e => e.tabIndex != 0).length") == 0


def test_print_shows_everything_and_no_buttons(browser: Browser, built: Reports) -> None:
    with opened(browser, built("seeds").reports / "report.html", PAPER, color_scheme="dark") as (page, _):
        shown = flat(page.inner_text("main"))
        page.emulate_media(media="print", color_scheme="dark")
        assert flat(page.inner_text("main")) == shown
        assert not page.get_by_role("navigation").is_visible()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") in (
            "rgb(255, 255, 255)",
            "rgba(0, 0, 0, 0)",
        )
        cut = page.evaluate(
            "[...document.querySelectorAll('.scroll')].filter(e => e.scrollWidth > e.clientWidth + 1)"
            ".map(e => e.innerText)"
        )
        assert cut == []
        assert page.pdf(format="A4").count(b"/Type /Page\n") >= 4


# --- the panels -------------------------------------------------------------------------------------------------------

PEEKS = "main button.peek"
PASSAGE = re.compile(r", characters ([^a-zA-Z]*(?:and [^a-zA-Z]*)?), SHA-256 ([0-9a-f]{12})")


@pytest.mark.parametrize(("corpus", "size"), [("seeds", DESKTOP), ("attack", PHONE)], ids=CORPORA)
def test_every_number_opens_its_panel_by_mouse(
    browser: Browser, built: Reports, corpus: str, size: tuple[int, int]
) -> None:
    with opened(browser, built(corpus).reports / "report.html", size) as (page, did):
        buttons = page.locator(PEEKS)
        assert buttons.count() >= 10
        for index in range(buttons.count()):
            button = buttons.nth(index)
            button.click()
            panel = opened_panel(page, button)
            box = panel.bounding_box()
            assert box and box["x"] >= 0 and box["x"] + box["width"] <= size[0] and box["height"] <= size[1]
            assert panel.evaluate("e => e.scrollWidth <= e.clientWidth")
            panel.get_by_role("button").click()
            assert page.locator(":popover-open").count() == 0
        assert did == []


def test_every_number_opens_its_panel_by_keyboard(browser: Browser, built: Reports) -> None:
    with opened(browser, built("seeds").reports / "report.html") as (page, did):
        buttons = page.locator(PEEKS)
        for index in range(buttons.count()):
            button = buttons.nth(index)
            button.focus()
            page.keyboard.press("Enter")
            panel = opened_panel(page, button)
            assert panel.evaluate("e => e.contains(document.activeElement)")
            page.keyboard.press("Escape")
            assert page.locator(":popover-open").count() == 0
            assert button.evaluate("e => e === document.activeElement")
        assert did == []


def opened_panel(page: Page, button: Any) -> Any:
    """The panel that the button opened: on top, with words of its own."""
    panel = page.locator(":popover-open")
    assert panel.count() == 1, button.inner_text()
    assert panel.get_attribute("id") == button.get_attribute("popovertarget")
    assert panel.is_visible() and len(panel.inner_text()) > 40
    return panel


@pytest.mark.parametrize("corpus", CORPORA)
def test_panels_show_the_words_of_the_articles(browser: Browser, built: Reports, corpus: str) -> None:
    """Each quoted figure stands in the file that is named, at the place that is named; and the button says it."""
    made = built(corpus)
    texts = {path.name: path.read_bytes() for path in made.seeds.glob("*.txt")}
    with opened(browser, made.reports / "report.html") as (page, _):
        panels = page.evaluate(
            """() => [...document.querySelectorAll('[popover]')].map(e => ({
              id: e.id,
              quotes: [...e.querySelectorAll('blockquote')].map(q => ({
                marked: [...q.querySelectorAll('mark')].map(m => m.textContent).join(' '),
                strong: [...q.querySelectorAll('strong')].map(m => m.textContent),
                words: q.textContent,
                from: q.nextElementSibling ? q.nextElementSibling.textContent : '',
              })),
              cells: e.querySelectorAll('td').length,
            }))"""
        )
        targets = set(
            page.evaluate(f"[...document.querySelectorAll('{PEEKS}')].map(e => e.getAttribute('popovertarget'))")
        )
    assert {panel["id"] for panel in panels} == targets
    for panel in panels:
        assert panel["quotes"] or panel["cells"] > 1, panel["id"]
        for quote in panel["quotes"]:
            found = PASSAGE.search(quote["from"])
            assert found, quote["from"]
            [name] = [name for name in texts if name in quote["from"]]
            text = texts[name].decode("utf-8")
            for start, end in re.findall(r"(\d+)–(\d+)", found[1]):
                printed = text[int(start) : int(end)]
                assert flat(printed) and flat(printed) in flat(" ".join(quote["strong"]) or quote["marked"])
            assert all(words in quote["marked"] for words in quote["strong"]) and quote["marked"] in quote["words"]
            assert flat(quote["marked"]).strip("…") in flat(text)


# --- articles built to attack -----------------------------------------------------------------------------------------


def test_an_attack_is_shown_as_plain_text(browser: Browser, built: Reports) -> None:
    with opened(browser, built("attack").reports / "report.html") as (page, _):
        main = flat(page.inner_text("main"))
        panels = flat(page.evaluate("[...document.querySelectorAll('[popover]')].map(e => e.textContent).join(' ')"))
    for sign in (
        "<script>alert(1)</script> <b>Can Tho</b> sells",
        "said </style><script>alert(1)</script> <img src=x onerror=alert(2)> the port",
        "[link](http://evil.example/1) #import",
        "![](http://evil.example/2.png) [link](javascript:alert(4)) said the city",
        '=HYPERLINK("http://evil.example/4") +1+1 @SUM(A1) -2+3|cmd the port',
        "港口说 🚢👩👩👧 txet desrever",
        "31 dự án của Hàn Quốc <script>alert(1)</script>",
    ):
        assert sign in main, sign
    assert "said </style><script>alert(1)</script> <img src=x onerror=alert(2)> the port" in panels
    for name in attack.ARTICLES:
        shown = "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in name)
        assert flat(shown) in main, name


def test_reversed_text_turns_nothing_else_around(browser: Browser, built: Reports) -> None:
    """No sign that turns the writing direction around is left, or the words after it would be read backwards."""
    with opened(browser, built("attack").reports / "report.html") as (page, _):
        turned = page.evaluate(
            "[...document.querySelectorAll('body *')].filter(e => [...e.childNodes].some(n =>"
            "n.nodeType == 3 && /[\\u202d\\u202e]/.test(n.data))).map(e => e.outerHTML.slice(0, 200))"
        )
    assert turned == []
