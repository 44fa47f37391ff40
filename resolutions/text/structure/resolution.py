"""Resolutions of the Security Council and the General Assembly since 1946."""

import re
from collections.abc import Sequence

from resolutions.text.footnotes import link_footnote_marks
from resolutions.text.heading import fold_and_squeeze, read_meeting_number, read_resolution_heading, read_vote
from resolutions.text.layout import TextBlock
from resolutions.text.numerals import CHINESE_NUMERALS
from resolutions.text.parsed import ParagraphKind as Kind
from resolutions.text.structure.builder import ANNEX_TITLE, FRONT_BLOCKS, Structure, StructureBuilder
from resolutions.text.structure.resolution_body import ResolutionBodyBuilder, read_operative_marker

_OPENING = re.compile(r"(?:联合国)?(?P<organ>安全理事会|安理会|大会)[,，:：]?")
_VOTING_LINE = re.compile(r"第.{1,10}次(?:全体)?会议.{0,60}通过|.{0,4}以.{1,40}票.{0,60}通过")
_DATE_LINE = rf"[\d{CHINESE_NUMERALS}]{{4}}年[\d{CHINESE_NUMERALS}]{{1,3}}月[\d{CHINESE_NUMERALS}]{{1,3}}日"
_LETTERHEAD = re.compile(
    rf"^Distr|^\d{{1,2}} ?[A-Z][a-z]+ ?\d{{4}}$|^{_DATE_LINE}$|^第\d+\(\d{{4}}\)号决议$"
    r"|次会议通过[,，]?$|第.{1,6}届会议$|^第.{1,6}年$"
)
_DATE_OR_MEETING = re.compile(rf"(?:{_DATE_LINE}|第.{{1,9}}次(?:全体)?会议)[,，|]?")
_SHORTEST_PARAGRAPH = 8


def read_resolution(blocks: Sequence[TextBlock]) -> Structure | None:
    """Read opening words, preamble and operative part; None when there are no opening words."""
    at = _opening_at(blocks)
    if at is None:
        return None
    organ = "A" if fold_and_squeeze(blocks[at].text).removeprefix("联合国").startswith("大会") else "S"
    body = list(blocks[at + 1 :])
    tail = _tail_at(body)
    heading = read_resolution_heading([b.text for b in blocks[:at]], [b.text for b in body[tail:]], organ)
    builder = StructureBuilder()
    for block in blocks[:at]:
        builder.add_paragraph(Kind.HEADING, block.text)
    builder.add_paragraph(Kind.BODY, blocks[at].text)
    ResolutionBodyBuilder(builder, body[:tail]).build()
    _add_tail(builder, body[tail:])
    facts = {name: value for name, value in (("vote", heading.vote), ("draft", heading.draft)) if value}
    return Structure(heading, "", link_footnote_marks(builder.paragraphs), facts)


def _opening_at(blocks: Sequence[TextBlock]) -> int | None:
    """Return the index of the opening words (安全理事会， or 大会，) that are followed by a paragraph."""
    for at, block in enumerate(blocks[:FRONT_BLOCKS]):
        following = blocks[at + 1].text if at + 1 < len(blocks) else ""
        is_opening = block.role == "text" and _OPENING.fullmatch(fold_and_squeeze(block.text))
        if is_opening and len(following) >= _SHORTEST_PARAGRAPH and not _LETTERHEAD.search(fold_and_squeeze(following)):
            return at
    return None


def _tail_at(body: list[TextBlock]) -> int:
    """Return the index behind the operative part, where voting line, notes or an annex begin."""
    last_number = max((at for at, block in enumerate(body) if read_operative_marker(block)), default=-1)
    for at, block in enumerate(body):
        text = fold_and_squeeze(block.text)
        if (
            at > 0
            and block.role == "text"
            and (ANNEX_TITLE.fullmatch(text) or (at > last_number and _is_voting_line(text)))
        ):
            return at
    return len(body)


def _is_voting_line(text: str) -> bool:
    if _DATE_OR_MEETING.fullmatch(text):
        return True
    return (
        len(text) < 120
        and bool(_VOTING_LINE.match(text))
        and (bool(read_vote(text)) or read_meeting_number(text) is not None)
    )


def _add_tail(builder: StructureBuilder, blocks: list[TextBlock]) -> None:
    annex = False
    for block in blocks:
        is_note = block.role == "text" and block.number.isdigit() and len(block.number) <= 2 and not annex
        if block.role != "text":
            builder.add_table_or_note(block)
        elif ANNEX_TITLE.fullmatch(fold_and_squeeze(block.text)):
            annex = True
            builder.add_paragraph(Kind.HEADING, block.text, level=1)
        elif is_note:
            builder.add_note(block, "0")
        else:
            builder.add_numbered(Kind.ANNEX if annex else Kind.BODY, block.text)
