"""Group source lines into blocks: paragraphs, footnotes and tables."""

from resolutions.text.layout.plain_text import read_plain_blocks
from resolutions.text.layout.printed_page import read_printed_blocks
from resolutions.text.layout.source_lines import SourceLine, has_printed_layout
from resolutions.text.layout.text_block import TextBlock


def read_blocks(lines: list[SourceLine]) -> list[TextBlock]:
    """Group lines into blocks in reading order; lines with a link annotation are left out.

    A footnote that interrupts a paragraph in print follows that paragraph. No input raises.
    """
    prose = [line for line in lines if not line.link_symbol]
    return list(read_printed_blocks(prose)) if has_printed_layout(prose) else list(read_plain_blocks(prose))
