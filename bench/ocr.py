"""Character recognition of scanned pages: ``python -m bench.ocr [--engines …] [--pages N] [--quick] [--doubts]``.

Typesets texts, draws their pages at 200 and 300 dpi, straight, askew and with dots in black and white, and recognises
the pictures. Accuracy is the share of the text's characters, without blanks and with folded width, that the reading has
in the same order. ``raw`` is the engine alone, ``read`` the text after turning, removal of noise and the reading of the
layout; without an engine both are 0. ``paragraphs`` are those with the label and nearly the words of the text. Seconds
are of CPU, memory is that of the engine's processes; Tesseract tries three scripts on a first page. ``--doubts`` also
prints how many wrong characters are marked as doubtful. ``--letter`` measures a real scan by a transcription.
"""

import argparse
import difflib
import io
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

import opencc
import psutil
import pypdfium2

from resolutions.recognition.engine import DPI, Engine
from resolutions.recognition.installed_engines import find_engine
from resolutions.recognition.page_reading import read_page
from resolutions.sources import extract_text, render_page_in_sandbox
from resolutions.sources.recognized_page import RecognizedPage
from resolutions.text import read_document
from resolutions.text.fold import fold_variants
from tests.recognition.scans import scanned
from tests.sources.samples import pdf, seed, squeeze
from tests.sources.typeset import Design, pieces_of, typeset

ENGINES = ("none", "tesseract", "rapidocr")
CONDITIONS = [(300, 0.0, 0.0), (300, 1.5, 0.0), (300, 0.0, 0.004), (200, 0.0, 0.0), (200, 1.5, 0.004)]
LETTER = Path(__file__).resolve().parents[1] / "tests/recognition/letter_1991.txt"
_SAMPLE_SECONDS = 0.05
_NEARLY = 0.9  # similarity of a paragraph that was found


@dataclass
class Cost:
    """Seconds of CPU and largest memory in bytes of the child processes meanwhile."""

    seconds: float = 0.0
    memory: int = 0
    _is_over: bool = field(default=False, repr=False)

    def watch(self) -> None:
        """Sample the memory of the children until the measurement is over."""
        while not self._is_over:
            self.memory = max(self.memory, sum(_memory(child) for child in psutil.Process().children(recursive=True)))
            time.sleep(_SAMPLE_SECONDS)

    def end(self) -> None:
        """End the measurement."""
        self._is_over = True


