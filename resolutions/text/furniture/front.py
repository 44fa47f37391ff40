"""Front of a text: the lines above its opening words, and the lines among them that title the document."""

import re
from collections.abc import Sequence

from resolutions.text.drafting_verbs import begins_with_drafting_verb
from resolutions.text.fold import fold_and_squeeze
from resolutions.text.layout.source_lines import SourceLine
from resolutions.text.numerals import CHINESE_NUMERALS
from resolutions.text.openings import read_opening

_LONGEST_FRONT = 80  # lines; menus of a site are long
_LONGEST_TITLE = 120
_LONGEST_OPENING = 24
_TITLE = re.compile(
    rf"第[\d{CHINESE_NUMERALS}]{{1,4}}(?:[(/][\d{CHINESE_NUMERALS}]{{1,4}}\)?)?号(?:决议|决定)|决议案?[\d{CHINESE_NUMERALS}]{{1,5}}"
    rf"|[\d{CHINESE_NUMERALS}]{{1,4}}(?:\([\dIVXL{CHINESE_NUMERALS}]{{1,6}}\)|/\d{{1,3}}[A-Z]?)[.、]"
    rf"|主席(?:的)?声明(?:$|\d{{4}}年第)|次(?:全体)?会议.{{0,60}}通过|日通过|决议草案|^Resolution ?\d|^Adopted ?by"
)
_CLAUSE_ENDS = ("，", ",", "；", ";")
_PROSE_ENDS = ("。", ";", ":", "?", "!")
_STATEMENT = re.compile(r"安全理事会主席在.{4,20}安全理事会第|.{4,20}安全理事会(?:举行)?第.{1,9}次会议(?:[上,]|审议)")
_ENGLISH_STATEMENT = re.compile(r"At the \d{1,5}(?:st|nd|rd|th) meeting of the Security Council,? ?(?:held|on) ")
_ENGLISH_LETTER = re.compile(
    r"(?:Identical letters?|Letters?|Notes? verbales?|Identical notes verbales) dated \d{1,2} ", re.I
)
_SIGNS = "安给給"  # characters of 安全理事会 and 给, as printed: a cheap test before the two patterns
_LETTER = re.compile(r"给.{2,30}的(?:同文)?(?:信|普通照会)")


def squeeze_line(text: str) -> str:
    """Fold the beginning of a line and remove its blanks."""
    return fold_and_squeeze(text[: 2 * _LONGEST_TITLE])


def is_title(text: str) -> bool:
    """Return True for a line that names the document or states its adoption.

    >>> [is_title(t) for t in ("第2594(2021)号决议", "安全理事会2021年9月9日通过", "联合国", "60/1. 成果")]
    [True, True, False, True]

    """
    folded = squeeze_line(text)
    return (
        len(text) <= _LONGEST_TITLE
        and not folded.endswith(_PROSE_ENDS)
        and not begins_with_drafting_verb(folded)
        and bool(_TITLE.search(folded))
    )


def find_front(lines: Sequence[SourceLine], tokens: Sequence[dict[str, str]]) -> int:
    """Return the index of the opening words or the first line of a statement or letter; 0 where there is none.

    ``tokens`` are those of each line.
    """
    titled = False
    signed = find_signed_opening([line.text for line in lines[:_LONGEST_FRONT]])
    for at, line in enumerate(lines[:_LONGEST_FRONT]):
        is_in_menu = at < signed and not begins_with_drafting_verb(squeeze_line(lines[at + 1].text))
        if is_opening(lines, tokens, at, titled, is_in_menu) or is_statement_or_letter(line.text):
            return at
        titled = titled or is_title(line.text)
    return 0


def find_signed_opening(texts: Sequence[str]) -> int:
    """Return the index of the first opening words with a comma, alone on their line; 0 where there are none."""
    openings = ((at, read_opening(text)) for at, text in enumerate(texts) if len(text) <= _LONGEST_OPENING)
    return next((at for at, opening in openings if opening and opening.has_sign and opening.is_alone), 0)


def is_opening(
    lines: Sequence[SourceLine], tokens: Sequence[dict[str, str]], at: int, titled: bool, in_menu: bool
) -> bool:
    """Return True if the line holds the opening words; an organ without a comma may belong to a letterhead.

    ``titled`` is True below the title of a document, ``in_menu`` where a bare organ can be a link of a site.
    """
    opening = read_opening(lines[at].text)
    if not opening or at + 1 >= len(lines):
        return False
    following = lines[at + 1].text
    if opening.has_sign:
        return True
    if not opening.is_alone:  # 安理会通过决议（全文） is the headline of a newspaper
        return titled or lines[at].text.endswith(_CLAUSE_ENDS)
    return not (in_menu or tokens[at + 1] or is_title(following) or read_opening(following))


def is_statement_or_letter(text: str) -> bool:
    """Return True for the opening line of a presidential statement and the title of a letter."""
    if _ENGLISH_STATEMENT.match(text) or _ENGLISH_LETTER.match(text):
        return True
    if not any(sign in text for sign in _SIGNS):
        return False
    folded = squeeze_line(text)
    return bool(_STATEMENT.match(folded) or (len(folded) <= _LONGEST_TITLE and _LETTER.search(folded)))


def is_letter(lines: Sequence[SourceLine], front: int) -> bool:
    """Return True if the text is a letter."""
    if front >= len(lines):
        return False
    text = lines[front].text
    return bool(_ENGLISH_LETTER.match(text) or _LETTER.search(squeeze_line(text)))
