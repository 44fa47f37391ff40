"""The whole reading: text → ``ParsedDocument``. The only way in from outside this package."""

from resolutions.text.blocks import read_blocks
from resolutions.text.citing import cite
from resolutions.text.corrections import NONE, Corrections, correct
from resolutions.text.lines import read_lines
from resolutions.text.parsed import ParsedDocument
from resolutions.text.structure import Structure, read_structure
from resolutions.text.symbols import symbol_facts, tidy_symbol
from resolutions.text.warnings import find_warnings


def read_document(text: str, corrections: Corrections = NONE) -> ParsedDocument:
    """Read a text as it came and tell what it is, its paragraphs and its citations.

    ``corrections`` are what staff corrected by hand; citations are found in the corrected paragraphs.
    No input raises. What was not understood is a warning, in Chinese for the editor.
    """
    lines = list(read_lines(text))
    structure, lost = correct(read_structure(read_blocks(lines)), corrections)
    heading = structure.heading
    paragraphs = tuple(cite(structure.paragraphs, heading))
    witnesses = tuple(dict.fromkeys(symbol for line in lines if line.link and (symbol := tidy_symbol(line.link))))
    return ParsedDocument(
        symbol=heading.symbol,
        kind=heading.kind,
        organ=heading.organ,
        title=corrections.fields.get("title") or _title(structure),
        date=heading.date,
        meeting=heading.meeting,
        paragraphs=paragraphs,
        warnings=(*lost, *find_warnings(paragraphs, heading.kind, heading.symbol, witnesses)),
        witnesses=witnesses,
        facts=structure.facts,
    )


def _title(structure: Structure) -> str:
    """The symbol's title, else what the text prints as one."""
    return symbol_facts(structure.heading.symbol).title if structure.heading.symbol else structure.title
