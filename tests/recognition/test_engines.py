"""Engines of recognition: the choice of the operator, their output, and a page through Tesseract where it is there."""

import os
import shutil

import pytest

from portal.apps import check_recognition_engine
from resolutions.recognition import rapidocr_engine, tesseract
from resolutions.recognition.engine import DPI, PageReading, RecognitionError
from resolutions.recognition.grey_map import read_grey_map, write_grey_map
from resolutions.recognition.hocr import mean_word_confidence, read_hocr
from resolutions.recognition.installed_engines import find_engine, find_engine_problem
from resolutions.recognition.limited_process import run_limited
from resolutions.recognition.noise import remove_noise
from resolutions.recognition.page_reading import read_page
from resolutions.recognition.slips import mend_symbols
from resolutions.recognition.upright_pictures import turn_upright
from resolutions.sources import PageImage, extract_text, render_page_in_sandbox
from resolutions.sources.recognized_page import RecognizedCharacter, RecognizedLine, RecognizedPage
from resolutions.text import read_document
from tests.recognition.scans import scanned
from tests.sources.samples import pdf, squeeze

needs_tesseract = pytest.mark.skipif(
    bool(find_engine_problem("tesseract")) and os.environ.get("REQUIRE_OCR") != "1",
    reason="Tesseract or its model for Chinese is not installed",
)
WORD = "<span class='ocrx_word' title='bbox 0 0 9 9; x_wconf {}'>{}</span>"
CHARACTER = "<span class='ocrx_cinfo' title='x_bboxes {} 0 {} 9; x_conf {}'>{}</span>"


def hocr_line(*words: tuple[int, str, float]) -> bytes:
    """Return hOCR of a line that falls by 5 in 100 pixels; words are confidence, text and that of the characters."""
    at, spans = 0, []
    for confidence, text, own in words:
        spans.append(
            WORD.format(confidence, "".join(CHARACTER.format(at + i, at + i + 1, own, c) for i, c in enumerate(text)))
        )
        at += len(text) + 2
    line = "<span class='ocr_line' title='bbox 0 80 100 125; baseline 0.05 -5'>{}</span>"
    return f"<html><body><p>{line.format(''.join(spans))}</p></body></html>".encode()


def line_of(text: str, doubtful: str = "") -> RecognizedLine:
    characters = (RecognizedCharacter(c, at, at + 1, c in doubtful) for at, c in enumerate(text))
    return RecognizedLine(tuple(characters), 10, 10, 8)


def test_hocr_gives_characters_baseline_and_doubts():
    hocr = hocr_line((96, "决议", 99.1), (20, "完", 99.0), (90, "S/RES", 98.0), (90, "678", 60.0))
    [line] = read_hocr(hocr)
    assert line.text == "决议完S/RES 678"
    assert [c.text for c in line.characters if c.is_doubtful] == ["完", "6", "7", "8"]
    assert (line.bottom_left, line.bottom_right, line.size) == (120.0, 125.0, 40.0)
    assert mean_word_confidence(hocr) == (11, pytest.approx(0.74))
    for broken in (b"<html></html>", b"<html><span class='ocr_line' title='x'>", hocr[:200]):
        assert list(read_hocr(broken)) == [] or broken == hocr[:200]


@pytest.mark.parametrize(
    "text, doubtful, stays",
    [
        ("eee Es", "eEs", False),  # an emblem
        ("—", "", False),
        ("·.-", "", False),
        ("ad hehatiamadad penn", "adhetimpn", False),  # a crossed-out line
        ("1.", "", True),
        ("第2553(2020)号决议", "第2553", True),
        ("安全理事会，", "安全理事会", True),  # Chinese in doubt is kept, and marked
        ("S/23329", "S", True),
    ],
)
def test_noise_is_left_out_and_text_is_not(text, doubtful, stays):
    assert bool(list(remove_noise([line_of(text, doubtful)]))) is stays


@pytest.mark.parametrize(
    "read, mended",
    [
        ("$/23329", "S/23329"),
        ("§/RES/678(1990)", "S/RES/678(1990)"),
        ("第$/PRST/2014/5号", "第S/PRST/2014/5号"),
        ("SRES/2553 (2020)", "S/RES/2553 (2020)"),
        ("SREs/2553(2020)", "S/RES/2553(2020)"),
        ("(SPRSTV2011/19)", "(S/PRST/2011/19)"),
        ("AURES/70/1号", "A/RES/70/1号"),
        ("SPRST/2008/14和SRES/1325(2000)", "S/PRST/2008/14和S/RES/1325(2000)"),
        ("S/RES/2553(2020)", "S/RES/2553(2020)"),
        ("STRESS/2", "STRESS/2"),
        ("EXPRESS/12/3", "EXPRESS/12/3"),
        ("US$/年", "US$/年"),
        ("5$/3", "5$/3"),
        ("$5/人", "$5/人"),
    ],
)
def test_a_misread_organ_of_a_symbol_is_mended(read, mended):
    line = mend_symbols(line_of(read))
    assert line.text == mended or (read.startswith("第") and line.text == read)
    assert any(character.is_doubtful for character in line.characters) is (line.text != read)


