"""Blocks → paragraphs with kind, label and anchor, for each kind of document."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from resolutions.text.blocks import Block
from resolutions.text.heading import (
    Heading,
    plain,
    read_date,
    read_meeting,
    read_resolution_heading,
    read_statement_heading,
    read_vote,
)
from resolutions.text.markers import Marker, read_marker, with_gap
from resolutions.text.notes import link_marks
from resolutions.text.numerals import CHINESE, roman_number
from resolutions.text.parsed import ParagraphKind as Kind
from resolutions.text.parsed import ParsedParagraph
from resolutions.text.tables import read_table

_OPENING = re.compile(r"(?:联合国)?(?P<organ>安全理事会|安理会|大会)[,，:：]?")
_LETTER_TITLE = re.compile(
    r"(?:\d{4}年.{2,6}日)?(?P<sender>.{2,40}?)给(?P<addressee>.{2,30}?)的(?:同文信|信|普通照会)(?P<annex>的附件.*)?"
)
_ANNEX = re.compile(r"附件[一二三四五六七八九十\d]{0,3}|.{0,60}的附件")
_VOTING_LINE = re.compile(r"第.{1,10}次(?:全体)?会议.{0,60}通过|.{0,4}以.{1,40}票.{0,60}通过")
_PARAGRAPH_END = re.compile(r"[。；：！？，,;:!?.…、][”」』》）)]*$")
_OPERATIVE_END = re.compile(r"[。；;.][”」』]*$")
_CHAPEAU = re.compile(r"(?:爰|兹)?(?:经)?(?:议决|决议|决定)[:：]")
_DATE_LINE = rf"[\d{CHINESE}]{{4}}年[\d{CHINESE}]{{1,3}}月[\d{CHINESE}]{{1,3}}日"
_LETTERHEAD = re.compile(
    rf"^Distr|^\d{{1,2}} ?[A-Z][a-z]+ ?\d{{4}}$|^{_DATE_LINE}$|^第\d+\(\d{{4}}\)号决议$"
    r"|次会议通过[,，]?$|第.{1,6}届会议$|^第.{1,6}年$"
)
_DATE_OR_MEETING = re.compile(rf"(?:{_DATE_LINE}|第.{{1,9}}次(?:全体)?会议)[,，|]?")
_SHORTEST_PARAGRAPH = 8
_FRONT_BLOCKS = 30
_LONGEST_HEADING = 60


@dataclass(frozen=True, slots=True)
class Structure:
    """A document's heading, title and paragraphs; ``facts`` are further words of the heading by name."""

    heading: Heading
    title: str
    paragraphs: list[ParsedParagraph]
    facts: dict[str, str] = field(default_factory=dict)


def read_structure(blocks: Sequence[Block]) -> Structure:
    """Tell what kind of document the blocks are and read them as such. No input raises."""
    for reader in (_read_chapter, _read_letter, _read_statement, _read_resolution):
        structure = reader(blocks)
        if structure:
            return structure
    return _read_other(blocks)


class _Writer:
    """Collects paragraphs and numbers those that print no number of their own."""

    def __init__(self) -> None:
        self.paragraphs: list[ParsedParagraph] = []
        self.anchors: set[str] = set()
        self.counts: dict[str, int] = {}

    def next(self, prefix: str) -> int:
        self.counts[prefix] = self.counts.get(prefix, 0) + 1
        return self.counts[prefix]

    def add(self, kind: Kind, text: str, label: str = "", anchor: str = "", **more) -> None:
        if not label:
            label = f"p{self.next('p')}"
        anchor = self._unique(anchor or label)
        self.paragraphs.append(ParsedParagraph(kind, label, anchor, text, **more))

    def _unique(self, anchor: str) -> str:
        """Two paragraphs that print one number still have an anchor each."""
        unique, copy = anchor, 1
        while unique in self.anchors:
            copy += 1
            unique = f"{anchor}-{copy}"
        self.anchors.add(unique)
        return unique

    def add_numbered(self, kind: Kind, text: str, **more) -> None:
        """Add a paragraph that keeps its printed number as text, under a running label."""
        printed, lead = with_gap(text, read_marker(text))
        self.add(kind, printed, lead=lead, **more)

    def add_note(self, block: Block, table: str) -> None:
        """Add a footnote; a note with a letter belongs to ``table``."""
        printed = f"{block.number} {block.text.removeprefix(block.number).lstrip()}"
        lead = len(block.number) + 1
        if block.number.isalpha():
            self.add(Kind.FOOTNOTE, printed, f"table{table}({block.number})", f"table{table}{block.number}", lead=lead)
        else:
            self.add(Kind.FOOTNOTE, printed, f"fn{block.number}", lead=lead)

    def add_table(self, block: Block) -> None:
        text, rows = read_table(block.lines)
        self.add(Kind.TABLE, text, f"table{block.number}", rows=rows)


