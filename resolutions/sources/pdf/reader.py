"""Reader of a whole PDF: text in the printed layout, addresses of links, warnings."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from resolutions.sources.extracted_text import UNREAD_SCANS, ExtractedText, UnreadableFileError
from resolutions.sources.pdf.columns import read_columns
from resolutions.sources.pdf.glyph_rows import read_rows
from resolutions.sources.pdf.letterhead import letterhead_blocks, rules_below, split_letterhead
from resolutions.sources.pdf.page_furniture import remove_page_furniture
from resolutions.sources.pdf.page_table import remove_table_text
from resolutions.sources.pdf.pages import PageContent, read_pages
from resolutions.sources.pdf.paragraph_flow import build_blocks
from resolutions.sources.pdf.recognized_glyphs import add_recognized_pages
from resolutions.sources.pdf.ruled_tables import find_tables
from resolutions.sources.pdf.tagged_reading import read_tagged_blocks
from resolutions.sources.printed_layout import PrintedBlock, place_text, render_layout
from resolutions.sources.recognized_page import RecognizedPage

_FEWEST = 20  # characters of a page with text
_UNMAPPED_SHARE = 0.1  # of all characters, from which the text is unreadable


@dataclass(frozen=True, slots=True)
class PageWords:
    """Sentences on a file that has no text, and on one in whose pictures none was recognised."""

    only_pictures: str
    unrecognized: str


SCANS = PageWords(
    "这份 PDF 像是扫描件：只有图片，没有文字层，取不出文字。请提供带文字层的 PDF、DOCX 或纯文本。",
    "这份 PDF 是扫描件，机器没有从图片里认出文字。请提供更清楚的扫描件，或带文字层的 PDF、DOCX、纯文本。",
)
PICTURES = PageWords(
    "这是图片，没有文字层，取不出文字。请提供带文字层的 PDF、DOCX 或纯文本。",
    "机器没有从这份图片里认出文字。请提供更清楚、端正的图片，或带文字层的 PDF、DOCX、纯文本。",
)


def read_pdf(data: bytes, recognized: Iterable[RecognizedPage] = ()) -> ExtractedText:
    """Read the bytes of a PDF; a page that is a picture takes its text from ``recognized``.

    Raises UnreadableFileError with the reason when no text can be read.
    """
    return read_contents(list(read_pages(data)), recognized, SCANS)


def read_contents(pages: list[PageContent], recognized: Iterable[RecognizedPage], words: PageWords) -> ExtractedText:
    """Read pages of any origin; one that is a picture takes its text from ``recognized``.

    ``words`` name the file in the sentences. Raises UnreadableFileError when no text can be read.
    """
    silent = _find_silent(pages)
    by_number = {page.number: page for page in recognized if page.number in silent}
    pages = add_recognized_pages(pages, by_number)
    pictures = [page.number for page in pages if page.has_picture and page.number in set(silent) - by_number.keys()]
    if len(_find_silent(pages)) == len(pages):
        raise UnreadableFileError(_nothing(pages, words, was_recognized=bool(by_number)), tuple(pictures))
    characters = sum(len(page.glyphs) for page in pages)
    if sum(page.unmapped_count for page in pages) > _UNMAPPED_SHARE * characters:
        raise UnreadableFileError(
            "这份 PDF 的字体没有说明文字编码，取不出可读的文字。请提供可以复制文字的 PDF、DOCX 或纯文本。"
        )
    blocks, torn = read_tagged_blocks(pages), list[int]()
    if blocks is None:
        blocks, torn = read_positioned_blocks(pages)
    links = tuple(link for page in pages for link in page.links)
    places = tuple(place_text(blocks, [page.view for page in pages]))
    return ExtractedText(
        render_layout(blocks),
        links,
        tuple(_warnings(pages, pictures, sorted(by_number), torn)),
        places,
        tuple(pictures),
        tuple(sorted(by_number)),
    )


def _find_silent(pages: Sequence[PageContent]) -> list[int]:
    """Return the numbers of the pages that hold nearly no characters: pictures and empty pages."""
    return [page.number for page in pages if len(page.glyphs) < _FEWEST and (page.has_picture or not page.glyphs)]


def read_positioned_blocks(pages: Sequence[PageContent]) -> tuple[list[PrintedBlock], list[int]]:
    """Return paragraphs, tables and notes, derived from the positions of the characters.

    Also return the numbers of the pages with columns or a table that were not recognised.
    """
    rows = [read_rows(page.glyphs) for page in pages]
    letterhead, rows[0] = split_letterhead(rows[0], pages[0].rules)
    first = replace(pages[0], rules=rules_below(pages[0].rules, letterhead))
    tables = find_tables([first, *pages[1:]], rows)
    text = [remove_table_text(*page) for page in zip(remove_page_furniture(rows, tables), tables, strict=True)]
    columns = read_columns(text, tables)
    torn = sorted({pages[column.page].number for column in columns if column.is_torn})
    return letterhead_blocks(letterhead) + build_blocks(columns), torn


def _nothing(pages: list[PageContent], words: PageWords, *, was_recognized: bool) -> str:
    if was_recognized:
        return words.unrecognized
    return words.only_pictures if any(page.has_picture for page in pages) else "这份 PDF 里没有可以读取的文字。"


def _warnings(pages: list[PageContent], pictures: list[int], recognized: list[int], torn: list[int]) -> Iterator[str]:
    if recognized:
        yield f"第 {_names(recognized)} 页是扫描的图片，文字由机器识别，请对照原件逐字核对。"
    if pictures:
        yield f"第 {_names(pictures)} {UNREAD_SCANS}（像是扫描），这些页没有读取。"
    if unread := [page.number for page in pages if page.unread_count]:
        count = sum(page.unread_count for page in pages)
        yield f"第 {_names(unread)} 页有 {count} 个字与正文方向不同（如印章、水印、横排表格），没有读取，请核对原件。"
    if turned := [page.number for page in pages if page.is_turned]:
        yield f"第 {_names(turned)} 页有与正文方向不同的文字（如横排表格），排在该页其余文字之后，请对照原件核对次序。"
    if torn:
        yield f"第 {_names(torn)} 页有没有认出的分栏或表格，文字的次序可能有误，请对照原件。"


def _names(numbers: list[int]) -> str:
    return "、".join(map(str, dict.fromkeys(numbers)))
