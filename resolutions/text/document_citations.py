"""Citations of a whole document; each paragraph is read with what the others cite."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace

from resolutions.text.catalogue_lookup import NO_CATALOGUE, CatalogueLookup
from resolutions.text.citations import CitationContext, find_citations
from resolutions.text.heading import Heading
from resolutions.text.language import CHINESE
from resolutions.text.parsed import ParagraphKind, ParsedCitation, ParsedParagraph
from resolutions.text.symbols import describe_symbol

_NUMBER_OF = re.compile(r"S/RES/(\d+)\(\d{4}\)")
_OWN_NUMBERS = ("resolution",)
_RESOLUTIONS = ("S/RES/", "A/RES/")
_IBIDEM = re.compile("同|[Ii]bid")
HEADING_FORM = "heading"


def attach_citations(
    paragraphs: list[ParsedParagraph],
    heading: Heading,
    catalogue: CatalogueLookup = NO_CATALOGUE,
    printed_symbol: str = "",
    language: str = CHINESE,
) -> list[ParsedParagraph]:
    """Return the paragraphs with their citations.

    A number that has its year anywhere in the document is resolved everywhere in it. 同上 in a footnote is the last
    citation of the note before. Documents that the heading of a resolution names, such as its draft, have the form
    ``heading`` and are not counted; ``printed_symbol``, which an editor has corrected, is no citation there. Citations
    in paragraphs of another language are not counted. ``language`` is that of the document.
    """
    context = replace(_context(heading, catalogue), language=language)
    found = [_in_paragraph(paragraph, context) for paragraph in paragraphs]
    context = replace(context, symbols_by_number=_symbols_by_number(found))
    cited: list[ParsedParagraph] = []
    previous = ""
    for paragraph, citations in zip(paragraphs, found, strict=True):
        is_note = paragraph.kind == ParagraphKind.FOOTNOTE
        if any(c.undecided for c in citations) or (is_note and _IBIDEM.search(paragraph.text)):
            citations = _in_paragraph(paragraph, replace(context, ibidem_symbol=previous if is_note else ""))
        if is_note:
            previous = next((c.target for c in reversed(citations) if c.target and c.counted), "")
        if paragraph.language:
            citations = [replace(c, counted=False) for c in citations]
        if paragraph.kind == ParagraphKind.HEADING and heading.kind in _OWN_NUMBERS:
            citations = list(_in_heading(citations, heading.symbol, printed_symbol))
        cited.append(replace(paragraph, citations=tuple(citations)) if citations else paragraph)
    return cited


def _in_heading(citations: Iterable[ParsedCitation], own_symbol: str, printed_symbol: str) -> Iterator[ParsedCitation]:
    """Yield the citations of a heading block.

    A number that is undecided there is the document's own, and so is any number when its symbol was not read.
    """
    for citation in citations:
        if citation.target and citation.target == printed_symbol:
            continue
        if not citation.counted:
            yield citation
        elif citation.target and (own_symbol or not citation.target.startswith(_RESOLUTIONS)):
            yield replace(citation, form=HEADING_FORM, counted=False)


def _context(heading: Heading, catalogue: CatalogueLookup) -> CitationContext:
    facts = describe_symbol(heading.symbol) if heading.symbol else None
    is_council = bool(facts and facts.organ == "S" and facts.kind == "resolution")
    is_adopted = heading.kind in ("resolution", "statement")
    year = (facts.year if facts else None) or (heading.date.year if heading.date else None)
    return CitationContext(
        symbol=heading.symbol,
        organ=heading.organ if is_adopted else "",
        number=facts.number if facts and is_council else None,
        year=year,
        day=heading.date if is_adopted else None,
        catalogue=catalogue,
    )


def _symbols_by_number(found: Iterable[list[ParsedCitation]]) -> dict[int, str]:
    """Return the symbols of Council resolutions that the document cites with their year, by number."""
    return {
        int(match[1]): citation.target
        for citations in found
        for citation in citations
        if (match := _NUMBER_OF.fullmatch(citation.target))
    }


def _in_paragraph(paragraph: ParsedParagraph, context: CitationContext) -> list[ParsedCitation]:
    if paragraph.kind == ParagraphKind.ANNEX:
        context = replace(context, is_annex=True)
    if paragraph.language:
        context = replace(context, language=paragraph.language)
    marks = [(0, paragraph.lead), *((mark.start, mark.end) for mark in paragraph.marks)]
    if not paragraph.rows:
        return find_citations(paragraph.text, context, marks)
    citations: list[ParsedCitation] = []
    marks.sort()
    for start, end in _cells(paragraph):
        first = bisect_left(marks, (start, 0))
        around = marks[first : bisect_left(marks, (end, 0), first)]
        inside = [(a - start, b - start) for a, b in around if b <= end]
        citations += [
            replace(citation, start=citation.start + start, end=citation.end + start)
            for citation in find_citations(paragraph.text[start:end], context, inside)
        ]
    return citations


def _cells(paragraph: ParsedParagraph) -> list[tuple[int, int]]:
    """Return the ranges of title and cells, so that the number of one cell never joins that of the next."""
    cells = [(cell.start, cell.end) for row in paragraph.rows for cell in row.cells if cell.end > cell.start]
    title_end = cells[0][0] if cells else len(paragraph.text)
    return [(0, title_end), *cells] if title_end else cells
