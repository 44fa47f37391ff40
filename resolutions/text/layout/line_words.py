"""Words at the two ends of a line, classified: an end of a sentence, a printed number, an opening verb …"""

import re
from dataclasses import dataclass
from enum import Enum

from resolutions.text.drafting_verbs import begins_with_drafting_verb
from resolutions.text.english_drafting_verbs import begins_with_english_verb
from resolutions.text.fold import fold_variants
from resolutions.text.han import HAN
from resolutions.text.markers import read_marker, read_note_marker
from resolutions.text.numerals import CHINESE_COUNTING_CHARACTERS, HEAVENLY_STEMS

_SEEN_START = 24  # characters of a line that say how it begins
_SEEN_END = 12
_LONGEST_TITLE = 60
_LONGEST_LATIN_TITLE = 240
_LONGEST_NOTE_NUMBER = 4
LONGEST_BARE_MARKER = 7
_CLOSERS = r"[”」』》）)\"’]*(?:\[\d{1,3}\]|[⁰¹²³⁴-⁹①-⑳]{1,3}|(?<=[^\d][。；，,;.])\d{1,3})?"
_FINAL = re.compile(rf";\s?(?:and|or|and/or),?$|[。；：！？;:!?]{_CLOSERS}$|(?<![\dA-Z])\.{_CLOSERS}$|\.[”\"]$")
_CONJUNCTION = re.compile(r"[；;，,](?:以及|并且|和|及|或|并|又)$")
_COMMA = re.compile(rf"[，,]{_CLOSERS}$")
_UNFINISHED = re.compile(r"[、“「『《〈（(〔—第]$|(?<=[A-Za-z\d])-$")
_CONTINUING = re.compile(r"[，。、；：！？,;:!?”」』》）)〉〕…]|\.(?!\d)")
_BARE = re.compile(
    rf"第[{CHINESE_COUNTING_CHARACTERS}百]{{1,5}}[条條]|[①-⑳]"
    rf"|[(（](?:[a-z]{{1,4}}|\d{{1,3}}|[{CHINESE_COUNTING_CHARACTERS}]{{1,3}}|[{HEAVENLY_STEMS}])[)）]"
    rf"|(?:\d{{1,3}}|[a-z]|[{CHINESE_COUNTING_CHARACTERS}]{{1,3}})[.．、)）]"
)
_DIGITS = re.compile(r"\d{1,3}")
_DIGITS_WITH_POINT = re.compile(r"\d{1,3}[.．、)）]?")
_OPENING_LINE = re.compile(r"(?:联合国)?(?:安全理事会|安理会|大会)[,，:：]?|The(?:SecurityCouncil|GeneralAssembly)[,:]")
_TITLE_LINE = re.compile(
    r"(?:联合国)?(?:安理会|安全理事会|大会)?第\d+(?:/\d+)?(?:\(\d{4}\))?号决议"
    r"|.{0,40}第.{1,9}次(?:全体)?会议(?:以.{1,30}|一致)?通过[,，]?"
    r"|S/(?:RES|PRST)/[\d/]+(?:\(\d{4}\))?|A/RES/[\dA-Z/\-]+|Distr.{0,40}"
    r"|Resolution\d{1,4}\(\d{4}\)|(?:Resolution)?[Aa]doptedbythe(?:SecurityCouncil|GeneralAssembly).{0,60}"
    r"|(?:Identical)?(?:[Ll]etters?|[Nn]otes?verbales?)dated\d.{8,120}addressedto.{4,120}|(?:Annex|Appendix)(?:[IVX]{1,4}|[A-Z]|\d{1,2})?(?:[-:.].{0,90})?|\[(?:without|onthereport).{0,80}\]|\d{2}/\d{1,3}\.[A-Z].{0,90}"
)
# Cheap test before the two patterns: the first characters of a symbol or Distr., the last ones of all other titles.
_TITLE_BEGINNINGS, _TITLE_ENDS = ("S", "A", "D", "R", "T", "L", "N", "I", "["), ("会", "议", "过", ",", ":")
_QUOTE = re.compile(r"[“「『\"]")
_LOWER = re.compile(r"[a-zà-öø-ÿ]{2}|a [a-z]")
_ORGAN = re.compile(r"[“「『\"]?(?:安全理事会|安理会|理事会|大会|主席)")


