"""Entry point of this package: a text to a ``ParsedDocument``."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from resolutions.text.catalogue_lookup import NO_CATALOGUE, CatalogueLookup
from resolutions.text.citations.addresses import is_un_document_url
from resolutions.text.citations.spellings import canonicalize_symbol
from resolutions.text.document_citations import attach_citations
from resolutions.text.evidence import (
    FROM_CATALOGUE,
    FROM_FILE_NAME,
    SYMBOL_SOURCE,
    Evidence,
    add_file_symbol,
    add_foreign_heading,
    choose_title,
    find_evidence_warnings,
    gather_evidence,
    is_readable_title,
)
from resolutions.text.fold import replace_compatibility_forms
from resolutions.text.furniture import split_furniture
from resolutions.text.heading import Heading
from resolutions.text.heading_conflicts import find_year_conflict
from resolutions.text.layout import SourceLine, read_layout, read_lines, unfold_layout_tables
from resolutions.text.manual_corrections import NO_CORRECTIONS, Corrections, apply_corrections, find_lost_corrections
from resolutions.text.parsed import CorrectionOutcome, ParagraphKind, ParsedDocument
from resolutions.text.reading_warnings import find_letterhead_conflict, find_warnings
from resolutions.text.structure import Structure, read_structure
from resolutions.text.symbols import describe_symbol, normalize_symbol
from resolutions.text.text_corrections import lay_over, place_outcomes

_WITHOUT_TITLE = "other"  # kind of a symbol that says nothing of the document
_TITLE_LENGTH = 40  # characters of the first words of a text without a title


def read_document(
    text: str,
    corrections: Corrections = NO_CORRECTIONS,
    links: Iterable[str] = (),
    catalogue: CatalogueLookup = NO_CATALOGUE,
    file_name: str = "",
) -> ParsedDocument:
    """Read a text: kind of document, heading, paragraphs and citations.

    ``corrections`` were made by staff; citations are found in the corrected paragraphs. ``links`` are addresses that
    the file stores beside its text; like link annotations inside the text they are witnesses for the citations.
    ``catalogue`` tells years of resolutions, and the symbol of a statement that prints its date and meeting alone.
    ``file_name`` is evidence for the symbol and the language; its stem is the title of a text that has none.
    No input raises. Doubts are reported as ``warnings`` in Chinese, for the editor.
    """
    overlay = lay_over(text, corrections.texts)
    text = overlay.text
    lines = unfold_layout_tables(list(read_lines(text)))
    evidence = gather_evidence(text, file_name)
    body, furniture = split_furniture(lines)
    layout = read_layout(body)
    structure = read_structure(layout.blocks, furniture)
    structure = replace(structure, heading=add_foreign_heading(structure.heading, text, evidence))
    printed_symbol = structure.heading.symbol
    structure, states = apply_corrections(structure, corrections)
    known = _complete(structure.heading, catalogue)
    heading = add_file_symbol(known, evidence.file)
    paragraphs = tuple(attach_citations(structure.paragraphs, heading, catalogue, printed_symbol, evidence.language))
    witnesses = _witnesses(lines, links)
    return ParsedDocument(
        symbol=heading.symbol,
        kind=heading.kind,
        organ=heading.organ,
        title=corrections.fields.get("title") or _title(heading, structure, evidence),
        date=heading.date,
        meeting=heading.meeting,
        paragraphs=paragraphs,
        warnings=(
            *find_lost_corrections(corrections, overlay.states, states),
            *layout.doubts,
            *_name_source(known, structure.heading),
            *find_evidence_warnings(known.symbol, heading.symbol, evidence),
            *find_letterhead_conflict(heading.symbol, furniture.symbol),
            *(() if heading.symbol else find_year_conflict(line.text for line in lines if line.text.strip())),
            *find_warnings(paragraphs, heading.kind, heading.symbol, witnesses),
        ),
        witnesses=witnesses,
        facts=structure.facts | _symbol_source(structure.heading.symbol, known.symbol, heading.symbol),
        furniture=tuple(line.text for line in furniture.lines),
        language=evidence.language,
        text_outcomes=place_outcomes(overlay, paragraphs),
        paragraph_outcomes=tuple(CorrectionOutcome(state) for state in states),
    )


def _complete(heading: Heading, catalogue: CatalogueLookup) -> Heading:
    """Return the heading of a statement with the symbol that the catalogue has for its date and meeting."""
    if heading.symbol or heading.kind != "statement":
        return heading
    return replace(heading, symbol=catalogue.find_adopted(heading.kind, heading.date, heading.meeting))


def _name_source(heading: Heading, printed: Heading) -> Iterator[str]:
    """Yield a warning that names the source of a symbol that is not printed."""
    if heading.symbol != printed.symbol:
        yield f"文本没有文号，{heading.symbol}是按日期和会议从目录查到的"


def _symbol_source(printed: str, known: str, chosen: str) -> dict[str, str]:
    """Name the source of a symbol that is not printed; ``known`` is the one with that of the catalogue."""
    if chosen == printed:
        return {}
    return {SYMBOL_SOURCE: FROM_CATALOGUE if known else FROM_FILE_NAME}


def _witnesses(lines: Iterable[SourceLine], links: Iterable[str]) -> tuple[str, ...]:
    """Return the symbols of all link annotations without duplicates."""
    in_text = (normalize_symbol(line.link_symbol) for line in lines if line.link_symbol)
    beside = (canonicalize_symbol(link) for link in links if is_un_document_url(link))
    return tuple(dict.fromkeys(symbol for symbol in (*in_text, *beside) if symbol))


def _title(heading: Heading, structure: Structure, evidence: Evidence) -> str:
    """Return the title that the symbol gives, otherwise the text's own or its first words, or the name of its file.

    The symbol of a letter or report gives no title: 文件 S/2017/831 is kept for a text without readable words.
    """
    given = describe_symbol(heading.symbol) if heading.symbol else None
    if given and given.kind != _WITHOUT_TITLE:
        return given.title
    prose = (
        paragraph.text for paragraph in structure.paragraphs if not given or paragraph.kind != ParagraphKind.HEADING
    )
    first = replace_compatibility_forms(structure.title or next(prose, "")[:_TITLE_LENGTH])
    if given:
        return first if is_readable_title(first) else given.title
    return choose_title(first, evidence)
