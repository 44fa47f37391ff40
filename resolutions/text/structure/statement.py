"""Statements by the President of the Security Council."""

import re
from collections.abc import Sequence
from dataclasses import replace

from resolutions.text.dates import CHINESE_DATE, read_date
from resolutions.text.fold import fold_and_squeeze
from resolutions.text.footnotes import link_footnote_marks
from resolutions.text.heading import Heading, read_any_statement_opening, read_meeting_number, read_statement_heading
from resolutions.text.heading_symbols import read_statement_symbol
from resolutions.text.layout import TextBlock
from resolutions.text.parsed import ParagraphKind as Kind
from resolutions.text.structure.builder import Structure, StructureBuilder, count_front

_TITLE = re.compile(
    r"(?:\d{4}年\d{1,2}月\d{1,2}日)?(?:联合国)?(?:安全理事会|安理会)?主席(?:的)?声明"
    r"(?:,?\d{4}年第\d{1,3}号|[(,:]?S/PRST/\d{4}/\d{1,3}\)?)?|StatementbythePresident.{0,24}|S/PRST/\d{4}/\d{1,3}",
    re.I,
)
_LONGEST_TITLE = 60


def read_statement(blocks: Sequence[TextBlock], symbol: str = "") -> Structure | None:
    """Read the opening line (date, meeting, agenda item) and the quoted text; None for another document.

    ``symbol`` is that of the letterhead. A letterhead or title of a statement needs no opening line.
    """
    found = _find_opening(blocks) or _find_title(blocks, symbol)
    if not found:
        return None
    heading, at = found
    builder = StructureBuilder()
    for block in blocks[:at]:
        builder.add_paragraph(Kind.HEADING, block.text, f"h{builder.next_number('h')}")
    for block in blocks[at:]:
        if block.language:
            builder.add_foreign(block)
        elif block.role == "text":
            builder.add_numbered(Kind.BODY, block.text)
        else:
            builder.add_table_or_note(block)
    facts = {"agenda_item": heading.agenda_item} if heading.agenda_item else {}
    return Structure(heading, "", link_footnote_marks(builder.paragraphs), facts)


def _find_opening(blocks: Sequence[TextBlock]) -> tuple[Heading, int] | None:
    """Return the heading of the usual opening line, and the index of the block behind it."""
    for at, block in enumerate(blocks[: count_front(blocks)]):
        before = [other.text for other in blocks[:at]]
        heading = read_statement_heading([*before, block.text[:80]], block.text) if block.role == "text" else None
        if heading:
            return heading, at + 1
    return None


def _find_title(blocks: Sequence[TextBlock], symbol: str) -> tuple[Heading, int] | None:
    """Return the heading of a text with the letterhead or title of a statement, and the index of its first block."""
    front = [block.text if block.role == "text" else "" for block in blocks[: count_front(blocks)]]
    titles = [at for at, text in enumerate(front) if _is_title(text)]
    if not titles and not symbol.startswith("S/PRST/"):
        return None
    above = titles[-1] + 1 if titles else 0
    while above < len(front) and re.fullmatch(CHINESE_DATE, fold_and_squeeze(front[above][:_LONGEST_TITLE])):
        above += 1
    opening = next((at for at, text in enumerate(front) if at >= above and read_any_statement_opening(text)), None)
    end = above if opening is None else opening + 1
    lines = front[:end]
    heading = read_any_statement_opening(front[opening]) if opening is not None else None
    return _complete(heading or Heading(organ="S", kind="statement"), lines), end


def _is_title(text: str) -> bool:
    return 0 < len(text) <= _LONGEST_TITLE and bool(_TITLE.fullmatch(fold_and_squeeze(text).replace(" ", "")))


def _complete(heading: Heading, lines: Sequence[str]) -> Heading:
    """Add symbol, date and meeting of the lines above."""
    return replace(
        heading,
        symbol=heading.symbol or read_statement_symbol(lines),
        date=heading.date or next((date for line in lines if (date := read_date(line))), None),
        meeting=heading.meeting or next((n for line in lines if (n := read_meeting_number(line))), None),
    )
