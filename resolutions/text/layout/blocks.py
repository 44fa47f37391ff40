"""Group source lines into blocks: paragraphs, footnotes and tables."""

from collections.abc import Sequence
from dataclasses import dataclass

from resolutions.text.layout.plain_text import read_plain_text
from resolutions.text.layout.printed_page import read_printed_blocks
from resolutions.text.layout.source_lines import SourceLine, has_printed_layout
from resolutions.text.layout.text_block import TextBlock


@dataclass(frozen=True, slots=True)
class LayoutReading:
    """Blocks of a text in reading order. ``doubts`` are sentences in Chinese about line ends that are not certain."""

    blocks: list[TextBlock]
    doubts: tuple[str, ...] = ()


def read_layout(lines: Sequence[SourceLine]) -> LayoutReading:
    """Group lines into blocks in reading order; lines with a link annotation are left out.

    A footnote that interrupts a paragraph in print follows that paragraph. No input raises.
    """
    prose = [line for line in lines if not line.link_symbol]
    if has_printed_layout(prose):
        return LayoutReading(list(read_printed_blocks(prose)))
    return LayoutReading(*read_plain_text(prose))


def read_blocks(lines: Sequence[SourceLine]) -> list[TextBlock]:
    """Return the blocks alone."""
    return read_layout(lines).blocks
