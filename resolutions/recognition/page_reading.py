"""Recognition of one page by an engine: turned upright before, without noise and with mended symbols afterwards."""

from dataclasses import replace

from PIL import Image, ImageFilter

from resolutions.recognition.engine import Engine, PageReading
from resolutions.recognition.noise import remove_noise
from resolutions.recognition.slips import mend_symbols
from resolutions.recognition.upright_pictures import turn_upright
from resolutions.sources import PageImage

_POOR = 0.80  # confidence, below which a page is read a second time without its dots
_DOT = 3  # pixels across


def read_page(engine: Engine, image: PageImage, number: int, script: str = "") -> PageReading:
    """Return the lines of page ``number``; ``script`` is that of the page before. Raises RecognitionError."""
    upright, angle = turn_upright(image)
    reading = engine.recognize(upright, number, script)
    if reading.confidence < _POOR:
        cleaned = engine.recognize(remove_dots(upright), number, reading.script)
        reading = max(reading, cleaned, key=lambda one: one.confidence)
    lines = tuple(map(mend_symbols, remove_noise(reading.page.lines)))
    return replace(reading, page=replace(reading.page, lines=lines, angle=angle))


def remove_dots(image: PageImage) -> PageImage:
    """Return the picture without the dots of a bad copy, which are smaller than the strokes of letters."""
    picture = Image.frombytes("L", (image.width, image.height), image.data)
    return replace(image, data=picture.filter(ImageFilter.MedianFilter(_DOT)).tobytes())
