"""Structure of a document: blocks to paragraphs with kind, label and anchor. One module a kind of document."""

from collections.abc import Sequence
from dataclasses import replace

from resolutions.text.furniture import Furniture
from resolutions.text.heading import Heading
from resolutions.text.layout import TextBlock
from resolutions.text.structure.bilingual import mark_languages
from resolutions.text.structure.builder import Structure
from resolutions.text.structure.generic import read_generic
from resolutions.text.structure.letter import read_letter
from resolutions.text.structure.repertoire import read_repertoire
from resolutions.text.structure.resolution import read_resolution
from resolutions.text.structure.statement import read_statement
from resolutions.text.symbols import describe_symbol

__all__ = ["Structure", "read_structure"]

_NO_FURNITURE = Furniture()


def read_structure(blocks: Sequence[TextBlock], furniture: Furniture = _NO_FURNITURE) -> Structure:
    """Detect the kind of document and read the blocks as such; the letterhead fills what the heading lacks.

    No input raises.
    """
    blocks = mark_languages(blocks)
    structure = (
        read_repertoire(blocks)
        or read_letter(blocks)
        or read_statement(blocks, furniture.symbol)
        or read_resolution(blocks)
        or read_generic(blocks)
    )
    return replace(structure, heading=_complete(structure.heading, furniture))


def _complete(heading: Heading, furniture: Furniture) -> Heading:
    """Fill a missing symbol and date with those of the letterhead, if its symbol can be that of the document."""
    if not furniture.symbol or (heading.symbol and heading.symbol != furniture.symbol):
        return heading
    facts = describe_symbol(furniture.symbol)
    if heading.kind in ("resolution", "statement") and facts.kind not in (heading.kind, "other"):
        return heading
    if heading.kind == "resolution" and facts.organ and facts.organ != heading.organ:
        return heading
    return replace(
        heading,
        symbol=furniture.symbol,
        organ=heading.organ or facts.organ,
        kind=facts.kind if heading.kind == "other" else heading.kind,
        date=heading.date or furniture.date,
    )
