"""Structure of a document: blocks to paragraphs with kind, label and anchor. One module a kind of document."""

from collections.abc import Sequence

from resolutions.text.layout import TextBlock
from resolutions.text.structure.builder import Structure
from resolutions.text.structure.generic import read_generic
from resolutions.text.structure.letter import read_letter
from resolutions.text.structure.repertoire import read_repertoire
from resolutions.text.structure.resolution import read_resolution
from resolutions.text.structure.statement import read_statement

__all__ = ["Structure", "read_structure"]


def read_structure(blocks: Sequence[TextBlock]) -> Structure:
    """Detect the kind of document and read the blocks as such. No input raises."""
    for reader in (read_repertoire, read_letter, read_statement, read_resolution):
        structure = reader(blocks)
        if structure:
            return structure
    return read_generic(blocks)
