"""Letters to the Secretary-General or a President, with the annex that they transmit."""

import re
from collections.abc import Sequence

from resolutions.text.dates import ENGLISH_MONTHS, read_date, read_foreign_date
from resolutions.text.fold import fold_and_squeeze
from resolutions.text.footnotes import link_footnote_marks
from resolutions.text.heading import Heading
from resolutions.text.layout import TextBlock
from resolutions.text.parsed import ParagraphKind as Kind
from resolutions.text.structure.annexes import add_annexes, read_annex_title
from resolutions.text.structure.builder import Structure, StructureBuilder, count_front
from resolutions.text.structure.short_titles import is_heading

_LETTER_TITLE = re.compile(
    r"(?:\d{4}年.{2,6}日)?(?P<sender>.{2,40}?)给(?P<addressee>.{2,30}?)的(?:同文信|信|普通照会)(?P<annex>的附件.*)?"
)
_ENGLISH_TITLE = re.compile(
    rf"(?P<annex>Annex(?:es)? to the )?(?:Identical letters?|Letters?|Notes? verbales?|Identical notes verbales) "
    rf"dated \d{{1,2}} (?:{ENGLISH_MONTHS}) \d{{4}} "
    r"from (?P<sender>.{2,200}?) addressed to (?P<addressee>.{2,200})",
    re.I,
)


def read_letter(blocks: Sequence[TextBlock]) -> Structure | None:
    """Read a letter with its annexes; None when the blocks are no letter."""
    front = [block for block in blocks[: count_front(blocks)] if block.role == "text"]
    titles = [(block, match) for block in front if (match := _read_title(block.text))]
    if not titles or titles[0][1]["annex"]:
        return None
    title, match = titles[0]
    at = blocks.index(title)
    facts = {"from": match["sender"], "to": match["addressee"]} | _letter_facts(front[: front.index(title)])
    annex = next((n for n in range(at + 1, len(blocks)) if _is_annex_title(blocks[n])), len(blocks))
    builder = StructureBuilder()
    for block in blocks[: at + 1]:
        if block.role == "text":
            builder.add_paragraph(Kind.HEADING, block.text, level=0 if block is title else 2)
        else:
            builder.add_table_or_note(block)
    for block, following in zip(blocks[at + 1 : annex], [*blocks[at + 2 : annex], None], strict=True):
        _add_body(builder, block, signs=following is not None and _is_signature(following.text))
    add_annexes(builder, blocks[annex:])
    heading = Heading(kind="letter", organ="S", date=read_date(title.text) or read_foreign_date(title.text))
    return Structure(heading, title.text, link_footnote_marks(builder.paragraphs), facts)


def _read_title(text: str) -> re.Match[str] | None:
    """Return the match of the title of a letter in Chinese or English."""
    if "给" in text or "給" in text:
        return _LETTER_TITLE.fullmatch(fold_and_squeeze(text))
    return _ENGLISH_TITLE.fullmatch(text) if " addressed to " in text else None


def _is_annex_title(block: TextBlock) -> bool:
    return block.role == "text" and read_annex_title(block.text) is not None


def _is_signature(text: str) -> bool:
    return "签名" in fold_and_squeeze(text) or text.startswith("(Signed)")


def _add_body(builder: StructureBuilder, block: TextBlock, signs: bool) -> None:
    """Add a block of the letter itself; ``signs`` is True for the title of the signer."""
    if block.role != "text":
        builder.add_table_or_note(block)
    elif block.language:
        builder.add_foreign(block)
    elif is_heading(block.text) and not signs:
        builder.add_paragraph(Kind.HEADING, block.text, level=2)
    else:
        builder.add_indented(Kind.BODY, block.text)


def _letter_facts(front: list[TextBlock]) -> dict[str, str]:
    """Return the addressed bodies with their sessions and years, and the agenda item with its name."""
    facts: dict[str, str] = {}
    bodies: list[str] = []
    for at, block in enumerate(front):
        following = front[at + 1].text if at + 1 < len(front) else ""
        if fold_and_squeeze(block.text) in ("大会", "安全理事会", "经济及社会理事会"):
            bodies.append(
                f"{block.text} {following}" if re.search(r"届会议|年$", fold_and_squeeze(following)) else block.text
            )
        elif match := re.match(r"(?:临时)?议程项目(.+)", fold_and_squeeze(block.text)):
            facts["agenda_item"] = f"{match[1]} {following}".strip()
    return facts | ({"bodies": "；".join(bodies)} if bodies else {})
