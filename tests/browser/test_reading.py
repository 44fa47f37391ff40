"""Document page in Chromium: cards, copying and finding by mouse, keyboard and touch."""

import re

import pytest
from playwright.sync_api import expect

from resolutions.models import Paragraph

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


SELECT = """([first, last]) => {
    const end = document.getElementById(last);
    getSelection().setBaseAndExtent(document.getElementById(first), 0, end, end.childNodes.length);
}"""


def copied(page) -> str:
    return page.evaluate("navigator.clipboard.readText()")


def test_what_is_copied_is_the_document_and_nothing_else(open_page, site):
    """Every paragraph of the selections has counts, a menu or a heading of the portal between it and the next."""
    selections = [("op12", "op15"), ("pp9", "op1"), ("pp1", "pp3")]
    symbol = RESOLUTION.removeprefix("/")
    own = list(Paragraph.objects.filter(document__symbol=symbol).order_by("order").values_list("anchor", "text"))
    anchors = [anchor for anchor, _ in own]
    page = open_page(RESOLUTION, permissions=["clipboard-read", "clipboard-write"])
    page.locator("#op13 .handle").focus()
    page.keyboard.press("Enter")  # a menu is open in the middle of the selection
    for first, last in selections:
        texts = [text.strip() for _, text in own[anchors.index(first) : anchors.index(last) + 1]]
        page.evaluate(SELECT, [first, last])
        page.get_by_role("toolbar", name="所选文字").wait_for()
        page.keyboard.press("Control+c")
        assert copied(page).split("\n\n") == texts
        html = page.evaluate(
            "navigator.clipboard.read().then(async ([one]) => (await one.getType('text/html')).text())"
        )
        assert not any(words in re.sub("<[^>]*>", "", html) for words in ("复制", "被引", "相近", "执行部分", "纠错"))


def test_a_selection_is_copied_as_a_quotation_in_the_form_that_the_reader_chose(open_page):
    page = open_page(RESOLUTION, permissions=["clipboard-read", "clipboard-write"])
    page.evaluate(SELECT, ["op12", "op14"])
    bar = page.get_by_role("toolbar", name="所选文字")
    bar.get_by_role("button", name="复制引文").click()
    lines = copied(page).split("\n")
    assert [line[:4] for line in lines[:3]] == ["12. ", "13. ", "14. "]
    assert lines[3] == f"——{REFERENCE.removesuffix('第12段')}第12至14段"
    bar.get_by_label("引注格式").select_option("《法学引注手册》")
    page.reload()
    page.evaluate(SELECT, ["pp9", "op1"])
    bar.get_by_role("button", name="复制引文").click()
    form = "《第2553(2020)号决议》，联合国安理会决议，S/RES/2553(2020)，序言部分第9段至执行部分第1段。"
    assert copied(page).endswith(f"；\n——{form}")


def test_several_paragraphs_are_selected_and_copied_by_keyboard(open_page):
    page = open_page(RESOLUTION, permissions=["clipboard-read", "clipboard-write"])
    for anchor, words in (("op13", "从本段选起"), ("op12", "选到本段")):
        page.locator(f"#{anchor} .handle").focus()
        page.keyboard.press("Enter")
        for _ in range(8):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.textContent") == words:
                break
        page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="已复制")).to_be_attached()
    assert copied(page).endswith("，第12至13段")


def test_a_paragraph_or_its_address_is_copied(open_page):
    page = open_page(RESOLUTION, permissions=["clipboard-read", "clipboard-write"])
    page.locator("#op12").hover()
    page.locator("#op12 .handle").click()
    menu = page.get_by_role("group", name="第12段")
    menu.get_by_role("button", name="复制引文").click()
    assert copied(page).startswith("12. 强调指出") and copied(page).endswith(f"；\n——{REFERENCE}")
    menu.get_by_role("button", name="复制链接").click()
    assert copied(page).endswith("/S/RES/2553(2020)#op12")
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(page.locator("#op12 .handle")).to_be_focused()


def test_a_paragraph_has_one_tab_stop_besides_its_citations(open_page):
    page = open_page(RESOLUTION)
    stops = """() => [...document.querySelectorAll(".para")].map((paragraph) =>
        [...paragraph.querySelectorAll("a, button, input, [tabindex]")].filter((element) =>
            element.tabIndex >= 0 && !element.matches(".cite, sup a, .back, .scroll")).length)"""
    for address in (RESOLUTION, "/texts/repertoire-35-36"):
        page.goto(address)
        assert set(page.evaluate(stops)) <= {0, 1}


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
    expect(page.locator(".find .count")).to_have_text("未找到")


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
