"""Fallback reader for texts of unknown kind."""

from collections.abc import Sequence

from resolutions.text.dates import read_date
from resolutions.text.footnotes import link_footnote_marks
from resolutions.text.heading import Heading
from resolutions.text.heading_symbols import read_decision_symbol
from resolutions.text.layout import TextBlock
from resolutions.text.parsed import ParagraphKind as Kind
from resolutions.text.structure.builder import Structure, StructureBuilder
from resolutions.text.structure.short_titles import is_heading

_HEADING_BLOCKS = 4


def read_generic(blocks: Sequence[TextBlock]) -> Structure:
    """Read any text: its paragraphs in order, the first line as title when it looks like one."""
    builder = StructureBuilder()
    for block in blocks:
        if block.role != "text":
            builder.add_table_or_note(block)
        elif is_heading(block.text):
            builder.add_paragraph(Kind.HEADING, block.text, level=1)
        else:
            builder.add_numbered(Kind.BODY, block.text)
    first = blocks[0].text if blocks and blocks[0].role == "text" else ""
    title = first if first and is_heading(first) else first[:40] + ("…" if len(first) > 40 else "")
    return Structure(_read_heading(blocks), title, link_footnote_marks(builder.paragraphs))


def _read_heading(blocks: Sequence[TextBlock]) -> Heading:
    """Return the heading of a decision of the General Assembly, whose text is one paragraph without opening words."""
    lines = [block.text for block in blocks[:_HEADING_BLOCKS] if block.role == "text"]
    if symbol := read_decision_symbol(lines):
        return Heading(symbol=symbol, organ="A", kind="decision", date=next(filter(None, map(read_date, lines)), None))
    return Heading(kind="other")