class End(Enum):
    """End of a line: final mark, comma, a comma with 和, a middle of a sentence, a character that cannot end one."""

    FINAL = "final"
    CONJUNCTION = "conjunction"
    COMMA = "comma"
    MIDDLE = "middle"
    UNFINISHED = "unfinished"
    BARE_MARKER = "bare marker"
    HEADING = "heading"


class Start(Enum):
    """Start of a line."""

    CONTINUING = "continuing"  # a mark that cannot begin a paragraph
    NUMBER = "number"
    LETTER = "letter"
    BULLET = "bullet"
    VERB = "verb"
    CAPITAL_VERB = "capital verb"  # Recalling: no sentence goes on so
    ORGAN = "organ"
    QUOTE = "quote"
    TITLE = "title"  # the number of the document, or its date and meeting
    OPENING = "opening"  # 安全理事会， alone
    NOTE = "note"  # a number and a blank
    LOWER = "lower"  # a Latin word in lower case
    OTHER = "other"


_ENDS = (
    (End.FINAL, _FINAL),
    (End.CONJUNCTION, _CONJUNCTION),
    (End.COMMA, _COMMA),
    (End.UNFINISHED, _UNFINISHED),
)


@dataclass(frozen=True, slots=True)
class LineWords:
    """Classes of both ends of a line; ``number`` is the value of its printed number, or 0."""

    start: Start
    end: End
    number: int = 0


def read_line_words(text: str) -> LineWords:
    """Classify both ends of ``text``.

    >>> words = read_line_words("12. 决定继续处理此案。")
    >>> words.start.value, words.end.value, words.number
    ('number', 'final', 12)
    """
    is_latin = text.isascii() or not HAN.search(text)
    is_short = len(text) < (_LONGEST_LATIN_TITLE if is_latin else _LONGEST_TITLE)
    folded = _fold(text[:_SEEN_START])
    is_opening = is_heading = False
    if is_short and (
        folded[:1] in _TITLE_BEGINNINGS or folded[:1].isdigit() or fold_variants(text[-1:]) in _TITLE_ENDS
    ):
        folded = _fold(text)
        is_opening = bool(_OPENING_LINE.fullmatch(folded))
        is_heading = is_opening or bool(_TITLE_LINE.fullmatch(folded))
    start, number = _read_start(text, folded)
    if is_heading and start not in (Start.CONTINUING, Start.NUMBER, Start.LETTER, Start.BULLET):
        start = Start.OPENING if is_opening else Start.TITLE
    return LineWords(start, _read_end(text, is_heading), number)


def is_opening_line(text: str) -> bool:
    """Return True for 安全理事会， or 大会， alone on a line."""
    return len(text) < _SEEN_START and bool(_OPENING_LINE.fullmatch(_fold(text)))


def _fold(text: str) -> str:
    return fold_variants(text).replace(" ", "")


def _read_start(text: str, folded: str) -> tuple[Start, int]:
    """Return the class of the start and the value of a printed number, or 0; ``folded`` is at least the start."""
    if len(text) <= LONGEST_BARE_MARKER and _DIGITS_WITH_POINT.fullmatch(text):
        return Start.NUMBER, int(text.rstrip(".．、)）"))
    if _CONTINUING.match(text):
        return Start.CONTINUING, 0
    if marker := read_marker(text):
        if marker.form == "number":
            return Start.NUMBER, marker.ordinal
        return (Start.BULLET if marker.form == "bullet" else Start.LETTER), 0
    if _LOWER.match(text):
        return Start.LOWER, 0
    if (note := read_note_marker(text)) and len(note.value) < _LONGEST_NOTE_NUMBER:
        return Start.NOTE, 0
    if _ORGAN.match(folded):
        return Start.ORGAN, 0
    if _QUOTE.match(folded):
        return Start.QUOTE, 0
    if begins_with_english_verb(text):
        return Start.CAPITAL_VERB, 0
    return (Start.VERB if begins_with_drafting_verb(folded, in_wrapped_text=True) else Start.OTHER), 0


def _read_end(text: str, is_heading: bool) -> End:
    if len(text) <= LONGEST_BARE_MARKER and (_BARE.fullmatch(text) or _DIGITS.fullmatch(text)):
        return End.BARE_MARKER
    if is_heading:
        return End.HEADING
    tail = text[-_SEEN_END:]
    for end, pattern in _ENDS:
        if pattern.search(tail):
            return end
    return End.MIDDLE
