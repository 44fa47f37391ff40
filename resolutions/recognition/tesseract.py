"""Tesseract 5, called as a program (https://tesseract-ocr.github.io/tessdoc/Command-Line-Usage.html)."""

import shutil
import subprocess
from functools import cache

from resolutions.recognition.engine import DPI, PageReading, RecognitionError
from resolutions.recognition.grey_map import write_grey_map
from resolutions.recognition.hocr import mean_word_confidence, read_hocr
from resolutions.recognition.limited_process import run_limited
from resolutions.sources import PageImage
from resolutions.sources.recognized_page import RecognizedPage

_PROGRAM = "tesseract"
_SCRIPTS = ("chi_sim", "chi_tra", "eng")  # simplified, traditional, Latin
_MEMORY_BYTES = 2 * 1024**3  # of address space
_GOOD = 0.80  # mean confidence of words, below which a page is tried in the other scripts
_FEWEST = 50  # characters that show a script
_ONE_THREAD = {"OMP_THREAD_LIMIT": "1"}  # more take more time in all, and the machine serves readers meanwhile


class TesseractEngine:
    """Tesseract with the models of the installed languages, on one core."""

    name = "tesseract"

    def find_problem(self) -> str:
        """Return the reason in English why Tesseract cannot run here."""
        if not shutil.which(_PROGRAM):
            return "The program tesseract is not installed (Debian: apt install tesseract-ocr tesseract-ocr-chi-sim)."
        if "chi_sim" not in _installed_languages():
            return "Tesseract lacks its model for Chinese (Debian: apt install tesseract-ocr-chi-sim)."
        return ""

    def recognize(self, image: PageImage, number: int, script: str = "") -> PageReading:
        """Recognise a page in ``script``, or where that reads badly in each, and keep the best reading."""
        grey_map = write_grey_map(image)
        installed = [name for name in _SCRIPTS if name in _installed_languages()]
        readings: dict[str, tuple[float, bytes]] = {}
        for name in sorted(installed, key=lambda name: name != script):
            hocr = _run(grey_map, name)
            count, confidence = mean_word_confidence(hocr)
            readings[name] = confidence, hocr
            if name == script and (confidence > _GOOD or count < _FEWEST):
                break
        if not readings:
            raise RecognitionError("识别程序没有中文的字库。")
        best = max(readings, key=lambda name: readings[name][0])
        lines = tuple(read_hocr(readings[best][1]))
        shown = best if sum(len(line.characters) for line in lines) >= _FEWEST else script
        return PageReading(RecognizedPage(number, image.width, image.height, lines), shown, readings[best][0])


def _run(grey_map: bytes, language: str) -> bytes:
    options = ["--dpi", str(DPI), "-l", language, "-c", "hocr_char_boxes=1", "hocr"]
    return run_limited([_PROGRAM, "stdin", "stdout", *options], grey_map, _MEMORY_BYTES, _ONE_THREAD)


@cache
def _installed_languages() -> frozenset[str]:
    """Return the names of the models that are installed; read once."""
    listed = subprocess.run([_PROGRAM, "--list-langs"], capture_output=True, text=True, timeout=30, check=False)
    return frozenset(listed.stdout.split())
