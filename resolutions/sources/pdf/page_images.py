"""Picture of one page of a PDF as displayed, drawn with PDFium."""

import io
import math

import pypdfium2
from PIL import JpegImagePlugin  # noqa: F401  # registers the writer before the sandbox closes

from resolutions.sources.extracted_text import UnreadableFileError
from resolutions.sources.pdf.pages import open_document

MAX_PIXELS = 24_000_000  # A4 at 400 dpi has 15 million
_MOST_ACROSS = 6.0  # heights in a width, and widths in a height; a longer strip is no page
_POINTS_PER_INCH = 72
_JPEG_QUALITY = 80


def render_page(data: bytes, page: int, width: int = 0, dpi: int = 0) -> tuple[bytes, int, int, int]:
    """Return picture, width and height in pixels, and the number of pages; ``page`` counts from 1.

    With ``width`` the picture is a JPEG in colour, with ``dpi`` the grey pixels alone. A page that is too large gets
    fewer pixels. Raises UnreadableFileError.
    """
    document = open_document(data)
    if not 1 <= page <= len(document):
        raise UnreadableFileError(f"这份 PDF 没有第 {page} 页。")
    try:
        bitmap = _render(document[page - 1], width, dpi)
    except pypdfium2.PdfiumError as error:
        raise UnreadableFileError(f"第 {page} 页已损坏，画不出来。") from error
    if dpi:
        return bitmap.to_numpy().tobytes(), bitmap.width, bitmap.height, len(document)
    buffer = io.BytesIO()
    bitmap.to_pil().save(buffer, "JPEG", quality=_JPEG_QUALITY)
    return buffer.getvalue(), bitmap.width, bitmap.height, len(document)


def _render(page: pypdfium2.PdfPage, width: int, dpi: int) -> pypdfium2.PdfBitmap:
    across, up = page.get_size()
    if not (across > 1 and up > 1 and 1 / _MOST_ACROSS < across / up < _MOST_ACROSS):
        raise UnreadableFileError("这一页的尺寸异常，没有画出。请看原件。")
    scale = dpi / _POINTS_PER_INCH if dpi else width / across
    scale = min(scale, math.sqrt(MAX_PIXELS / (across * up)))
    return page.render(scale=scale, grayscale=bool(dpi), rev_byteorder=True)
