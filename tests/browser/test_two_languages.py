"""中英对照 in Chromium: beside each other on a desk, below each other on a phone, without JavaScript, clean for axe."""

import pytest
from playwright.sync_api import expect

from resolutions.models import Translation
from resolutions.writing.publish import ingest_file
from resolutions.writing.translation_texts import publish_translation
from tests.browser.test_accessibility import CONTRAST, WCAG_22_AA, problems_of
from tests.text.bilingual import CHINESE, SHORTER

pytestmark = pytest.mark.browser
URL = "/S/RES/2798(2025)"


@pytest.fixture
def open_text(open_page):
    ingest_file(CHINESE.encode(), "2798.txt")
    ingest_file(SHORTER.encode(), "2798-EN.txt")
    publish_translation(Translation.objects.get())
    return open_page


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(open_text, width):
    page = open_text(URL, color_scheme="light", viewport={"width": width, "height": 900})
    problems = []
    for mode in ("zh-en", "en"):
        page.goto(f"{URL}?text={mode}")
        problems += problems_of(page, WCAG_22_AA)
        page.emulate_media(color_scheme="dark")
        problems += problems_of(page, CONTRAST)
        page.emulate_media(color_scheme="light")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert not problems


def test_paragraphs_stand_beside_each_other_and_on_a_phone_below(open_text):
    def boxes(width: int):
        page = open_text(f"{URL}?text=zh-en", viewport={"width": width, "height": 900}, java_script_enabled=False)
        pair = page.locator(".pair", has=page.locator("#op2"))
        return pair.locator("[lang=zh-Hans]").first.bounding_box(), pair.locator("[lang=en]").first.bounding_box()

    chinese, english = boxes(1280)
    assert english["x"] >= chinese["x"] + chinese["width"] and abs(english["y"] - chinese["y"]) < 12
    chinese, english = boxes(390)
    assert english["y"] >= chinese["y"] + chinese["height"] - 1 and english["x"] < 60


def test_the_reader_goes_from_one_text_to_the_other_and_stays_at_the_paragraph(open_text):
    page = open_text(f"{URL}?text=en#op2")
    expect(page.locator("#op2")).to_contain_text("Requests the Secretary-General")
    languages = page.get_by_role("group", name="文本语言")
    languages.get_by_role("link", name="中文", exact=True).click()
    expect(page.locator("#op2")).to_contain_text("请秘书长")
    languages.get_by_role("link", name="English", exact=True).click()
    expect(page.locator("#text")).to_have_attribute("lang", "en")
