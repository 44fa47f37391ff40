"""Lines of a page in hOCR, the output of Tesseract with the boxes and confidences of characters.

Source of the format: https://kba.github.io/hocr-spec/1.2/ and the renderer of Tesseract (``x_bboxes``, ``x_conf``)
"""

import re
from collections.abc import Iterator

import lxml.etree

from resolutions.sources.recognized_page import RecognizedCharacter, RecognizedLine

_NUMBER = r"(-?[\d.]+)"
_BOX = re.compile(rf"bbox {_NUMBER} {_NUMBER} {_NUMBER} {_NUMBER}")
_BASELINE = re.compile(rf"baseline {_NUMBER} {_NUMBER}")
_CHARACTER = re.compile(rf"x_bboxes {_NUMBER} {_NUMBER} {_NUMBER} {_NUMBER}; x_conf {_NUMBER}")
_WORD_CONFIDENCE = re.compile(r"x_wconf (\d+)")
_WORD_CHARACTER = re.compile(r"x_conf ")
# Percent. Of the wrong characters of clean pages they mark a half, and two of a hundred right ones: bench/ocr.py
_SURE_CHARACTER, _SURE_WORD = 95.0, 30.0
_LINES = "//*[@class='ocr_line' or @class='ocr_header' or @class='ocr_textfloat' or @class='ocr_caption']"


def read_hocr(hocr: bytes) -> Iterator[RecognizedLine]:
    """Yield the lines with text in the order of the file. Raises lxml.etree.XMLSyntaxError."""
    tree = lxml.etree.fromstring(hocr, lxml.etree.XMLParser(resolve_entities=False, no_network=True, recover=True))
    for element in tree.xpath(_LINES) if tree is not None else ():
        box, characters = _BOX.search(element.get("title", "")), tuple(_read_characters(element))
        if box and any(not character.text.isspace() for character in characters):
            left, top, right, bottom = map(float, box.groups())
            slope, offset = _read_baseline(element)
            fall = slope * (right - left)
            height = max(bottom - top - abs(fall), 1.0)  # the box of a slanted line is higher than the line
            yield RecognizedLine(characters, bottom + offset, bottom + offset + fall, height)


def mean_word_confidence(hocr: bytes) -> tuple[int, float]:
    """Return the number of characters, and the mean confidence of words, between 0 and 1.

    The confidence of words tells the right script from a wrong one; that of characters is high in both.
    """
    text = hocr.decode("utf-8", "replace")
    found = [int(match) / 100 for match in _WORD_CONFIDENCE.findall(text)]
    return len(_WORD_CHARACTER.findall(text)), sum(found) / len(found) if found else 0.0


def _read_baseline(line: "lxml.etree._Element") -> tuple[float, float]:
    match = _BASELINE.search(line.get("title", ""))
    return (float(match[1]), float(match[2])) if match else (0.0, 0.0)


def _read_characters(line: "lxml.etree._Element") -> Iterator[RecognizedCharacter]:
    """Yield the characters of the words, with a blank between two words in Latin letters."""
    last: RecognizedCharacter | None = None
    for word in line.xpath(".//*[@class='ocrx_word']"):
        is_first, confidence = True, _WORD_CONFIDENCE.search(word.get("title", ""))
        is_unsure = confidence is not None and int(confidence[1]) < _SURE_WORD
        for element in word.xpath(".//*[@class='ocrx_cinfo']"):
            match, text = _CHARACTER.search(element.get("title", "")), (element.text or "").strip()
            if not match or not text:
                continue
            left, right = float(match[1]), float(match[3])
            if is_first and last and last.text.isascii() and text[0].isascii():
                yield RecognizedCharacter(" ", last.right, max(last.right, left))
            for character in text:
                last = RecognizedCharacter(character, left, right, is_unsure or float(match[5]) < _SURE_CHARACTER)
                yield last
            is_first = False
