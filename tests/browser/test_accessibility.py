"""Accessibility: axe-core on every page, light and dark, and narrow screens."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser
PAGES = [
    "/",
    "/search?q=安全部门改革",
    "/search?q=没有这样的词语",
    "/search?q=*&year=2017&kind=resolution#filters",
    "/S/RES/2553(2020)",
    "/S/RES/2553(2020)?q=警务#op17",
    "/texts/repertoire-35-36",
    "/texts/letter-2017-10-03",
    "/S/RES/2151(2014)",
    "/S/RES/2553(2020)/cited-by?paragraph=12",
    "/S/RES/2553(2020)/cites",
    "/S/RES/2594(2021)/similar",
    "/S/RES/2553(2020)/report?at=op12",
    "/S/RES/2553(2020)/paragraph?at=op12",
    "/CHARTER",
    "/CHARTER/ch.VII",
    "/compare?a=S/RES/2553(2020)&b=S/RES/2594(2021)",
    "/trace?phrase=安全部门改革",
    "/years/2017",
    "/S/RES/2600(2021)",
    "/finder",
    "/data",
    "/search",
    "/search/help",
    "/search?q=*&collection=catalogue",
    "/browse",
    "/browse/documents?organ=S&kind=resolution&decade=2010",
    "/browse/agenda",
    "/browse/agenda?group=situation",
    "/browse/agenda/1",
    "/browse/subjects",
    "/browse/divided",
    "/browse/votes",
    "/browse/vetoes",
    "/browse/themes",
    "/browse/themes/安全部门改革",
    "/browse/most-cited",
    "/browse/wanted",
    "/browse/together",
    "/statistics",
    "/statistics?organ=S&kind=resolution&decade=1990",
    "/statistics/votes",
    "/browse/citations",
    "/browse?organ=S&kind=resolution",
    "/compare?a=S/RES/1325(2000)",
    "/trace",
    "/paths?from=S/RES/2594(2021)&to=S/RES/1325(2000)",
    "/S/RES/2553(2020)/graph",
    "/S/RES/2553(2020)/graph?steps=2",
    "/S/RES/1(1946)/graph",
    "/no-such-page",
]
WCAG_22_AA = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}  # the rules on colours


def problems_of(page, options) -> list[tuple]:
    violations = Axe().run(page, options=options).response["violations"]
    return [(page.url, one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in violations]


def problems_in_either_theme(page, addresses) -> list[tuple]:
    """Return the findings on all pages in the light theme, and those on colours in the dark one."""
    problems = []
    for address in addresses:
        page.goto(address)
        problems += problems_of(page, WCAG_22_AA)
        page.emulate_media(color_scheme="dark")
        problems += problems_of(page, CONTRAST)
        page.emulate_media(color_scheme="light")
    return problems


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_in_either_theme(open_page, width):
    page = open_page("/", color_scheme="light", viewport={"width": width, "height": 900})
    assert not problems_in_either_theme(page, PAGES)


def test_no_page_scrolls_sideways_on_the_narrowest_screen(open_page):
    page = open_page("/", viewport={"width": 320, "height": 640})
    wide = []
    for address in PAGES:
        page.goto(address)
        if (width := page.evaluate("document.documentElement.scrollWidth")) > 320:
            wide.append((address, width))
    assert not wide


def test_at_four_hundred_percent_the_text_is_one_column_that_fits(open_page):
    page = open_page("/S/RES/2553(2020)", viewport={"width": 320, "height": 256})
    box = page.locator("#op12").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 320


def test_nothing_moves_while_the_page_loads(open_page):
    page = open_page("about:blank")
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries())"
        " shift += entry.value; }).observe({type: 'layout-shift', buffered: true});"
    )
    for address in ("/S/RES/2553(2020)?q=警务", "/texts/repertoire-35-36", "/"):
        page.goto(address, wait_until="networkidle")
        assert page.evaluate("window.shift") < 0.01, address
