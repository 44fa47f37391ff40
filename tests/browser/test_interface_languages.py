"""The three languages of the interface in the browser: the switch, scripts, axe, and widths."""

import re

import pytest

from tests.browser.test_accessibility import PAGES, WCAG_22_AA, problems_of

pytestmark = pytest.mark.browser
# One address of each kind of page; Chinese words of documents within English ones are what axe and widths differ by.
KINDS = [
    "/",
    "/search?q=安全部门改革",
    "/search?q=没有这样的词语",
    "/search/help",
    "/S/RES/2553(2020)",
    "/S/RES/2553(2020)/cited-by?paragraph=12",
    "/compare?a=S/RES/2553(2020)&b=S/RES/2594(2021)",
    "/trace?phrase=安全部门改革",
    "/finder",
    "/data",
    "/browse",
    "/browse/agenda",
    "/browse/votes",
    "/browse/citations",
    "/statistics",
    "/S/RES/2553(2020)/graph",
    "/no-such-page",
]
assert set(KINDS) <= set(PAGES)


def test_the_switch_keeps_the_page_and_is_remembered(open_page):
    page = open_page("/search?q=安全部门改革&sort=newest")
    page.get_by_role("navigation", name="界面语言").get_by_role("link", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert re.search(r"sort=newest.*lang=en", page.url)
    assert page.locator("form.search input[name=q]").first.input_value() == "安全部门改革"
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="Browse").click()
    assert "lang=" not in page.url and page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("link", name="繁體").click()
    assert page.get_by_role("link", name="瀏覽").is_visible()
    assert page.locator(".interface-languages [aria-current]").inner_text() == "繁體"


def test_scripts_speak_the_language_of_the_page(open_page):
    page = open_page("/S/RES/2553(2020)?lang=en")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert re.fullmatch(r"Printed on .*\d{4}", page.locator(".printed time").inner_text())
    page.emulate_media(media="screen")
    page.locator("form.find input[name=q]").fill("警务")
    page.keyboard.press("Enter")
    page.get_by_text(re.compile(r"^Match \d+ of \d+")).wait_for()


@pytest.mark.parametrize("language", ["en", "zh-hant"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(open_page, language, width):
    page = open_page(f"/?lang={language}", color_scheme="light", viewport={"width": width, "height": 900})
    problems = []
    for address in KINDS:
        page.goto(address)
        problems += problems_of(page, WCAG_22_AA)
    assert problems == []


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_no_page_scrolls_sideways_on_the_narrowest_screen(open_page, language):
    page = open_page(f"/?lang={language}", viewport={"width": 320, "height": 640})
    wide = []
    for address in PAGES:
        page.goto(address)
        if (width := page.evaluate("document.documentElement.scrollWidth")) > 320:
            wide.append((address, width))
    assert not wide
