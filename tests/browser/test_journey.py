"""A reader's way through the portal: look for words, read, follow a citation, come back."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_the_first_page_to_a_stub_and_back(open_page, javascript):
    page = open_page("/", java_script_enabled=javascript)
    page.get_by_label("按文号或词语检索").fill("安全部门改革")
    page.get_by_role("button", name="检索").click()
    page.get_by_role("main").get_by_role("link", name=re.compile("第2553\\(2020\\)号决议")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("第2553(2020)号决议")
    page.locator("#pp2").get_by_role("link", name=re.compile("2151")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("第2151(2014)号决议")
    expect(page.get_by_role("main")).to_contain_text("本站尚未收录全文")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("第2553(2020)号决议")
