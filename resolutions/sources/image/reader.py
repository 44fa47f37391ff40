"""Reader of a picture: its text is that which a program recognised, laid out as that of a scanned PDF."""

from collections.abc import Iterable

from resolutions.sources.extracted_text import ExtractedText
from resolutions.sources.image.frames import Frames
from resolutions.sources.pdf.pages import PageContent
from resolutions.sources.pdf.reader import PICTURES, read_contents
from resolutions.sources.recognized_page import RecognizedPage
from resolutions.sources.text_places import PageView

_POINTS_ACROSS = 595.0  # width of A4
_LANDSCAPE_POINTS = 842.0


def read_image(data: bytes, recognized: Iterable[RecognizedPage] = ()) -> ExtractedText:
    """Read a picture with the text of ``recognized``. Raises UnreadableFileError with the reason and the pages left."""
    pages = []
    for number, (width, height) in enumerate(Frames(data).sizes(), 1):
        points = _POINTS_ACROSS if width <= height else _LANDSCAPE_POINTS
        size = points, points * height / width
        view = PageView(number, (1 / size[0], 0.0, 0.0, 0.0, -1 / size[1], 1.0))
        pages.append(PageContent(number, *size, (), (), (), has_picture=True, view=view))
    return read_contents(pages, recognized, PICTURES)
