"""The original's pages beside the paragraphs: pictures, marks, turning, and what cannot be drawn."""

import re

import pytest

from resolutions.desk import page_images
from resolutions.models import Document, TextLayout
from resolutions.sources import UnreadableFileError
from resolutions.writing.publish import ingest_file
from tests.sources.samples import pdf, word

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(pictures_of_this_test) -> Document:
    """A draft from a PDF of six pages."""
    return ingest_file(pdf("000", "one column"), "2553.pdf", publish=False).document


def address(document: Document, path: str = "change/") -> str:
    return f"/admin/resolutions/document/{document.pk}/{path}"


def marks(page: str) -> list[tuple[int, ...]]:
    """Return x, y, width and height of each mark on the page."""
    return [tuple(map(int, row)) for row in re.findall(r'<rect x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"', page)]


def test_each_paragraph_leads_to_its_page_where_its_lines_are_marked(editor, document):
    page = editor.get(address(document)).content.decode()
    places = re.findall(r'href="\?page=(\d+)&amp;paragraph=(\d+)#n\2"', page)
    assert len(places) == document.paragraphs.count() and {int(number) for number, _ in places} == set(range(1, 7))
    assert "原件第 1 页" in page and "共 6 页" in page and marks(page) == []
    long = document.paragraphs.get(label="PP1")
    shown = editor.get(address(document), {"page": 1, "paragraph": long.order}).content.decode()
    [(x, y, width, height)] = marks(shown)  # one printed line
    assert 1400 < x < 1900 and 1500 < y < 2500 and width > 4000 and 100 < height < 300
    assert f'<li id="n{long.order}" class="shown">' in shown


def test_a_paragraph_over_a_page_turn_is_marked_on_both_pages(editor, document):
    pages = {}
    for paragraph in document.paragraphs.in_reading_order():
        panel = editor.get(address(document, "pages/"), {"paragraph": paragraph.order}).content.decode()
        if "也在第" in panel:
            pages[paragraph.order] = panel
    order, first = next(iter(pages.items()))
    [other] = re.findall(r'data-turn="other"\s+href="[^"]*\?page=(\d+)', first)
    second = editor.get(address(document, "pages/"), {"paragraph": order, "page": other}).content.decode()
    assert marks(first) and marks(second)
    assert max(y for _, y, _, _ in marks(first)) > 8000 and min(y for _, y, _, _ in marks(second)) < 1500


def test_the_picture_is_a_jpeg_that_no_browser_takes_for_a_page(editor, document, monkeypatch):
    answer = editor.get(address(document, "pages/2/"))
    assert answer["Content-Type"] == "image/jpeg" and answer.content.startswith(b"\xff\xd8\xff")
    assert answer["X-Content-Type-Options"] == "nosniff" and "sandbox" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]
    larger = editor.get(address(document, "pages/2/"), {"zoom": 2})
    assert len(larger.content) > 1.5 * len(answer.content)
    monkeypatch.setattr(page_images, "render_page_in_sandbox", lambda *args, **options: pytest.fail("drawn twice"))
    assert editor.get(address(document, "pages/2/")).content == answer.content


@pytest.mark.parametrize("number", ["0", "7", "99999", "9999999"])
def test_a_page_that_is_not_there_is_told(editor, document, number):
    page = editor.get(address(document), {"page": number}).content.decode()
    assert ("没有第" in page) or (number in ("0", "9999999") and "原件第 1 页" in page)
    assert editor.get(address(document, f"pages/{number}/")).status_code == 404


def test_a_page_that_cannot_be_drawn_costs_a_sentence_once(editor, document, monkeypatch):
    calls = []

    def fail(*args, **options):
        calls.append(args)
        raise UnreadableFileError("读取程序意外停止。")

    monkeypatch.setattr(page_images, "render_page_in_sandbox", fail)
    for _ in range(2):
        page = editor.get(address(document)).content.decode()
        assert "这一页没有画出来：读取程序意外停止。" in page and "<img" not in page
    assert len(calls) == 1


def test_a_word_file_shows_its_text_and_a_text_without_places_says_so(editor, document):
    other = ingest_file(word("002"), "letter.docx", publish=False).document
    page = editor.get(address(other)).content.decode()
    assert 'id="original"' not in page and '<ol class="lines"' in page
    for path in ("pages/", "pages/1/"):
        assert editor.get(address(other, path)).status_code == 404
    TextLayout.objects.all().delete()
    assert "没有记下位置" in editor.get(address(document)).content.decode()
    ingest_file(pdf("000", "one column"), "2553.pdf", publish=False)  # the same text, read again
    assert "选一段" in editor.get(address(document)).content.decode()