def _memory(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


@contextmanager
def measured() -> Iterator[Cost]:
    """Measure the child processes inside the block."""
    cost, before = Cost(), getrusage(RUSAGE_CHILDREN)
    watcher = threading.Thread(target=cost.watch)
    watcher.start()
    try:
        yield cost
    finally:
        cost.end()
        watcher.join()
        after = getrusage(RUSAGE_CHILDREN)
        cost.seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def traditional_pdf() -> bytes:
    """Return the second sample in traditional characters."""
    convert = opencc.OpenCC("s2t").convert
    pieces = [replace(piece, text=convert(piece.text)) for piece in pieces_of(seed("002"))]
    return typeset(pieces, Design(head="S/2020/1"))


def compare(expected: str, found: str) -> set[int]:
    """Return the offsets in ``found`` of characters that stand in ``expected`` in the same order."""
    blocks = difflib.SequenceMatcher(None, expected, found, autojunk=False).get_matching_blocks()
    return {at for block in blocks for at in range(block.b, block.b + block.size)}


def fold(text: str) -> str:
    """Return the text without blanks, in half-width characters and simplified script."""
    return squeeze(fold_variants(text))


def recognize(engine: Engine | None, data: bytes, pages: int, is_raw: bool) -> tuple[list[RecognizedPage], Cost]:
    """Recognise the first pages; drawing them is not measured."""
    images = [render_page_in_sandbox(data, number, dpi=DPI, timeout=120) for number in range(1, pages + 1)]
    found: list[RecognizedPage] = []
    script = ""
    with measured() as cost:
        for number, image in enumerate(images, 1):
            if engine:
                reading = (engine.recognize if is_raw else lambda *given: read_page(engine, *given))(
                    image, number, script
                )
                script = reading.script
                found.append(reading.page)
    return found, cost


def find_paragraphs(expected: Sequence[tuple[str, str]], found: Sequence[tuple[str, str]]) -> int:
    """Count the expected paragraphs, label and words, that were found with their label."""
    by_label = dict(found)
    return sum(
        difflib.SequenceMatcher(None, text, by_label.get(label, ""), autojunk=False).ratio() > _NEARLY
        for label, text in expected
    )


def outline(data: bytes, recognized: Sequence[RecognizedPage] = ()) -> tuple[str, list[tuple[str, str]]]:
    """Return the text and the paragraphs, label and words, that the portal reads."""
    source = extract_text(data, "a.pdf", recognized=recognized)
    return source.text, [(one.label, fold(one.text)) for one in read_document(source.text).paragraphs]


def print_row(name: str, engine: str, printed: bytes, pages: int, condition: tuple[float, ...], doubts: bool) -> None:
    """Print accuracy, paragraphs and cost of an engine on the first pages of a sample."""
    dpi, skew, noise = condition
    data = scanned(first_pages(printed, pages), round(dpi), skew, noise)
    expected_text, expected = outline(first_pages(printed, pages))
    expected_text = fold(expected_text)
    program = find_engine(engine)
    raw, _ = recognize(program, data, pages, is_raw=True)
    read, cost = recognize(program, data, pages, is_raw=False)
    raw_text = fold("".join(line.text for page in raw for line in page.lines))
    text, found = outline(data, read) if read else ("", [])
    figures = [len(compare(expected_text, one)) / len(expected_text) for one in (raw_text, fold(text))]
    print(
        f"{name:12} {engine:10} {dpi:4.0f} {skew:4.1f} {noise:6.3f}  {figures[0]:7.2%} {figures[1]:7.2%}"
        f"  {find_paragraphs(expected, found):3}/{len(expected):<3}"
        f" {cost.seconds / pages:6.1f} {cost.memory / 2**20:6.0f}",
        flush=True,
    )
    if doubts and read:
        print_doubts(expected_text, read)


def print_doubts(expected: str, pages: Sequence[RecognizedPage]) -> None:
    """Print the share of wrong characters that are marked, and of right ones."""
    marks = [
        (fold(character.text), character.is_doubtful)
        for page in pages
        for line in page.lines
        for character in line.characters
        if not character.text.isspace()
    ]
    right = compare(expected, "".join(text for text, _ in marks))
    wrong = [is_marked for at, (_, is_marked) in enumerate(marks) if at not in right]
    sure = [is_marked for at, (_, is_marked) in enumerate(marks) if at in right]
    print(f"    marked: {sum(wrong)} of {len(wrong)} wrong, {sum(sure)} of {len(sure)} right characters")


def first_pages(data: bytes, count: int) -> bytes:
    """Return a PDF of the first pages."""
    document, part = pypdfium2.PdfDocument(data), pypdfium2.PdfDocument.new()
    part.import_pages(document, list(range(min(count, len(document)))))
    buffer = io.BytesIO()
    part.save(buffer)
    return buffer.getvalue()


def read_transcription() -> dict[int, str]:
    """Return the text of each transcribed page of the letter, by its number."""
    pages = LETTER.read_text("utf-8").split("== ")[1:]
    return {int(page.split("\n", 1)[0]): page.split("\n", 1)[1] for page in pages}


def measure_letter(engine_name: str, data: bytes) -> None:
    """Print a row for each transcribed page: the share of its characters that were read, and seconds of CPU."""
    engine = find_engine(engine_name)
    if engine is None:
        return
    for number, text in read_transcription().items():
        image = render_page_in_sandbox(data, number, dpi=DPI, timeout=120)
        with measured() as cost:
            page = read_page(engine, image, number, "eng").page
        expected, found = squeeze(text), squeeze("".join(line.text for line in page.lines))
        share = len(compare(expected, found)) / len(expected)
        print(
            f"letter page {number:2}  {engine_name:12} {share:.1%} of {len(expected)} characters {cost.seconds:5.1f} s"
        )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--engines", default=",".join(ENGINES), help="none, tesseract, rapidocr")
    parser.add_argument("--pages", type=int, default=2, help="pages of each sample")
    parser.add_argument("--quick", action="store_true", help="one sample, one page")
    parser.add_argument("--doubts", action="store_true", help="print the marks of doubtful characters")
    parser.add_argument(
        "--letter", type=Path, help="1991_scan_letter.pdf: measure pages 1 and 3 by their transcription"
    )
    options = parser.parse_args()
    if options.letter:
        for engine in options.engines.split(","):
            measure_letter(engine, options.letter.read_bytes())
        return
    samples = {"simplified": pdf("000", "one column"), "two columns": pdf("000", "two columns")}
    samples["traditional"] = traditional_pdf()
    if options.quick:
        samples = {"simplified": samples["simplified"]}
    print("text         engine      dpi skew  noise      raw    read  paragraphs  s/page MB")
    for engine in options.engines.split(","):
        for name, printed in samples.items():
            for condition in CONDITIONS if name == "simplified" else CONDITIONS[:1]:
                pages = 1 if options.quick else options.pages
                print_row(name, engine, printed, pages, condition, options.doubts)


if __name__ == "__main__":
    main()
