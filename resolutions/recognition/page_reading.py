"""Recognition of one page by an engine: turned upright before, without noise and with mended symbols afterwards."""

from dataclasses import replace

from resolutions.recognition.engine import Engine, PageReading
from resolutions.recognition.noise import remove_noise
from resolutions.recognition.slips import mend_symbols
from resolutions.recognition.upright_pictures import turn_upright
from resolutions.sources import PageImage


def read_page(engine: Engine, image: PageImage, number: int, script: str = "") -> PageReading:
    """Return the lines of page ``number``; ``script`` is that of the page before. Raises RecognitionError."""
    upright, angle = turn_upright(image)
    reading = engine.recognize(upright, number, script)
    lines = tuple(map(mend_symbols, remove_noise(reading.page.lines)))
    return replace(reading, page=replace(reading.page, lines=lines, angle=angle))