def _chapter_title(sections: list[Block]) -> str:
    names = [re.sub(r"^\d+\.\s*", "", block.text) for block in sections]
    numbers = [match[0] for block in sections if (match := re.match(r"\d+", block.text))]
    span = numbers[0] if len(numbers) == 1 else f"{numbers[0]}—{numbers[-1]}" if numbers else ""
    return "；".join(names) + (f"（《安全理事会惯例汇辑》第{span}节）" if span else "")


def _read_chapter(blocks: Sequence[Block]) -> Structure | None:
    """Pages of the Repertoire: numbered sections with footnotes and meeting tables."""
    sections = [block for block in blocks if block.section]
    notes = sum(block.role == "note" for block in blocks)
    if not sections or notes < 3:
        return None
    writer, last_table, notes_later = _Writer(), "0", []
    for block in blocks:
        if block.role == "table":
            writer.add_table(block)
            last_table = block.number
        elif block.role == "note" and block.number.isalpha():
            writer.add_note(block, last_table)
        elif block.role == "note":
            notes_later.append(block)
        elif block.section:
            writer.add_numbered(Kind.HEADING, block.text, level=1)
        else:
            writer.add(Kind.BODY, block.text)
    for block in notes_later:
        writer.add_note(block, last_table)
    numbers = [match[0] for block in sections if (match := re.match(r"\d+", block.text))]
    facts = {"sections": "、".join(numbers)} if numbers else {}
    return Structure(
        Heading(organ="S", kind="repertoire"), _chapter_title(sections), link_marks(writer.paragraphs), facts
    )


def _read_letter(blocks: Sequence[Block]) -> Structure | None:
    """A letter to the Secretary-General or a President, with what it forwards as annex."""
    front = [block for block in blocks[:_FRONT_BLOCKS] if block.role == "text"]
    titles = [(block, match) for block in front if (match := _LETTER_TITLE.fullmatch(plain(block.text)))]
    if not titles or titles[0][1]["annex"]:
        return None
    title, match = titles[0]
    facts = {"from": match["sender"], "to": match["addressee"]} | _letter_facts(front[: front.index(title)])
    writer, annex, before_title = _Writer(), False, True
    for block in blocks:
        if block.role != "text":
            _add_other(writer, block)
            continue
        annex = annex or (block is not title and bool(_ANNEX.fullmatch(plain(block.text))))
        if before_title or _is_heading(block.text) or (annex and _ANNEX.fullmatch(plain(block.text))):
            writer.add(
                Kind.HEADING,
                block.text,
                level=0 if block is title else 2 if _ANNEX.fullmatch(plain(block.text)) is None else 1,
            )
        else:
            marker = read_marker(block.text)
            level = {"number": 0, "letter": 1, "bullet": 2}.get(marker.form, 0) if marker else 0
            writer.add_numbered(Kind.ANNEX if annex else Kind.BODY, block.text, level=level)
        before_title = before_title and block is not title
    heading = Heading(kind="letter", organ="S", date=read_date(title.text))
    return Structure(heading, title.text, link_marks(writer.paragraphs), facts)


def _letter_facts(front: list[Block]) -> dict[str, str]:
    """The bodies addressed with their sessions and years, and the agenda item with its name."""
    facts: dict[str, str] = {}
    bodies: list[str] = []
    for at, block in enumerate(front):
        following = front[at + 1].text if at + 1 < len(front) else ""
        if plain(block.text) in ("大会", "安全理事会", "经济及社会理事会"):
            bodies.append(f"{block.text} {following}" if re.search(r"届会议|年$", plain(following)) else block.text)
        elif match := re.match(r"(?:临时)?议程项目(.+)", plain(block.text)):
            facts["agenda_item"] = f"{match[1]} {following}".strip()
    return facts | ({"bodies": "；".join(bodies)} if bodies else {})