def test_the_engine_is_that_of_the_setting_if_it_is_installed(monkeypatch, settings):
    monkeypatch.setattr(tesseract.shutil, "which", lambda program: None)
    monkeypatch.setattr(rapidocr_engine, "find_spec", lambda name: None)
    assert [find_engine(name) for name in ("auto", "none", "tesseract", "rapidocr", "other")] == [None] * 5
    assert find_engine_problem("auto") == find_engine_problem("none") == ""
    settings.OCR_ENGINE = "tesseract"
    [warning] = check_recognition_engine()
    assert "cannot run here" in warning.msg and "apt install tesseract-ocr" in warning.hint
    monkeypatch.setattr(rapidocr_engine, "find_spec", lambda name: name)
    assert find_engine("auto").name == find_engine("rapidocr").name == "rapidocr"
    settings.OCR_ENGINE = "none"
    assert check_recognition_engine() == []


def test_a_program_that_fails_or_takes_too_long_is_an_error_of_recognition(monkeypatch):
    assert run_limited(["cat"], b"given", 2**30, {}) == b"given"
    for command in (["false"], ["sh", "-c", "kill -9 $$"], ["sh", "-c", "kill -XCPU $$"]):
        with pytest.raises(RecognitionError):
            run_limited(command, b"", 2**30, {})
    monkeypatch.setattr("resolutions.recognition.limited_process.TIMEOUT_SECONDS", 0.05)
    with pytest.raises(RecognitionError, match="超过上限"):
        run_limited(["sleep", "60"], b"", 2**30, {})


def test_a_grey_map_is_read_as_it_was_written():
    assert read_grey_map(write_grey_map(PageImage(b"\x0a\x20" * 3, 3, 2, 1))) == (3, 2, b"\x0a\x20" * 3)
    with pytest.raises(ValueError, match="grey map"):
        read_grey_map(b"P6 1 1 255\n")


@pytest.mark.parametrize("skew", [0.0, 1.2, -3.0])
def test_a_page_askew_is_turned_upright(skew):
    image = render_page_in_sandbox(scanned(pdf("000", "one column"), 100, skew), 1, dpi=100)
    upright, angle = turn_upright(image)
    assert (upright.width, upright.height, len(upright.data)) == (image.width, image.height, len(image.data))
    assert angle == pytest.approx(skew * 3.1416 / 180, abs=0.004)
    empty = PageImage(b"\xff" * len(image.data), image.width, image.height, 1)
    assert turn_upright(empty) == (empty, 0.0)


def test_a_page_that_is_read_badly_is_read_again_without_its_dots(monkeypatch):
    monkeypatch.setattr("resolutions.recognition.page_reading.turn_upright", lambda image: (image, 0.0))
    picture = PageImage(bytes([255] * 40 + [0] + [255] * 59), 10, 10, 1)
    pictures = []

    class Unsure:
        name = "unsure"

        def __init__(self, confidence: float) -> None:
            self.confidence = confidence

        def find_problem(self) -> str:
            return ""

        def recognize(self, image: PageImage, number: int, script: str = "") -> PageReading:
            pictures.append(image.data.count(0))
            line = line_of("第一次" if len(pictures) == 1 else "第二次读")
            page = RecognizedPage(number, 10, 10, (line,))
            return PageReading(page, "chi_sim", self.confidence)

    for confidence, expected in ((0.9, [1]), (0.5, [1, 0])):
        pictures.clear()
        assert read_page(Unsure(confidence), picture, 1).page.number == 1
        assert pictures == expected


@needs_tesseract
def test_tesseract_reads_a_page_askew_with_its_paragraphs():
    assert shutil.which("tesseract"), "REQUIRE_OCR=1, and Tesseract is not installed"
    data = scanned(pdf("000", "one column"), 200, 1.0)
    reading = read_page(find_engine("tesseract"), render_page_in_sandbox(data, 1, dpi=DPI), 1)
    assert reading.script == "chi_sim"
    read = read_document(extract_text(data, "a.pdf", recognized=[reading.page]).text)
    expected = read_document(extract_text(pdf("000", "one column"), "a.pdf").text)
    assert read.symbol == "S/RES/2553(2020)"
    labels = [paragraph.label for paragraph in read.paragraphs]
    assert labels[:12] == [paragraph.label for paragraph in expected.paragraphs][:12]
    wanted, found = (squeeze(document.paragraphs[5].text) for document in (expected, read))
    assert abs(len(wanted) - len(found)) <= 3
