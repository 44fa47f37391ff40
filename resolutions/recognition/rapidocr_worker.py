"""Process that recognises one page with RapidOCR: a PGM on standard input, a ``RecognizedPage`` in JSON on the output.

It is the only module that imports rapidocr, which is installed only where the operator wants it.
"""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy

from resolutions.recognition.grey_map import read_grey_map
from resolutions.sources.recognized_page import RecognizedCharacter, RecognizedLine, RecognizedPage

_PADDING = 0.06  # of the height of a box, by which the detection enlarges it at each side
_BLANK = 0.3  # of the height of a box: narrowest blank between Latin words
_SURE = 0.90  # confidence of a character, below which it is in doubt: bench/ocr.py
_PARAMETERS = {"Global.log_level": "error", "EngineConfig.onnxruntime.intra_op_num_threads": 1}


def main() -> int:
    """Recognise the page; what the library prints goes nowhere."""
    answer = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    width, height, pixels = read_grey_map(sys.stdin.buffer.read())
    lines = tuple(_recognize(numpy.frombuffer(pixels, numpy.uint8).reshape(height, width)))
    with answer:
        json.dump(RecognizedPage(1, width, height, lines).to_json(), answer, ensure_ascii=False)
    return 0


def _recognize(picture: "numpy.ndarray[Any, Any]") -> Iterator[RecognizedLine]:
    from rapidocr import RapidOCR

    result = RapidOCR(params=_PARAMETERS)(numpy.dstack([picture] * 3), return_word_box=True)
    if result.boxes is None:
        return
    for box, words in zip(result.boxes, result.word_results, strict=False):
        corners = box.tolist()
        characters = tuple(_read_characters(words, _BLANK * (corners[3][1] - corners[0][1])))
        if characters:
            yield _build_line(corners, characters)


def _build_line(box: Sequence[Sequence[float]], characters: tuple[RecognizedCharacter, ...]) -> RecognizedLine:
    """Return the line inside a box, given as its corners clockwise from the upper left one."""
    (left, y0), (right, y1), (_, y2), (_, y3) = box
    height = ((y3 - y0) + (y2 - y1)) / 2
    first, *others = characters  # the box of the line is nearer to the ink than those of its characters
    characters = (replace(first, left=min(left, first.left)), *others)
    *others, last = characters
    characters = (*others, replace(last, right=max(right, last.right)))
    return RecognizedLine(characters, y3 - _PADDING * height, y2 - _PADDING * height, (1 - 2 * _PADDING) * height)


def _read_characters(
    words: Sequence[tuple[str, float, Sequence[Sequence[float]]]], blank: float
) -> Iterator[RecognizedCharacter]:
    """Yield the characters of the words of a line; Latin words further apart than ``blank`` pixels have a blank."""
    last: RecognizedCharacter | None = None
    for text, confidence, box in words:
        left, right = float(min(x for x, _ in box)), float(max(x for x, _ in box))
        if last and last.text.isascii() and text[:1].isascii() and left - last.right > blank:
            yield RecognizedCharacter(" ", last.right, max(last.right, left))
        step = (right - left) / max(1, len(text))
        for at, character in enumerate(text):
            last = RecognizedCharacter(character, left + at * step, left + (at + 1) * step, confidence < _SURE)
            yield last


if __name__ == "__main__":
    sys.exit(main())
