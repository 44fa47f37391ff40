"""Annexes and appendices: their titles, and paragraphs with labels of their own (``annex4``, ``annexII.4(a)``)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from resolutions.text.anchors import paragraph_anchor
from resolutions.text.fold import fold_and_squeeze
from resolutions.text.layout import TextBlock
from resolutions.text.markers import space_after_marker
from resolutions.text.numerals import CHINESE_COUNTING_CHARACTERS, parse_number, to_roman
from resolutions.text.parsed import ParagraphKind as Kind
from resolutions.text.structure.builder import StructureBuilder
from resolutions.text.structure.numbering import Place, read_numbering
from resolutions.text.structure.short_titles import is_annex_heading, is_short_title

_CHINESE_TITLE = re.compile(
    rf"(?P<word>附件|附录)(?:(?P<number>[{CHINESE_COUNTING_CHARACTERS}]{{1,3}}|\d{{1,2}}|[IVX]{{1,5}}|[A-Z])(?P<title>[-:.、]?.{{0,40}})|[-:].{{0,40}})?"
)
_LATIN_TITLE = re.compile(r"(?P<word>Annex|Appendix)(?: ?(?P<number>[IVX]{1,5}|\d{1,2}|[A-Z])(?:[-:.].{0,90})?)?", re.I)
_TRANSMITTED = re.compile(r".{0,60}的附件")
_ROMAN_SIGNS = {0x2160 + n: to_roman(n + 1) for n in range(12)}  # Ⅰ to Ⅻ
_WORDS = {"附件": "annex", "附录": "appendix", "annex": "annex", "appendix": "appendix"}
_CITED = re.compile(r"[所中第的和及与或、,]|(?:将|应|须|是|为|已|载|列)")
_LONGEST_TITLE = 100


@dataclass(frozen=True, slots=True)
class AnnexTitle:
    """Title of an annex; ``prefix`` begins the labels of its paragraphs: ``annex`` or ``annexII.``."""

    prefix: str


def read_annex_title(text: str) -> AnnexTitle | None:
    """Read the line above an annex; None for any other line.

    >>> [read_annex_title(line).prefix for line in ("附件", "附件二", "附件2：准则", "Annex II")]
    ['annex', 'annexII.', 'annex2.', 'annexII.']
    >>> read_annex_title("附件一所列个人")


    """
    is_short = is_short_title(text.rstrip(":："), _LONGEST_TITLE)
    if not is_short and not text.endswith("件"):
        return None
    folded = fold_and_squeeze(text[:200]).translate(_ROMAN_SIGNS)
    if not is_short and not _TRANSMITTED.fullmatch(folded):
        return None
    if match := _CHINESE_TITLE.fullmatch(folded) or _LATIN_TITLE.fullmatch(folded):
        if _CITED.match(match.groupdict().get("title") or ""):
            return None
        word = _WORDS[match["word"].lower()]
        return AnnexTitle(f"{word}{_number(match['number'])}." if match["number"] else word)
    return AnnexTitle("annex") if _TRANSMITTED.fullmatch(folded) else None


def _number(printed: str) -> str:
    """Return the number of an annex: Chinese numbers are Roman, others as printed."""
    if printed.isascii():
        return printed
    number = parse_number(printed)
    return to_roman(number) if number else printed


def add_annexes(builder: StructureBuilder, blocks: Sequence[TextBlock]) -> None:
    """Add the blocks from the title of the first annex; the running labels count on through numbered paragraphs."""
    starts = [at for at, block in enumerate(blocks) if block.role == "text" and read_annex_title(block.text)]
    for start, end in pairwise([*starts, len(blocks)]):
        title = read_annex_title(blocks[start].text)
        builder.add_paragraph(Kind.HEADING, blocks[start].text, level=1)
        _add_annex(builder, blocks[start + 1 : end], title.prefix if title else "annex")


def _add_annex(builder: StructureBuilder, blocks: Sequence[TextBlock], prefix: str) -> None:
    texts = [block.text if block.role == "text" and not block.language else "" for block in blocks]
    for block, place, text in zip(blocks, read_numbering(texts), texts, strict=True):
        if block.role != "text":
            builder.add_table_or_note(block)
        elif block.language:
            builder.add_foreign(block)
        elif place and place.path[0]:
            add_annex_paragraph(builder, text, place, prefix)
        elif is_annex_heading(text):
            builder.add_paragraph(Kind.HEADING, text, level=2)
        else:
            builder.add_indented(Kind.ANNEX, text)


def add_annex_paragraph(builder: StructureBuilder, text: str, place: Place, prefix: str) -> None:
    """Add a numbered paragraph of an annex with the label that is cited: ``annex13(a)``."""
    builder.next_number("p")
    number, *below = place.path
    label = f"{prefix}{number}" + "".join(f"({part})" for part in below)
    printed, lead = space_after_marker(text, place.marker)
    builder.add_paragraph(Kind.ANNEX, printed, label, paragraph_anchor(label), lead=lead, level=len(below))
