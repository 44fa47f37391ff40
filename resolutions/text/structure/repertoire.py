"""Chapters of the Repertoire of the Practice of the Security Council."""

import re
from collections import Counter
from collections.abc import Sequence

from resolutions.text.footnotes import link_footnote_marks
from resolutions.text.heading import Heading
from resolutions.text.layout import TextBlock
from resolutions.text.parsed import ParagraphKind as Kind
from resolutions.text.parsed import ParsedParagraph
from resolutions.text.structure.builder import Structure, StructureBuilder


def _chapter_title(sections: list[TextBlock], numbers: list[str], period: str) -> str:
    """Return a short title by the numbers of the sections; by their names where they have none.

    >>> _chapter_title([], ["35", "36"], "2020"), _chapter_title([], ["7", "9"], ""), _chapter_title([], ["7"], "")
    ('《惯例汇辑》第35—36节（2020年）', '《惯例汇辑》第7、9节', '《惯例汇辑》第7节')
    """
    if not numbers:
        return "；".join(re.sub(r"^\d+\.\s*", "", block.text) for block in sections)
    is_span = len(numbers) > 1 and [*map(int, numbers)] == [*range(int(numbers[0]), int(numbers[0]) + len(numbers))]
    span = f"{numbers[0]}—{numbers[-1]}" if is_span else "、".join(numbers)
    return f"《惯例汇辑》第{span}节" + (f"（{period}年）" if period else "")


def _period(paragraphs: list[ParsedParagraph]) -> str:
    """Return the year of most dates in the tables; empty without tables."""
    years = Counter(year for p in paragraphs if p.kind == Kind.TABLE for year in re.findall(r"(\d{4})年\d", p.text))
    return years.most_common(1)[0][0] if years else ""


def read_repertoire(blocks: Sequence[TextBlock]) -> Structure | None:
    """Read numbered sections with footnotes and meeting tables.

    None when the blocks hold no section or fewer than three notes.
    """
    sections = [block for block in blocks if block.section]
    notes = sum(block.role == "note" for block in blocks)
    if not sections or notes < 3:
        return None
    builder, last_table, notes_later = StructureBuilder(), "0", []
    for block in blocks:
        if block.role == "table":
            builder.add_table(block)
            last_table = block.number
        elif block.role == "note" and block.number.isalpha():
            builder.add_note(block, last_table)
        elif block.role == "note":
            notes_later.append(block)
        elif block.section:
            builder.add_numbered(Kind.HEADING, block.text, level=1)
        else:
            builder.add_paragraph(Kind.BODY, block.text)
    for block in notes_later:
        builder.add_note(block, last_table)
    numbers = [match[0] for block in sections if (match := re.match(r"\d+", block.text))]
    facts = {"sections": "、".join(numbers)} if numbers else {}
    if period := _period(builder.paragraphs):
        facts["period"] = period
    title = _chapter_title(sections, numbers, period)
    return Structure(Heading(organ="S", kind="repertoire"), title, link_footnote_marks(builder.paragraphs), facts)