def _is_heading(text: str) -> bool:
    """A short line without a sentence's end is a heading, unless it signs or numbers something."""
    return (
        len(text) <= _LONGEST_HEADING
        and not _PARAGRAPH_END.search(text)
        and not read_marker(text)
        and "签名" not in text
    )


def _read_statement(blocks: Sequence[Block]) -> Structure | None:
    """A presidential statement: an opening line that tells date, meeting and item, then the quoted text."""
    for at, block in enumerate(blocks[:_FRONT_BLOCKS]):
        before = [other.text for other in blocks[:at]]
        heading = read_statement_heading([*before, block.text[:80]], block.text) if block.role == "text" else None
        if heading:
            break
    else:
        return None
    writer = _Writer()
    for block in blocks[: at + 1]:
        writer.add(Kind.HEADING, block.text, f"h{writer.next('h')}")
    for block in blocks[at + 1 :]:
        if block.role == "text":
            writer.add_numbered(Kind.BODY, block.text)
        else:
            _add_other(writer, block)
    facts = {"agenda_item": heading.agenda_item} if heading.agenda_item else {}
    return Structure(heading, "", link_marks(writer.paragraphs), facts)


def _read_resolution(blocks: Sequence[Block]) -> Structure | None:
    """A resolution of the Council or the Assembly: opening words, preamble, operative part."""
    at = _opening_at(blocks)
    if at is None:
        return None
    organ = "A" if plain(blocks[at].text).removeprefix("联合国").startswith("大会") else "S"
    body = list(blocks[at + 1 :])
    tail = _tail_at(body)
    heading = read_resolution_heading([b.text for b in blocks[:at]], [b.text for b in body[tail:]], organ)
    writer = _Writer()
    for block in blocks[:at]:
        writer.add(Kind.HEADING, block.text)
    writer.add(Kind.BODY, blocks[at].text)
    _ResolutionBody(writer, body[:tail]).write()
    _write_tail(writer, body[tail:])
    facts = {name: value for name, value in (("vote", heading.vote), ("draft", heading.draft)) if value}
    return Structure(heading, "", link_marks(writer.paragraphs), facts)


def _opening_at(blocks: Sequence[Block]) -> int | None:
    """Where the opening words stand alone: 安全理事会， or 大会， with a paragraph below them, not more letterhead."""
    for at, block in enumerate(blocks[:_FRONT_BLOCKS]):
        following = blocks[at + 1].text if at + 1 < len(blocks) else ""
        is_opening = block.role == "text" and _OPENING.fullmatch(plain(block.text))
        if is_opening and len(following) >= _SHORTEST_PARAGRAPH and not _LETTERHEAD.search(plain(following)):
            return at
    return None


def _tail_at(body: list[Block]) -> int:
    """Where what follows the operative part begins: the voting line, notes, an annex."""
    last_number = max((at for at, block in enumerate(body) if _number(block)), default=-1)
    for at, block in enumerate(body):
        text = plain(block.text)
        if at > 0 and block.role == "text" and (_ANNEX.fullmatch(text) or (at > last_number and _is_voting_line(text))):
            return at
    return len(body)


def _is_voting_line(text: str) -> bool:
    if _DATE_OR_MEETING.fullmatch(text):
        return True
    return (
        len(text) < 120 and bool(_VOTING_LINE.match(text)) and (bool(read_vote(text)) or read_meeting(text) is not None)
    )


def _number(block: Block) -> Marker | None:
    """The printed number of an operative paragraph, behind a list sign if the source put one."""
    if block.role != "text":
        return None
    marker = read_marker(block.text)
    if marker and marker.form == "bullet":
        inner = read_marker(block.text[marker.length :])
        marker = (
            Marker("number", inner.value, marker.length + inner.length) if inner and inner.form == "number" else marker
        )
    return marker if marker and marker.form == "number" else None


