"""An engine of recognition for tests: it gives the lines of a printed file, and counts the pages."""

from resolutions.recognition.engine import PageReading, RecognitionError
from resolutions.sources import PageImage
from resolutions.sources.recognized_page import RecognizedPage


class FakeEngine:
    """Gives the pages it was made with; ``broken`` are the numbers of pages that it cannot read."""

    name = "tesseract"

    def __init__(self, pages: list[RecognizedPage], broken: tuple[int, ...] = ()) -> None:
        self.pages, self.broken = pages, broken
        self.calls: list[tuple[int, str]] = []

    def find_problem(self) -> str:
        return ""

    def recognize(self, image: PageImage, number: int, script: str = "") -> PageReading:
        self.calls.append((number, script))
        if number in self.broken:
            raise RecognitionError("识别程序意外停止。")
        return PageReading(self.pages[number - 1], "chi_sim")
