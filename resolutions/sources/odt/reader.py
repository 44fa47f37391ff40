"""Reader of a whole OpenDocument text: its text in the printed layout. Runs in the sandbox."""

from resolutions.sources.extracted_text import ExtractedText, UnreadableFileError
from resolutions.sources.odt.body import OdtWalker
from resolutions.sources.odt.list_numbering import OdtNumbering
from resolutions.sources.odt.names import Element, odf_name
from resolutions.sources.odt.package import DAMAGED_MESSAGE, open_odt
from resolutions.sources.odt.styles import OdtStyles
from resolutions.sources.office.headers import print_headers
from resolutions.sources.office.paragraphs import print_paragraph
from resolutions.sources.printed_layout import PrintedBlock, render_layout
from resolutions.sources.text_size import require_line_count


def read_odt(data: bytes) -> ExtractedText:
    """Read the bytes of an ODT, OTT or FODT. Raises UnreadableFileError with the reason in Chinese."""
    parts = open_odt(data)
    styles = OdtStyles(parts)
    body = parts.content.find(f"{odf_name('office:body')}/{odf_name('office:text')}")
    if body is None:
        raise UnreadableFileError(DAMAGED_MESSAGE)
    blocks = _read_headers(styles, body)
    walker = OdtWalker(styles, OdtNumbering(styles))
    for paragraph in walker.iter_paragraphs(body):
        blocks += print_paragraph(paragraph, walker.read_note)
        require_line_count(len(blocks))
    text = render_layout(blocks)
    if not text.strip():
        raise UnreadableFileError("这个 OpenDocument 文件里没有可以读取的文字。")
    return ExtractedText(text, tuple(walker.links))


def _read_headers(styles: OdtStyles, body: Element) -> list[PrintedBlock]:
    page = styles.find_master_page(body)
    if page is None:
        return []
    first, running = (
        [line for name in names for header in page.iterchildren(odf_name(name)) for line in _lines(styles, header)]
        for names in (("style:header-first",), ("style:header", "style:header-left"))
    )
    has_own_first_page = any(True for _ in page.iterchildren(odf_name("style:header-first")))
    return print_headers(first if has_own_first_page else running, running, has_own_first_page=has_own_first_page)


def _lines(styles: OdtStyles, header: Element) -> list[str]:
    walker = OdtWalker(styles, OdtNumbering(styles), has_tables=False)
    lines = (line for paragraph in walker.iter_paragraphs(header) for line in paragraph.text.split("\n"))
    return [line.strip() for line in lines if line.strip()]
