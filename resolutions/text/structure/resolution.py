"""Resolutions of the Security Council and the General Assembly since 1946."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from resolutions.text.dates import CHINESE_DATE, ENGLISH_MONTHS
from resolutions.text.fold import fold_and_squeeze
from resolutions.text.footnotes import link_footnote_marks
from resolutions.text.heading import read_meeting_number, read_resolution_heading, read_vote
from resolutions.text.layout import TextBlock
from resolutions.text.parsed import ParagraphKind as Kind
from resolutions.text.structure.annexes import add_annexes, read_annex_title
from resolutions.text.structure.builder import Structure, StructureBuilder
from resolutions.text.structure.endnotes import is_title_of_notes, read_endnote
from resolutions.text.structure.numbering import Place
from resolutions.text.structure.opening_block import OpeningBlock, find_opening, part_adoption_lines
from resolutions.text.structure.resolution_body import ResolutionBodyBuilder, is_operative, number_blocks

_VOTING_LINE = re.compile(r"第.{1,10}次(?:全体)?会议.{0,60}通过|.{0,4}以.{1,40}票.{0,60}通过")
_ENGLISH_TAIL = re.compile(
    rf"\d{{1,5}}(?:st|nd|rd|th) (?:plenary )?meeting,?|\d{{1,2}} ?(?:{ENGLISH_MONTHS}) ?\d{{4}}|"
    r"(?:The (?:draft )?resolution was )?[Aa]dopted "
    r"(?:at the \d{1,5}(?:st|nd|rd|th) meeting|unanimously|by \d).{0,160}"
)
_DATE_OR_MEETING = re.compile(rf"(?:{CHINESE_DATE}|第.{{1,9}}次(?:全体)?会议)[,，|]?")


@dataclass(frozen=True, slots=True)
class _Parts:
    """Blocks of a resolution: above the opening words, preamble and operative part, below them, annexes.

    ``places`` are those of the body in its numbering.
    """

    heading: list[TextBlock]
    body: list[TextBlock]
    places: list[Place | None]
    tail: list[TextBlock]
    annexes: list[TextBlock]


def read_resolution(blocks: Sequence[TextBlock]) -> Structure | None:
    """Read opening words, preamble and operative part; None when nothing opens a resolution."""
    blocks = part_adoption_lines(blocks)
    opening = find_opening(blocks)
    if opening is None:
        return None
    parts = _part(blocks, opening)
    heading = read_resolution_heading([b.text for b in parts.heading], [b.text for b in parts.tail], opening.organ)
    builder = StructureBuilder()
    for block in parts.heading:
        if block.language:
            builder.add_foreign(block)
        else:
            builder.add_paragraph(Kind.HEADING, block.text)
    if opening.text:
        builder.add_paragraph(Kind.BODY, opening.text)
    ResolutionBodyBuilder(builder, parts.body, parts.places).build()
    _add_tail(builder, parts.tail)
    add_annexes(builder, parts.annexes)
    facts = {name: value for name, value in (("vote", heading.vote), ("draft", heading.draft)) if value}
    return Structure(heading, "", link_footnote_marks(builder.paragraphs), facts)


def _part(blocks: Sequence[TextBlock], opening: OpeningBlock) -> _Parts:
    """Part the blocks; a first paragraph on the line of the opening words is a block of its own."""
    behind = list(opening.rest) + list(blocks[opening.at + 1 :])
    annex = next((at for at, block in enumerate(behind) if at and _is_annex_title(block)), len(behind))
    body = behind[:annex]
    places = number_blocks(body)
    tail = _tail_at(body, places)
    if tail < len(body):  # lines of the tail may look numbered
        places = number_blocks(body[:tail])
    return _Parts(list(blocks[: opening.at]), body[:tail], places, body[tail:], behind[annex:])


def _is_annex_title(block: TextBlock) -> bool:
    return block.role == "text" and not block.language and read_annex_title(block.text) is not None


def _tail_at(body: list[TextBlock], places: list[Place | None]) -> int:
    """Return the index behind the operative part, where voting line and notes begin."""
    last_number = max((at for at, place in enumerate(places) if is_operative(place)), default=-1)
    for at in range(max(last_number + 1, 1), len(body)):
        block = body[at]
        if block.role == "text" and (_is_voting_line(fold_and_squeeze(block.text)) or read_endnote(block, True)):
            return at - 1 if at - 1 > last_number and is_title_of_notes(body[at - 1]) else at
    return len(body)


def _is_voting_line(text: str) -> bool:
    if _DATE_OR_MEETING.fullmatch(text) or _ENGLISH_TAIL.fullmatch(text):
        return True
    return (
        len(text) < 120
        and bool(_VOTING_LINE.match(text))
        and (bool(read_vote(text)) or read_meeting_number(text) is not None)
    )


def _add_tail(builder: StructureBuilder, blocks: list[TextBlock]) -> None:
    for block in blocks:
        if block.role != "text":
            builder.add_table_or_note(block)
        elif block.language:
            builder.add_foreign(block)
        elif _ENGLISH_TAIL.fullmatch(block.text):
            builder.add_paragraph(Kind.BODY, block.text)
        elif block.number.isdigit() and len(block.number) <= 2:
            builder.add_note(block, "0")
        elif note := read_endnote(block, in_tail=True):
            builder.add_endnote(block, note)
        elif is_title_of_notes(block):
            builder.add_paragraph(Kind.HEADING, block.text, level=2)
        else:
            builder.add_numbered(Kind.BODY, block.text)
