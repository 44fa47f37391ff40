"""Block with the opening words of a resolution, or the first paragraph of one that lost them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from resolutions.text.dates import CHINESE_DATE
from resolutions.text.drafting_verbs import begins_with_drafting_verb
from resolutions.text.fold import fold_and_squeeze
from resolutions.text.furniture.front import find_signed_opening, is_title
from resolutions.text.heading import read_vote
from resolutions.text.heading_symbols import read_resolution_symbol
from resolutions.text.layout import TextBlock
from resolutions.text.markers import read_marker
from resolutions.text.openings import read_opening
from resolutions.text.structure.builder import count_front
from resolutions.text.structure.short_titles import is_short_title

_HEADING_LINE = re.compile(
    rf"^Distr|^\d{{1,2}} ?[A-Z][a-z]+ ?\d{{4}}$|^{CHINESE_DATE}$|^第\d+\(\d{{4}}\)号决议$"
    r"|次会议通过[,，]?$|第.{1,6}届会议$|^第.{1,6}年$"
)
_ASSEMBLY_TITLE = re.compile(r"A/RES/|大会|^第?\d{2}/\d{1,3}|\([IVXL]{1,6}\)")
_FEWEST_USUAL = 2  # paragraphs that begin with a drafting verb or number, where no opening words tell a resolution
_SHORTEST_PARAGRAPH = 8  # characters
_SAMPLE = 8  # paragraphs behind the first one


# Opening words that the printed lines joined to the line of adoption.
_JOINED_OPENING = re.compile(
    r"(?:通过|過|\d{4})[,，]?\s*(?P<words>(?:联合国|聯合國)?(?:安全理事会|安全理事會|安理会|大会|大會|"
    r"The Security Council|The General Assembly)[,，])$"
)
_LONGEST_ADOPTION = 120


@dataclass(frozen=True, slots=True)
class OpeningBlock:
    """Opening words of a resolution.

    ``at`` is the index of their block, ``text`` their words, ``rest`` the first paragraph on the same line. Without
    opening words ``text`` is empty and ``rest`` is the first paragraph, at ``at``.
    """

    at: int
    organ: str
    text: str
    rest: tuple[TextBlock, ...]


def find_opening(blocks: Sequence[TextBlock]) -> OpeningBlock | None:
    """Find the opening words (安全理事会， or 大会，) that a paragraph follows; None where none is."""
    signed = find_signed_opening([block.text for block in blocks[: count_front(blocks)]])
    for at, block in enumerate(blocks[: count_front(blocks)]):
        opening = read_opening(block.text) if block.role == "text" and not block.language else None
        if opening is None:
            continue
        if not opening.is_alone and (opening.has_sign or _is_behind_title(blocks[:at])):
            rest = replace(block, text=block.text[opening.length :])
            return OpeningBlock(at, opening.organ, block.text[: opening.length].rstrip(), (rest,))
        if opening.is_alone and _opens(blocks, at, opening.has_sign, signed):
            return OpeningBlock(at, opening.organ, block.text, ())
    return _find_first_paragraph(blocks)


def _is_behind_title(above: Sequence[TextBlock]) -> bool:
    """Return True if a line above titles a resolution; elsewhere 安全理事会重申 is prose."""
    lines = [block.text for block in above if block.role == "text"]
    return bool(read_resolution_symbol(lines, "S") or read_resolution_symbol(lines, "A"))


def part_adoption_lines(blocks: Sequence[TextBlock]) -> list[TextBlock]:
    """Part the opening words from a line of adoption that ends with them."""
    parted: list[TextBlock] = []
    front = count_front(blocks)
    for at, block in enumerate(blocks):
        is_short = at < front and block.role == "text" and len(block.text) <= _LONGEST_ADOPTION
        match = _JOINED_OPENING.search(block.text) if is_short else None
        if match and is_title(block.text[: match.start("words")].rstrip()):
            parted.append(replace(block, text=block.text[: match.start("words")].rstrip()))
            parted.append(replace(block, text=match["words"]))
        else:
            parted.append(block)
    return parted


def _opens(blocks: Sequence[TextBlock], at: int, has_sign: bool, signed: int) -> bool:
    """Return True if a paragraph follows; an organ without a comma may be a line of the heading or of a menu.

    ``signed`` is the index of the first opening words with a comma.
    """
    following = next((block.text for block in blocks[at + 1 :] if not block.language), "")
    folded = fold_and_squeeze(following[:200])
    if not folded or (_HEADING_LINE.search(folded) and len(following) < 200):
        return False
    return begins_with_drafting_verb(folded) or (
        len(folded) >= _SHORTEST_PARAGRAPH and (has_sign or (at >= signed and not is_title(following)))
    )


def _find_first_paragraph(blocks: Sequence[TextBlock]) -> OpeningBlock | None:
    """Return the first paragraph behind the title of a resolution that lost its opening words."""
    front = [
        at for at, block in enumerate(blocks[: count_front(blocks)]) if block.role == "text" and not block.language
    ]
    titles = [at for at in front if is_title(blocks[at].text)]
    above = titles[-1] if titles else -1
    first = next((at for at in front if at > above and _is_paragraph(blocks[at])), None)
    if first is None or not (titles or _is_first_number(blocks[first])):
        return None
    sample = [blocks[at] for at in front if at >= first and not _is_lettered(blocks[at])][:_SAMPLE]
    is_titled = _is_behind_title([blocks[at] for at in titles])
    usual = sum(_begins_as_usual(block) if is_titled else _is_clause(block) for block in sample)
    if usual < _FEWEST_USUAL or 2 * usual < len(sample):
        return None
    organ = "A" if any(_ASSEMBLY_TITLE.search(fold_and_squeeze(blocks[at].text)) for at in titles) else "S"
    return OpeningBlock(first, organ, "", (blocks[first],))


def _is_clause(block: TextBlock) -> bool:
    """Return True for a clause of a resolution: it begins with a verb and ends with a comma or semicolon."""
    marker = read_marker(block.text)
    words = fold_and_squeeze(block.text[marker.length if marker else 0 :][:40])
    return begins_with_drafting_verb(words) and block.text.endswith((",", "，", ";", "；"))


def _is_first_number(block: TextBlock) -> bool:
    marker = read_marker(block.text)
    return bool(marker and marker.ordinal == 1)


def _is_lettered(block: TextBlock) -> bool:
    marker = read_marker(block.text)
    return bool(marker and marker.form == "letter")


def _is_paragraph(block: TextBlock) -> bool:
    """Return True for a paragraph of a preamble or one with a number, and False for a line of a heading."""
    return _begins_as_usual(block) or (
        len(block.text) >= _SHORTEST_PARAGRAPH and block.text.endswith((",", "，")) and not read_vote(block.text)
    )


def _begins_as_usual(block: TextBlock) -> bool:
    """Return True for a paragraph that begins with a drafting verb or a number with a sentence."""
    marker = read_marker(block.text)
    words = fold_and_squeeze(block.text[marker.length if marker else 0 :][:40])
    is_numbered = marker is not None and marker.form == "number" and not is_short_title(block.text)
    return begins_with_drafting_verb(words) or is_numbered
