"""Maps from the coordinates of a page of a PDF to the page as displayed: cut, turned and upside down."""

import ctypes

import pypdfium2
import pypdfium2.raw as pdfium

from resolutions.sources.pdf.glyphs import turn_back
from resolutions.sources.text_places import PageView

_DEVICE = 1_000_000  # pixels of an imagined device; PDFium returns whole ones
_FAR = 1000.0  # points between the points that are mapped


def read_view(page: pypdfium2.PdfPage, number: int) -> PageView:
    """Return the view of a page; its rotation and the part of it that is shown are in it."""
    (x0, y0), (x1, y1), (x2, y2) = (_to_device(page, *point) for point in ((0, 0), (_FAR, 0), (0, _FAR)))
    across = ((x1 - x0) / _FAR, (x2 - x0) / _FAR, x0)
    down = ((y1 - y0) / _FAR, (y2 - y0) / _FAR, y0)
    return PageView(number, (*across, *down))


def turn_view(view: PageView, quarter_turns: int) -> PageView:
    """Return the view of text that was turned back by ``quarter_turns``, clockwise."""
    forth = (4 - quarter_turns) % 4
    (x0, y0), (x1, y1), (x2, y2) = (view.locate(*turn_back(*point, forth)) for point in ((0, 0), (1, 0), (0, 1)))
    return PageView(view.number, (x1 - x0, x2 - x0, x0, y1 - y0, y2 - y0, y0))


def _to_device(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[float, float]:
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, _DEVICE, _DEVICE, 0, x, y, across, down)
    return across.value / _DEVICE, down.value / _DEVICE
