"""Recognised lines take the same way as printed ones: columns, paragraphs, notes, and their places on the page."""

import pytest

from resolutions.sources import ScannedFileError, extract_text
from resolutions.sources.recognized_page import RecognizedPage
from resolutions.sources.text_places import count_characters
from resolutions.text import read_document
from tests.recognition.scans import perfect_pages
from tests.sources.samples import pdf, said, scan


def outlines(document) -> list[tuple]:
    """Return label and text without white space of each paragraph."""
    return [paragraph[:2] for paragraph in said(document)]


@pytest.mark.parametrize(
    "number, design, skew, jitter",
    [
        ("000", "one column", -2.5, 0.06),
        ("000", "two columns", 1.0, 0.06),
        ("002", "no indents", -1.0, 0.06),
        ("004", "no gaps", 0.4, 0.1),
    ],
)
def test_a_scan_gives_the_paragraphs_of_its_print(number, design, skew, jitter):
    """The lines are those of the printed file, askew and with sizes that are only estimated."""
    printed = pdf(number, design)
    pages = perfect_pages(printed, skew, jitter)
    source = extract_text(scan(len(pages)), "扫描.pdf", recognized=pages)
    expected = read_document(extract_text(printed, "a.pdf").text)
    assert outlines(read_document(source.text)) == outlines(expected)
    assert source.recognized_pages == tuple(page.number for page in pages) and not source.scanned_pages
    assert "由机器识别" in source.warnings[0]
    assert sum(place.characters for place in source.places) == count_characters(source.text)


def test_the_places_of_a_scan_askew_are_those_of_its_picture():
    """A mark lies on the line as displayed, not on the upright page that was read."""
    printed = pdf("000", "one column")
    straight = extract_text(printed, "a.pdf").places
    pages = perfect_pages(printed, skew=2.0)
    askew = extract_text(scan(len(pages)), "扫描.pdf", recognized=pages).places
    first, last = straight[3], askew[3]
    assert (first.page, first.characters) == (last.page, last.characters)
    # In the upper half of a page turned clockwise, a line begins further right.
    assert 50 < last.left - first.left < 250 and last.top < first.top + 200


def test_a_stored_page_is_the_recognised_one():
    [page] = perfect_pages(pdf("004", "one column"), 1.0)[:1]
    stored = page.to_json()
    assert RecognizedPage.from_json(stored).to_json() == stored
    assert [line.text for line in RecognizedPage.from_json(stored).lines] == [line.text for line in page.lines]


def test_pages_that_nobody_has_recognised_are_named():
    pages = perfect_pages(pdf("000", "one column"))[:2]
    source = extract_text(scan(3), "扫描.pdf", recognized=pages)
    assert (source.scanned_pages, source.recognized_pages) == ((3,), (1, 2))
    with pytest.raises(ScannedFileError, match="像是扫描件") as refusal:
        extract_text(scan(3), "扫描.pdf")
    assert refusal.value.pages == (1, 2, 3)
    empty = [RecognizedPage(number, 100, 100) for number in (1, 2, 3)]
    with pytest.raises(Exception, match="没有从图片里认出文字"):
        extract_text(scan(3), "扫描.pdf", recognized=empty)


def test_a_page_with_a_text_layer_is_not_replaced():
    text = "决定继续积极处理此案，并请秘书长提出报告。安全理事会，"
    pages = perfect_pages(pdf("000", "one column"))[:1]
    source = extract_text(scan(0, text=text), "a.pdf", recognized=pages)
    assert text in source.text and not source.recognized_pages
