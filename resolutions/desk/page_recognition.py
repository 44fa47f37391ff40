"""Recognition of one page of a stored file."""

from collections.abc import Iterable, Iterator

from resolutions.recognition.engine import DPI, Engine, RecognitionError
from resolutions.recognition.page_reading import read_page
from resolutions.sources import ScannedFileError, UnreadableFileError, render_page_in_sandbox
from resolutions.writing.page_recognition import extract_stored_text, last_script, store_page

_RENDER_SECONDS = 60


def find_scanned_pages(data: bytes, name: str) -> tuple[int, ...]:
    """Return the numbers of the pages that are pictures and have not been recognised. Raises SourceError."""
    try:
        return extract_stored_text(data, name).scanned_pages
    except ScannedFileError as error:
        return error.pages


def recognize_pages(engine: Engine, data: bytes, sha256: str, numbers: Iterable[int]) -> Iterator[tuple[int, str]]:
    """Recognise pages one by one; yield the number of each and what became of it."""
    for number in numbers:
        yield number, recognize_page(engine, data, sha256, number)


def recognize_page(engine: Engine, data: bytes, sha256: str, number: int) -> str:
    """Recognise a page and store its lines; return what became of it, for the log.

    A page that cannot be drawn or recognised is left out.
    """
    try:
        image = render_page_in_sandbox(data, number, dpi=DPI, timeout=_RENDER_SECONDS)
        reading = read_page(engine, image, number, last_script(sha256))
    except (UnreadableFileError, RecognitionError) as error:
        return f"第 {number} 页没有认出：{error}"
    store_page(sha256, reading.page, engine=engine.name, script=reading.script)
    characters = sum(len(line.characters) for line in reading.page.lines)
    doubtful = sum(character.is_doubtful for line in reading.page.lines for character in line.characters)
    return f"第 {number} 页：{characters} 字，其中 {doubtful} 字存疑。"
