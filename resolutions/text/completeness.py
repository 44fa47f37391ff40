"""Signs that a text is not whole: it stops in a sentence or before its operative part, or numbers are missing."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from resolutions.text.parsed import ParagraphKind, ParsedParagraph
from resolutions.text.reading_warnings import find_unfinished_end


def is_cut_off(paragraphs: Sequence[ParsedParagraph], kind: str) -> bool:
    """Return True if the last paragraph ends without a sign, or as a preamble of a resolution does.

    An annex, notes and tables behind it do not count: they may stand behind any text.
    """
    if next(find_unfinished_end(paragraphs), ""):
        return True
    kinds = {paragraph.kind for paragraph in paragraphs}
    return kind == "resolution" and ParagraphKind.PREAMBLE in kinds and ParagraphKind.OPERATIVE not in kinds


def describe_missing_paragraphs(paragraphs: Sequence[ParsedParagraph], kind: str) -> str:
    """Return a Chinese phrase for the operative paragraphs that a recognised text seems to lack, "" for none.

    A number between two that fit around it was misread: 1, 2, 8, 4. A smaller number than the one before it was misread
    as well. Whether a paragraph or only its number is missing, the text does not tell.
    """
    numbers = [
        int(digits[0])
        for paragraph in paragraphs
        if paragraph.kind == ParagraphKind.OPERATIVE and (digits := re.search(r"\d+$", paragraph.label))
    ]
    missing = [f"第{first}段" if first == last else f"第{first}至{last}段" for first, last in _find_missing(numbers)]
    if missing:
        return f"执行部分{'、'.join(missing)}没有读到"
    is_without = not any(paragraph.kind == ParagraphKind.OPERATIVE for paragraph in paragraphs)
    has_preamble = any(paragraph.kind == ParagraphKind.PREAMBLE for paragraph in paragraphs)
    return "执行部分没有读到" if kind == "resolution" and is_without and has_preamble else ""


def _find_missing(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last number of each gap, after misread numbers were replaced."""
    mended = [0, *numbers]
    for at in range(1, len(mended) - 1):
        if mended[at + 1] == mended[at - 1] + 2:
            mended[at] = mended[at - 1] + 1
    for before, after in pairwise(mended):
        if after > before + 1:
            yield before + 1, after - 1
