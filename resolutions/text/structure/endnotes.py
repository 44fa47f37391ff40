"""Footnotes that follow the text or stand between its paragraphs in a plain text: ``[1] …``, ``¹ …``, ``注1：…``."""

import re
from dataclasses import dataclass

from resolutions.text.fold import fold_variants
from resolutions.text.layout import TextBlock
from resolutions.text.note_signs import read_sign

_CERTAIN = re.compile(r"(?P<sign>\[\d{1,3}\]|[⁰¹²³⁴-⁹]{1,3})\s*(?=\S)")
_IN_TAIL = re.compile(
    r"(?P<sign>[①-⑳]|注\s?\d{0,3}[:.、]|脚注\s?\d{1,3}[:.、]?|\d{1,2}/|\d{1,2}(?=[ \t\xa0]))\s*(?=[^\s.])"
)
_TITLE = re.compile(r"(?:脚注|附注|注释|注|尾注|Notes|Footnotes)[:：]?", re.I)
_WORD = re.compile(r"\d+")


def is_title_of_notes(block: TextBlock) -> bool:
    """Return True for the line above the notes: 注, 脚注."""
    return block.role == "text" and bool(_TITLE.fullmatch(fold_variants(block.text[:16])))


@dataclass(frozen=True, slots=True)
class Endnote:
    """A footnote in a plain text: its printed sign with the blanks behind has ``length`` characters."""

    number: str
    length: int


def read_endnote(block: TextBlock, in_tail: bool) -> Endnote | None:
    """Read the sign at the start of a note; ``in_tail`` is True behind the last paragraph of the text.

    >>> block = TextBlock("text", "[1] S/2020/1193。", 1)
    >>> read_endnote(block, in_tail=False)
    Endnote(number='1', length=4)

    """
    if block.role != "text":
        return None
    folded = fold_variants(block.text[:16])
    match = _CERTAIN.match(folded) or (_IN_TAIL.match(folded) if in_tail else None)
    if not match:
        return None
    number = read_sign(match["sign"]) or ((_WORD.search(match["sign"]) or [""])[0])
    return Endnote(number or "1", match.end())
