"""The five texts typeset once as PDF and Word files, and a comparison of two readings of one text."""

import io
from functools import cache
from pathlib import Path

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from resolutions.text import read_document
from resolutions.text.parsed import ParsedDocument, ParsedParagraph
from tests.sources.typeset import FONT, Design, pieces_of, typeset
from tests.sources.wordfile import word_file

TEXTS = {path.name[:3]: path for path in (Path(__file__).parents[2] / "fixtures/texts").glob("*.txt")}
DESIGNS = {
    "one column": Design(head="S/RES/2553(2020)", foot="20-16543"),
    "two columns": Design(columns=2, size=9.5, leading=14, spacing=4, rule="underscores", head="安全理事会惯例汇辑"),
    "no indents": Design(indent=0, spacing=8, block_indent=2, justify=False, rule="none"),
    "no gaps": Design(spacing=0, head="S/2017/900"),
}


@cache
def seed(number: str) -> ParsedDocument:
    return read_document(TEXTS[number].read_text())


@cache
def pdf(number: str, design: str) -> bytes:
    return typeset(pieces_of(seed(number)), DESIGNS[design])


@cache
def word(number: str) -> bytes:
    return word_file(seed(number), pieces_of(seed(number)))


def said(document: ParsedDocument) -> list[tuple]:
    """Return label, text without white space, citations and cells of every paragraph."""
    return [_said(paragraph) for paragraph in document.paragraphs]


def _said(paragraph: ParsedParagraph) -> tuple:
    cited = tuple((c.target, c.paragraphs, c.verb) for c in paragraph.citations)
    rows = tuple((row.role, *(squeeze(paragraph.text[c.start : c.end]) for c in row.cells)) for row in paragraph.rows)
    return paragraph.label, squeeze(paragraph.text), cited, rows


def squeeze(text: str) -> str:
    return "".join(text.split())


def scan(pages: int, text: str = "") -> bytes:
    """Return a PDF of pages that are pictures, and a last page with ``text`` if given."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    picture = ImageReader(Image.new("L", (60, 80), 200))
    for _ in range(pages):
        canvas.drawImage(picture, 0, 0, 595, 842)
        canvas.showPage()
    if text:
        canvas.setFont(FONT, 12)
        canvas.drawString(80, 700, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()