class _ResolutionBody:
    """Writes preamble and operative part; the first printed number ends the preamble."""

    def __init__(self, writer: _Writer, blocks: list[Block]) -> None:
        self.writer = writer
        self.blocks = blocks
        self.parent = ""  # anchor and label of the paragraph that sub-paragraphs stand under
        self.parent_label = ""
        self.letter = ""
        self.operative = False
        self.last = 0
        self.numbered = any(_number(block) for block in blocks)
        self.last_preamble = max(
            (at for at, block in enumerate(blocks) if block.text.endswith((",", "，"))), default=-1
        )

    def write(self) -> None:
        for at, block in enumerate(self.blocks):
            following = self.blocks[at + 1] if at + 1 < len(self.blocks) else None
            if block.role != "text":
                _add_other(self.writer, block)
            elif (number := _number(block)) and int(number.value) > self.last:
                self._write_operative(block.text, number)
            elif (marker := read_marker(block.text)) and marker.form == "letter" and self.parent:
                self._write_sub(block.text, marker)
            elif self._begins_operative(at, block.text, following):
                self._write_operative(block.text, None)
            elif self.operative:
                self.writer.add_numbered(Kind.BODY, block.text, level=1)
            elif _CHAPEAU.fullmatch(plain(block.text)):
                self.writer.add(Kind.BODY, block.text)
            else:
                self._write_preamble(block.text)

    def _begins_operative(self, at: int, text: str, following: Block | None) -> bool:
        """In a text that numbers nothing, the paragraph that ends the sentence is operative."""
        if self.numbered:
            return False
        folded = plain(text)
        if following is not None and (marker := read_marker(following.text)) and marker.form == "letter":
            return folded.endswith(("决定:", "决定："))
        if self.operative:
            return not read_marker(text)
        return bool(_OPERATIVE_END.search(folded)) and at >= self.last_preamble

    def _write_preamble(self, text: str) -> None:
        number = self.writer.next("pp")
        self.parent, self.parent_label, self.letter = f"pp{number}", f"PP{number}", ""
        printed, lead = with_gap(text, read_marker(text))
        self.writer.add(Kind.PREAMBLE, printed, self.parent_label, self.parent, lead=lead)

    def _write_operative(self, text: str, number: Marker | None) -> None:
        self.operative = True
        self.last = int(number.value) if number else self.last + 1
        self.parent, self.parent_label, self.letter = f"op{self.last}", str(self.last), ""
        printed, lead = with_gap(text, number)
        self.writer.add(Kind.OPERATIVE, printed, self.parent_label, self.parent, lead=lead)

    def _write_sub(self, text: str, marker: Marker) -> None:
        printed, lead = with_gap(text, marker)
        expected = _letter_after(self.letter)
        if marker.value != expected and self.letter and roman_number(marker.value.upper()):
            label, anchor, level = (
                f"{self.parent_label}({self.letter})({marker.value})",
                f"{self.parent}{self.letter}{marker.value}",
                2,
            )
        else:
            self.letter = marker.value
            label, anchor, level = f"{self.parent_label}({self.letter})", f"{self.parent}{self.letter}", 1
        self.writer.add(Kind.SUB, printed, label, anchor, lead=lead, level=level)


def _letter_after(letter: str) -> str:
    if not letter:
        return "a"
    return chr(ord(letter) + 1) if len(letter) == 1 and letter < "z" else letter[0] + chr(ord(letter[-1]) + 1)


def _write_tail(writer: _Writer, blocks: list[Block]) -> None:
    annex = False
    for block in blocks:
        is_note = block.role == "text" and block.number.isdigit() and len(block.number) <= 2 and not annex
        if block.role != "text":
            _add_other(writer, block)
        elif _ANNEX.fullmatch(plain(block.text)):
            annex = True
            writer.add(Kind.HEADING, block.text, level=1)
        elif is_note:
            writer.add_note(block, "0")
        else:
            writer.add_numbered(Kind.ANNEX if annex else Kind.BODY, block.text)


def _add_other(writer: _Writer, block: Block) -> None:
    if block.role == "table":
        writer.add_table(block)
    else:
        writer.add_note(block, "0")


def _read_other(blocks: Sequence[Block]) -> Structure:
    """Any other text: its paragraphs as they stand, the first line as title when it looks like one."""
    writer = _Writer()
    for block in blocks:
        if block.role != "text":
            _add_other(writer, block)
        elif _is_heading(block.text):
            writer.add(Kind.HEADING, block.text, level=1)
        else:
            writer.add_numbered(Kind.BODY, block.text)
    first = blocks[0].text if blocks and blocks[0].role == "text" else ""
    title = first if first and _is_heading(first) else first[:40] + ("…" if len(first) > 40 else "")
    return Structure(Heading(kind="other"), title, link_marks(writer.paragraphs))
