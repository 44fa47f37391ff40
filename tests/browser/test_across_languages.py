"""Results in English texts and 术语 in Chromium: languages beside each other, on a phone below, without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_accessibility import CONTRAST, WCAG_22_AA, problems_of
from tests.search.bilingual_documents import PIRACY, WOMEN, add_both

pytestmark = pytest.mark.browser
PAGES = [
    "/search?q=arms embargo",
    "/search?q=索马里 piracy",
    "/search?q=arms embargo&collection=english",
    "/terms",
    "/terms?q=武器禁运",
    "/terms?q=arms embargo",
    "/terms?q=决定&with=decides",
    "/terms?q=独角鲸",
]


@pytest.fixture
def open_texts(open_page):
    add_both(PIRACY)
    add_both(WOMEN)
    return open_page


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(open_texts, width):
    page = open_texts("/terms", color_scheme="light", viewport={"width": width, "height": 900})
    problems = []
    for address in PAGES:
        page.goto(address)
        problems += problems_of(page, WCAG_22_AA)
        page.emulate_media(color_scheme="dark")
        problems += problems_of(page, CONTRAST)
        page.emulate_media(color_scheme="light")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    assert not problems


def test_languages_stand_beside_each_other_and_on_a_phone_below(open_texts):
    def boxes(width: int):
        page = open_texts("/terms?q=武器禁运", viewport={"width": width, "height": 900}, java_script_enabled=False)
        both = page.locator(".both-texts").first.locator("p")
        return both.nth(0).bounding_box(), both.nth(1).bounding_box()

    chinese, english = boxes(1280)
    assert english["x"] >= chinese["x"] + chinese["width"] and abs(english["y"] - chinese["y"]) < 12
    chinese, english = boxes(390)
    assert english["y"] >= chinese["y"] + chinese["height"] - 1


def test_a_translator_looks_up_a_term_and_opens_its_paragraph(open_texts):
    page = open_texts("/terms", java_script_enabled=False)
    page.get_by_label("中文或英文的词语").fill("arms embargo")
    page.get_by_role("button", name="查找").click()
    expect(page.get_by_role("heading", name="arms embargo — 武器禁运")).to_be_visible()
    page.locator(".rendering .hits .where").first.click()
    expect(page.locator("#op1")).to_contain_text("武器禁运")
    assert page.url.endswith("?text=zh-en#op1")
