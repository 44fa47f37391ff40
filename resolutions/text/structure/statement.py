"""Statements by the President of the Security Council."""

from collections.abc import Sequence

from resolutions.text.footnotes import link_footnote_marks
from resolutions.text.heading import read_statement_heading
from resolutions.text.layout import TextBlock
from resolutions.text.parsed import ParagraphKind as Kind
from resolutions.text.structure.builder import FRONT_BLOCKS, Structure, StructureBuilder


def read_statement(blocks: Sequence[TextBlock]) -> Structure | None:
    """Read the opening line (date, meeting, agenda item) and the quoted text; None without an opening line."""
    for at, block in enumerate(blocks[:FRONT_BLOCKS]):
        before = [other.text for other in blocks[:at]]
        heading = read_statement_heading([*before, block.text[:80]], block.text) if block.role == "text" else None
        if heading:
            break
    else:
        return None
    builder = StructureBuilder()
    for block in blocks[: at + 1]:
        builder.add_paragraph(Kind.HEADING, block.text, f"h{builder.next_number('h')}")
    for block in blocks[at + 1 :]:
        if block.role == "text":
            builder.add_numbered(Kind.BODY, block.text)
        else:
            builder.add_table_or_note(block)
    facts = {"agenda_item": heading.agenda_item} if heading.agenda_item else {}
    return Structure(heading, "", link_footnote_marks(builder.paragraphs), facts)
