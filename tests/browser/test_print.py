"""Pages printed by Chromium to PDF, read again with their positions."""

import re

import pypdfium2
import pytest

pytestmark = pytest.mark.browser
A4_WIDTH, MARGIN = 595, 40  # points
PAGES = {
    "/S/RES/2553(2020)": "强调指出联合国相关机构根据授权",
    "/texts/repertoire-35-36": "会议记录",
    "/compare?a=S/RES/2553(2020)&b=S/RES/2594(2021)": "措辞比较",
    "/years/2020": "第2553(2020)号决议",
}
NOT_PRINTED = ("〔", "复制", "被引 1", "引文图", "跳到", "导出", "/S/RES/2151")


def read_pdf(data: bytes) -> tuple[str, list[float]]:
    """Return the text and the right ends of its characters, in points."""
    text, ends = "", []
    for page in pypdfium2.PdfDocument(data):
        part = page.get_textpage()
        text += part.get_text_range() + "\n"
        ends += [part.get_charbox(number)[2] for number in range(part.count_chars())]
    return text, ends


def test_a_printed_page_has_the_text_and_its_origin_and_nothing_of_the_site(open_page):
    page = open_page("/")
    for address, words in PAGES.items():
        page.goto(address)
        text, ends = read_pdf(page.pdf(format="A4"))
        flat = re.sub(r"\s", "", text)
        assert words in flat, address
        assert max(ends) <= A4_WIDTH - MARGIN, address
        assert not [sign for sign in NOT_PRINTED if sign in text], address
        assert re.search(r"安理会决议文库http://[^年]+20\d\d年\d+月\d+日打印", flat), address


def test_a_printed_comparison_has_two_columns(open_page):
    page = open_page("/compare?a=S/RES/2553(2020)&b=S/RES/2594(2021)")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 900})
    left, right = (page.locator(f".compared tbody tr td:nth-child({column})").first.bounding_box() for column in (1, 2))
    assert left["y"] == right["y"] and left["x"] + left["width"] <= right["x"] + 1
