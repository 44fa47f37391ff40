"""The whole reading: text → ``ParsedDocument``. The only way in from outside this package."""

from resolutions.text.blocks import read_blocks
from resolutions.text.lines import read_lines
from resolutions.text.parsed import ParsedDocument
from resolutions.text.structure import read_structure
from resolutions.text.symbols import symbol_facts, tidy_symbol


def read_document(text: str) -> ParsedDocument:
    """Read a text as it came and tell what it is, its paragraphs and its citations.

    No input raises. What was not understood is a warning, in Chinese for the editor.
    """
    lines = list(read_lines(text))
    structure = read_structure(read_blocks(lines))
    heading = structure.heading
    facts = symbol_facts(heading.symbol) if heading.symbol else None
    witnesses = tuple(dict.fromkeys(symbol for line in lines if line.link and (symbol := tidy_symbol(line.link))))
    return ParsedDocument(
        symbol=heading.symbol,
        kind=heading.kind,
        organ=heading.organ,
        title=facts.title if facts else structure.title,
        date=heading.date,
        meeting=heading.meeting,
        paragraphs=tuple(structure.paragraphs),
        witnesses=witnesses,
        facts=structure.facts,
    )
