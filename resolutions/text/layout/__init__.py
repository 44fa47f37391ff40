"""Layout of a text: raw text to lines, lines to blocks. Markers, kinds of document and labels are not its concern."""

from resolutions.text.layout.blocks import read_blocks, read_layout
from resolutions.text.layout.layout_tables import unfold_layout_tables
from resolutions.text.layout.source_lines import SourceLine, read_lines
from resolutions.text.layout.text_block import TextBlock

__all__ = ["SourceLine", "TextBlock", "read_blocks", "read_layout", "read_lines", "unfold_layout_tables"]
