"""A reader's way through the portal, three times: by mouse, by keyboard alone, without JavaScript.

Look for 安全部门改革, open 2553(2020), go through the hits, follow 2151(2014) to its stub, come back,
see who cites paragraph 12, copy its citation.
"""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
WORDS = "安全部门改革"
RESOLUTION = re.compile(r"第2553\(2020\)号决议")
REFERENCE = "——联合国安全理事会第2553(2020)号决议，2020年12月3日，S/RES/2553(2020)，第12段"


def expect_heading(page: Page, words: str | re.Pattern) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def press_tab_to(page: Page, target, most: int = 120) -> None:
    """Press Tab until ``target`` has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if target.evaluate("(element) => element === document.activeElement"):
            return
    raise AssertionError(f"{target} is not reached by {most} presses of the tabulator")


def test_by_mouse(open_page):
    page = open_page("/", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_label("按文号或词语检索").fill(WORDS)
    page.get_by_role("button", name="检索").click()
    page.get_by_role("main").get_by_role("link", name="第12段", exact=True).first.click()
    expect_heading(page, RESOLUTION)
    page.get_by_role("button", name="下一处").click()
    expect(page.locator(".find .count")).to_have_text(re.compile(r"第 \d+ 处，共 \d+ 处"))
    page.locator("#pp2").get_by_role("link", name=re.compile("2151")).click()
    expect_heading(page, "第2151(2014)号决议")
    expect(page.get_by_role("main")).to_contain_text("本站尚未收录全文")
    page.go_back()
    page.get_by_role("link", name=re.compile("第12段被引")).click()
    expect(page.get_by_role("main")).to_contain_text("第12和14段")
    page.go_back()
    page.locator("#op12").hover()
    page.locator("#op12 .handle").click()
    page.get_by_role("group", name="第12段").get_by_role("button", name="复制引文").click()
    assert page.evaluate("navigator.clipboard.readText()").endswith(REFERENCE)


def test_by_keyboard_alone(open_page):
    page = open_page("/", permissions=["clipboard-read", "clipboard-write"])
    press_tab_to(page, page.get_by_label("按文号或词语检索"))
    page.keyboard.type(WORDS)
    page.keyboard.press("Enter")
    press_tab_to(page, page.get_by_role("main").get_by_role("link", name="第12段", exact=True).first)
    page.keyboard.press("Enter")
    expect_heading(page, RESOLUTION)
    expect(page.get_by_role("button", name="下一处")).to_be_focused()
    found = page.locator(".find .count").text_content()
    page.keyboard.press("Enter")
    expect(page.locator(".find .count")).not_to_have_text(found)
    page.keyboard.press("Escape")
    expect(page.locator("#op12 > .lead")).to_be_focused()
    page.locator("#pp2 > .lead").focus()
    press_tab_to(page, page.locator("#pp2 a.cite").first, most=3)
    expect(page.get_by_role("tooltip")).to_contain_text("第2151(2014)号决议")
    page.keyboard.press("Enter")
    expect_heading(page, "第2151(2014)号决议")
    page.go_back()
    expect_heading(page, RESOLUTION)
    menu = page.get_by_role("group", name="第12段")
    page.locator("#op12 > .lead").focus()
    press_tab_to(page, page.locator("#op12 > .handle"), most=1)
    page.keyboard.press("Enter")
    press_tab_to(page, menu.get_by_role("button", name="复制引文"), most=1)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="已复制")).to_be_attached()
    assert page.evaluate("navigator.clipboard.readText()").endswith(REFERENCE)
    page.keyboard.press("Shift+Tab")
    expect(menu.get_by_role("link", name="被引 1")).to_be_focused()
    page.keyboard.press("Enter")
    expect_heading(page, re.compile("^引用.*的文件$"))


def test_without_javascript(open_page):
    page = open_page("/", java_script_enabled=False)
    page.get_by_label("按文号或词语检索").fill(WORDS)
    page.get_by_role("button", name="检索").click()
    page.get_by_role("main").get_by_role("link", name="第12段", exact=True).first.click()
    expect_heading(page, RESOLUTION)
    expect(page.locator("#op12 mark").first).to_have_text(WORDS)
    page.locator(".hit-list").get_by_role("link", name="序言部分第2段").click()
    expect(page).to_have_url(re.compile("#pp2$"))
    page.locator("#pp2").get_by_role("link", name=re.compile("2151")).click()
    expect_heading(page, "第2151(2014)号决议")
    page.go_back()
    page.get_by_role("link", name=re.compile("第12段被引")).click()
    expect(page.get_by_role("main")).to_contain_text("第12和14段")
    page.go_back()
    page.locator("#op12 > .handle").click()
    expect_heading(page, "第12段")
    expect(page.get_by_role("main")).to_contain_text(REFERENCE.removeprefix("——"))
