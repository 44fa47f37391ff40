"""Fifteen questions of a researcher, each asked from the front page, with the number of clicks that the answer takes.

Following a link, pressing a button and sending a form count as one click each; typing does not count.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Error, Locator, Page, expect

pytestmark = pytest.mark.browser
SELECT_WORDS = """(paragraph, words) => {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const at = walker.currentNode.data.indexOf(words);
        if (at < 0) continue;
        getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + words.length);
        return;
    }
}"""


@dataclass(slots=True)
class Reader:
    """A reader before a page; ``clicks`` counts from the front page on."""

    page: Page
    clicks: int = 0

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    def click(self, target: Locator) -> None:
        self.clicks += 1
        target.first.click()

    def follow(self, name: str | re.Pattern, within: Locator | None = None) -> None:
        self.click((within or self.main).get_by_role("link", name=name, exact=isinstance(name, str)))

    def choose_section(self, name: str) -> None:
        self.follow(name, self.page.get_by_role("navigation", name="栏目"))

    def send(self, label: str, words: str) -> None:
        """Type into a box and press Enter."""
        self.clicks += 1
        box = self.page.get_by_label(label, exact=True)
        box.fill(words)
        box.press("Enter")

    def look_up(self, words: str) -> None:
        self.send("按文号或词语检索", words)

    def look_up_stub(self, words: str) -> None:
        """Look up a document without text; the results page has a link to it."""
        self.look_up(words)
        self.click(self.page.locator(".direct a.stub"))

    def fetch(self, name: str) -> str:
        """Open the address of a link that leads to a file, and return the file."""
        self.clicks += 1
        link = self.main.get_by_role("link", name=name, exact=True).first
        response = self.page.request.get(link.evaluate("link => link.href"))
        assert response.ok
        return response.text()

    def expect_heading(self, words: str | re.Pattern) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(words)

    def expect_words(self, words: str | re.Pattern) -> None:
        expect(self.main).to_contain_text(words)


def find_by_a_symbol_in_full_width(reader: Reader) -> None:
    reader.look_up("ｓ／ｒｅｓ／２５５３（２０２０）")
    reader.expect_heading("第2553(2020)号决议")


def find_by_a_number_in_traditional_characters(reader: Reader) -> None:
    reader.look_up("第2553號決議")
    reader.expect_heading("第2553(2020)号决议")


def find_a_topic(reader: Reader) -> None:
    reader.look_up("安全部門改革")
    reader.follow("第12段")
    expect(reader.page.locator("#op12")).to_be_in_viewport()


def list_all_of_one_country(reader: Reader) -> None:
    reader.choose_section("浏览")
    reader.follow("中非共和国局势")
    reader.expect_words("共 40 份，日期新者在前")


def follow_a_citation(reader: Reader) -> None:
    reader.follow("第2553(2020)号决议")
    reader.follow(re.compile("2151"), reader.page.locator("#pp2"))
    reader.expect_heading("第2151(2014)号决议")
    expect(reader.main.get_by_role("link", name="正式文本").first).to_have_attribute(
        "href", re.compile(r"docs\.un\.org")
    )


def see_who_cites_a_paragraph(reader: Reader) -> None:
    reader.look_up("2553")
    reader.follow(re.compile("第12段被引"))
    reader.expect_words("引第12、14段")


def see_who_cites_with_one_verb(reader: Reader) -> None:
    reader.look_up_stub("2151")
    reader.follow("引用本文件的文件")
    reader.follow(re.compile("^回顾"))
    reader.expect_words("符合条件的有 2 份文件 2 次")


def compare_with_another_resolution(reader: Reader) -> None:
    reader.look_up("2594")
    reader.follow("比较")
    reader.click(reader.main.get_by_role("link", name="与第2594(2021)号决议比较"))
    reader.expect_words("文件二")
    expect(reader.main.locator("ins, del").first).to_be_attached()


def see_the_line_of_a_mandate(reader: Reader) -> None:
    reader.look_up_stub("2446")
    reader.follow("第2399(2018)号决议")
    reader.expect_heading("第2399(2018)号决议")


def trace_a_phrase(reader: Reader) -> None:
    reader.choose_section("措辞溯源")
    reader.send("措辞", "决定继续处理")
    reader.expect_words("使用这一措辞")


def trace_selected_words(reader: Reader) -> None:
    reader.look_up("2553")
    reader.page.locator("#op12").evaluate(SELECT_WORDS, "安全部门改革")
    reader.follow("措辞溯源", reader.page.get_by_role("toolbar", name="所选文字"))
    reader.expect_heading("措辞溯源：“安全部门改革”")
    reader.expect_words("5 份文件")


def cite_a_paragraph(reader: Reader) -> None:
    reader.look_up("2553")
    reader.page.locator("#op12").hover()
    reader.click(reader.page.locator("#op12 .handle"))
    reader.click(reader.page.get_by_role("group", name="第12段").get_by_role("button", name="复制引文"))
    expect(reader.page.get_by_role("status").filter(has_text="已复制")).to_be_attached()
    assert reader.page.evaluate("navigator.clipboard.readText()").endswith("S/RES/2553(2020)，第12段")


def take_one_document_to_zotero(reader: Reader) -> None:
    reader.look_up("2553")
    expect(reader.page.locator("link[rel=unapi-server]")).to_be_attached()
    reader.click(reader.page.locator(".sources > summary"))
    assert "S/RES/2553(2020)" in reader.fetch("RIS")


def take_a_list_to_zotero(reader: Reader) -> None:
    reader.follow(re.compile(r"^2020\s+\d+\s*，\s*全文"))
    assert reader.page.locator("abbr.unapi-id").count() > 50
    assert reader.fetch("RIS").count("TY  - ") == 97


def list_a_year(reader: Reader) -> None:
    reader.follow(re.compile(r"^2017\s+\d+\s*，\s*全文"))
    reader.follow("第2382(2017)号决议")
    reader.expect_heading("第2382(2017)号决议")


def see_who_acts_under_chapter_seven(reader: Reader) -> None:
    reader.choose_section("宪章")
    reader.follow(re.compile("^第七章"))
    reader.expect_words("第七章")
    expect(reader.main.locator("blockquote").first).to_contain_text("第七章")


def list_resolutions_with_votes_against(reader: Reader) -> None:
    reader.choose_section("浏览")
    reader.follow("未获一致赞成的决议")
    reader.follow("有反对票的")
    reader.expect_words(re.compile(r"第\d+\(\d{4}\)号决议"))


def find_a_statement(reader: Reader) -> None:
    reader.look_up_stub("S/PRST/2020/1")
    reader.expect_heading(re.compile(r"S/PRST/2020/1"))
    reader.expect_words("份文件引用")


def read_a_letter(reader: Reader) -> None:
    reader.choose_section("浏览")
    reader.follow(re.compile("^信件"))
    reader.follow(re.compile("^2017年10月3日"))
    expect(reader.page.locator("article .text")).to_be_visible()


def subscribe_to_new_citations(reader: Reader) -> None:
    reader.look_up_stub("2151")
    reader.follow("引用本文件的文件")
    assert reader.fetch("Atom 订阅").count("<entry>") == 5


SESSIONS: list[tuple[Callable[[Reader], None], int]] = [
    (find_by_a_symbol_in_full_width, 1),
    (find_by_a_number_in_traditional_characters, 1),
    (find_a_topic, 2),
    (list_all_of_one_country, 2),
    (follow_a_citation, 2),
    (see_who_cites_a_paragraph, 2),
    (see_who_cites_with_one_verb, 4),
    (compare_with_another_resolution, 3),
    (see_the_line_of_a_mandate, 3),
    (trace_a_phrase, 2),
    (trace_selected_words, 2),
    (cite_a_paragraph, 3),
    (take_one_document_to_zotero, 3),
    (take_a_list_to_zotero, 2),
    (list_a_year, 2),
    (see_who_acts_under_chapter_seven, 2),
    (list_resolutions_with_votes_against, 3),
    (find_a_statement, 2),
    (read_a_letter, 3),
    (subscribe_to_new_citations, 4),
]


def test_every_session_ends_with_its_answer_in_few_clicks(open_page):
    page = open_page("/", permissions=["clipboard-read", "clipboard-write"])
    problems = []
    for session, most in SESSIONS:
        page.goto("/")
        reader = Reader(page)
        try:
            session(reader)
        except (AssertionError, Error) as error:
            problems.append(f"{session.__name__} at {page.url}: {str(error)[:400]}")
        if reader.clicks > most:
            problems.append(f"{session.__name__}: {reader.clicks} clicks, {most} expected at most")
    assert not problems, "\n\n".join(problems)
