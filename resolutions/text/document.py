"""The whole reading: text → ``ParsedDocument``. The only way in from outside this package."""

from collections.abc import Iterable

from resolutions.text.blocks import read_blocks
from resolutions.text.citations.document import cite
from resolutions.text.corrections import NONE, Corrections, correct
from resolutions.text.lines import Line, read_lines
from resolutions.text.parsed import ParsedDocument
from resolutions.text.structure import Structure, read_structure
from resolutions.text.symbols import canonical_symbol, is_official_address, symbol_facts, tidy_symbol
from resolutions.text.warnings import find_warnings


def read_document(text: str, corrections: Corrections = NONE, links: Iterable[str] = ()) -> ParsedDocument:
    """Read a text as it came and tell what it is, its paragraphs and its citations.

    ``corrections`` are what staff corrected by hand; citations are found in the corrected paragraphs.
    ``links`` are addresses that the file keeps beside its text: witnesses for the citations, as those in the text.
    No input raises. What was not understood is a warning, in Chinese for the editor.
    """
    lines = list(read_lines(text))
    structure, lost = correct(read_structure(read_blocks(lines)), corrections)
    heading = structure.heading
    paragraphs = tuple(cite(structure.paragraphs, heading))
    witnesses = _witnesses(lines, links)
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


def _witnesses(lines: Iterable[Line], links: Iterable[str]) -> tuple[str, ...]:
    """The symbols of link annotations, each once."""
    in_text = (tidy_symbol(line.link) for line in lines if line.link)
    beside = (canonical_symbol(link) for link in links if is_official_address(link))
    return tuple(dict.fromkeys(symbol for symbol in (*in_text, *beside) if symbol))


def _title(structure: Structure) -> str:
    """The symbol's title, else what the text prints as one."""
    return symbol_facts(structure.heading.symbol).title if structure.heading.symbol else structure.title
