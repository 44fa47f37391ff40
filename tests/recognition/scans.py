"""Scanned samples: PDF files of pictures, and the recognised lines that a perfect engine would give of them."""

import io
import math
import random
from functools import cache

import pypdfium2
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from resolutions.sources.pdf.glyph_rows import GlyphRow, read_rows
from resolutions.sources.pdf.pages import PageContent, read_pages
from resolutions.sources.recognized_page import RecognizedCharacter, RecognizedLine, RecognizedPage

DPI = 300


@cache
def scanned(pdf: bytes, dpi: int = DPI, skew: float = 0.0, noise: float = 0.0) -> bytes:
    """Return the pages of ``pdf`` as pictures, turned by ``skew`` degrees, with a share ``noise`` of wrong pixels."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for page in pypdfium2.PdfDocument(pdf):
        canvas.setPageSize(page.get_size())
        picture = soil(page.render(scale=dpi / 72, grayscale=True).to_pil(), skew, noise)
        canvas.drawImage(ImageReader(picture), 0, 0, *page.get_size())
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def soil(picture: Image.Image, skew: float, noise: float) -> Image.Image:
    """Return a picture as a scanner gives it of a bad copy: askew, with dots, in black and white."""
    if skew:
        picture = picture.rotate(-skew, Image.Resampling.BICUBIC, fillcolor=255)
    if noise:
        draw = random.Random(1)
        dots = picture.load()
        for _ in range(round(noise * picture.width * picture.height)):
            at = draw.randrange(picture.width), draw.randrange(picture.height)
            dots[at] = 255 if dots[at] < 128 else 0
        picture = picture.point(lambda value: 255 if value > 150 else 0)
    return picture


def perfect_pages(pdf: bytes, skew: float = 0.0, jitter: float = 0.0) -> list[RecognizedPage]:
    """Return the lines of ``pdf`` as an engine gives them, turned by ``skew`` degrees.

    Their sizes are wrong by up to the share ``jitter``.
    """
    draw = random.Random(1)

    def recognize(row: GlyphRow, page: PageContent) -> RecognizedLine:
        return _line(row, page, math.radians(skew), 1 + draw.uniform(-jitter, jitter))

    return [
        RecognizedPage(
            page.number,
            round(page.width * DPI / 72),
            round(page.height * DPI / 72),
            tuple(recognize(row, page) for row in read_rows(page.glyphs)),
        )
        for page in read_pages(pdf)
    ]


def _line(row: GlyphRow, page: PageContent, angle: float, wrong: float) -> RecognizedLine:
    scale = DPI / 72

    def pixel(x: float, y: float) -> tuple[float, float]:
        across, up = x - page.width / 2, y - page.height / 2
        turned = across * math.cos(angle) + up * math.sin(angle), up * math.cos(angle) - across * math.sin(angle)
        return (turned[0] + page.width / 2) * scale, (page.height / 2 - turned[1]) * scale

    characters = tuple(
        RecognizedCharacter(glyph.text, pixel(glyph.x0, row.y)[0], pixel(glyph.x1, row.y)[0]) for glyph in row.glyphs
    )
    (_, left), (_, right) = pixel(row.x0, row.y), pixel(row.x1, row.y)
    return RecognizedLine(characters, left, right, 0.92 * row.size * scale * wrong)
