"""Lines of a text and the layout that their blanks encode.

A text extracted from a printed PDF keeps the lines of the page: an empty line between any two lines, one blank
before the first line of a paragraph, one after its last. At a page turn there is *no* empty line, and the next line
has one blank more. Link annotations of a page are lines at its foot. Source: the five texts in fixtures/texts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from resolutions.text.layout.line_width import count_leading_columns
from resolutions.text.layout.markup import remove_markup

_ANNOTATION = re.compile(r"https?://(?:undocs\.org|docs\.un\.org)/(?:(?:zh|ch|en|fr|es|ru|ar)/)?(\S+)")
_RULE = re.compile(r"_{10,}")
_AGREEMENT = 0.8  # share of the lines; 1.0 in 31 of 33 files of the UN
_BREAKS = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
_OTHER_BREAK = re.compile(r"[\r\v\f\x85\u2028\u2029]")  # fast to search


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line that is not empty.

    ``number`` counts the lines of the source from 1. ``indent`` counts the leading blanks of the layout, without the
    extra one of a page turn. ``has_trailing_blank`` marks the last line of a paragraph. ``link_symbol`` is the symbol
    in the address of a link annotation. ``is_rule`` marks the rule above footnotes. ``behind_page_edge`` marks the
    first line behind the removed head or foot of a page, in print often the middle of a paragraph. ``margin`` counts
    the columns of all leading blanks. ``empty_before`` counts the empty lines between this line and the one before.
    """

    number: int
    text: str
    indent: int
    has_trailing_blank: bool
    page_turn: bool = False
    link_symbol: str = ""
    is_rule: bool = False
    behind_page_edge: bool = False
    margin: int = 0
    empty_before: int = 0


def read_lines(source: str) -> Iterator[SourceLine]:
    """Yield the lines of ``source`` that hold text, in order.

    >>> [(line.text, line.indent, line.page_turn) for line in read_lines(" 一， \\n\\n 二\\n  三")]
    [('一，', 1, False), ('二', 1, False), ('三', 1, True)]

    No input raises.
    """
    follows_text = False
    empty = 0
    if _OTHER_BREAK.search(source):
        source = _BREAKS.sub("\n", source)
    rows = remove_markup(source).split("\n")
    for number, raw in enumerate(rows, start=1):
        text = raw.strip()
        if not text:
            follows_text = False
            empty += 1
            continue
        blanks = raw.index(text[0])
        annotation = _ANNOTATION.fullmatch(text) if text[0] == "h" else None
        yield SourceLine(
            number=number,
            text=text,
            indent=max(0, blanks - 1) if follows_text else blanks,
            has_trailing_blank=len(raw) > blanks + len(text),
            page_turn=follows_text,
            link_symbol=annotation[1] if annotation else "",
            is_rule=text[0] == "_" and bool(_RULE.fullmatch(text)),
            margin=count_leading_columns(raw[:blanks]) if blanks else 0,
            empty_before=empty,
        )
        follows_text, empty = True, 0


def has_printed_layout(lines: list[SourceLine]) -> bool:
    """Return True if the lines are those of a printed page, False for plain text.

    Only print leaves such blanks: at least two lines begin with one, at least two end with one, and a line that begins
    with one follows a line that ends with one. Where almost every line does both, it is print only with one blank in
    front and an empty line between, as files with one line a paragraph are extracted.
    """
    begin = sum(line.indent > 0 for line in lines)
    end = sum(line.has_trailing_blank for line in lines)
    if begin < 2 or end < 2:
        return False
    agree = sum(line.indent > 0 and (last.has_trailing_blank or last.is_rule) for last, line in pairwise(lines))
    if end < _AGREEMENT * len(lines):
        return agree >= _AGREEMENT * (begin - 1)
    extracted = sum(line.is_rule or (line.margin == 1 and line.empty_before == 1) for line in lines[1:])
    return agree >= _AGREEMENT * (end - 1) and extracted >= _AGREEMENT * (len(lines) - 1)
