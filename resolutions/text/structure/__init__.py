"""Blocks → paragraphs with kind, label and anchor: one module for each kind of document."""

from collections.abc import Sequence

from resolutions.text.blocks import Block
from resolutions.text.structure.chapter import read_chapter
from resolutions.text.structure.letter import read_letter
from resolutions.text.structure.other import read_other
from resolutions.text.structure.resolution import read_resolution
from resolutions.text.structure.statement import read_statement
from resolutions.text.structure.writer import Structure

__all__ = ["Structure", "read_structure"]


def read_structure(blocks: Sequence[Block]) -> Structure:
    """Tell what kind of document the blocks are and read them as such. No input raises."""
    for reader in (read_chapter, read_letter, read_statement, read_resolution):
        structure = reader(blocks)
        if structure:
            return structure
    return read_other(blocks)
