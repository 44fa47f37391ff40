"""Document page in Chromium: cards, copying and finding by mouse, keyboard and touch."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
RESOLUTION = "/S/RES/2553(2020)"
REFERENCE = "联合国安全理事会第2553(2020)号决议，2020年12月3日，S/RES/2553(2020)，第12段"


def test_a_card_comes_by_mouse_and_by_keyboard_and_goes_with_escape(open_page):
    page = open_page(RESOLUTION)
    link, card = page.locator("#pp2 a.cite").first, page.get_by_role("tooltip")
    link.hover()
    expect(card).to_contain_text("未收录全文 · 被引 5 次")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    page.mouse.move(0, 0)
    page.locator("#pp2 .lead").focus()
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    expect(card).to_contain_text("安全部门改革")
    expect(link).to_have_accessible_description(re.compile("第2151"))


def test_the_first_touch_shows_the_card_and_the_second_follows(open_page):
    page = open_page(RESOLUTION, has_touch=True, is_mobile=True, viewport={"width": 390, "height": 800})
    link = page.locator("#pp2 a.cite").first
    link.tap()
    expect(page.get_by_role("tooltip")).to_contain_text("第2151(2014)号决议")
    link.tap()
    expect(page).to_have_url(re.compile(r"/S/RES/2151\(2014\)$"))


def test_a_footnote_mark_shows_its_footnote(open_page):
    page = open_page("/texts/repertoire-35-36")
    page.get_by_role("link", name="脚注905", exact=True).hover()
    expect(page.get_by_role("tooltip")).to_contain_text("关于会议形式的更多信息")


def test_the_citation_of_a_paragraph_is_copied(open_page):
    page = open_page(RESOLUTION, permissions=["clipboard-read", "clipboard-write"])
    page.locator("#op12").hover()
    page.locator("#op12").get_by_role("button", name="复制引文").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("12. 强调指出") and copied.endswith(f"；\n——{REFERENCE}")
    page.locator("#op12").get_by_role("button", name="复制链接").click()
    assert page.evaluate("navigator.clipboard.readText()").endswith("/S/RES/2553(2020)#op12")


def test_one_character_is_found_and_stepped_through(open_page):
    page = open_page(RESOLUTION)
    field = page.get_by_label("文中查找")
    field.fill("警")
    expect(page.locator(".find .count")).to_have_text(re.compile(r"第 1 处，共 \d+ 处"))
    field.press("Enter")
    expect(page.locator(".find .count")).to_have_text(re.compile("第 2 处"))
    page.get_by_role("button", name="上一处").click()
    expect(page.locator(".find .count")).to_have_text(re.compile("第 1 处"))
    field.fill("没有这个词")
    expect(page.locator(".find .count")).to_have_text("没有")


def test_the_words_searched_for_are_stepped_through_from_the_paragraph_found(open_page):
    page = open_page("/search?q=安全部门改革")
    page.get_by_role("main").get_by_role("link", name="第12段", exact=True).first.click()
    expect(page).to_have_url(re.compile("#op12$"))
    count = page.locator(".find .count")
    expect(count).to_have_text(re.compile(r"第 \d+ 处，共 \d+ 处 第12段"))
    page.get_by_label("文中查找").press("Enter")
    expect(count).to_have_text(re.compile("第12段"))


HITS_ARE = """surface => {
    const hits = [...CSS.highlights.get('hit') ?? []].map((range) => String(range).replace(/\\s/g, ''));
    return hits.length && hits.every((hit) => hit === surface);
}"""


@pytest.mark.parametrize(
    "address, typed, surface",
    [
        (RESOLUTION, "安全部門改革", "安全部门改革"),
        (RESOLUTION, "第２１５１（２０１４）號", "第2151(2014)号"),
        (RESOLUTION, "2020年", "2020年"),
        ("/texts/repertoire-35-36", "S/PV.8699", "S/PV.8699"),
        ("/texts/repertoire-35-36", "第2553（2020）號決議", "第2553(2020)号决议"),
    ],
)
def test_typed_words_are_marked_in_the_text(open_page, address, typed, surface):
    page = open_page(address)
    page.get_by_label("文中查找").fill(typed)
    expect(page.locator(".find .count")).to_have_text(re.compile(r"第 1 处，共 \d+ 处"))
    page.wait_for_function(HITS_ARE, arg=surface)


def test_a_search_leads_to_the_words_it_found_even_by_another_name(open_page):
    page = open_page("/S/RES/2553(2020)?q=維和#op17")
    expect(page.locator(".find .count")).to_have_text(re.compile(r"第 \d+ 处，共 \d+ 处"))
    found = page.evaluate("[...CSS.highlights.get('hit')].map(String)")
    assert "维持和平" in found
