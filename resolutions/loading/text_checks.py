"""Checks of a collected text before it is published without an editor: the same as for an upload.

The printed symbol, date and meeting must agree with the catalogue, and the labels must run without a gap. A text by
character recognition is published with its mark, so its misread dates and numbers are no obstacle; its page tells a
gap in its numbers.
"""

from collections.abc import Iterator

from resolutions.loading.collected_text import CollectedText
from resolutions.models import CatalogueEntry, TextQuality
from resolutions.text.evidence import SYMBOL_SOURCE
from resolutions.text.parsed import ParsedDocument
from resolutions.text.reading_doubts import find_doubts
from resolutions.text.reading_warnings import find_gaps, find_unfinished_end
from resolutions.writing.catalogue import compare_with_entry


def find_reasons_for_draft(
    collected: CollectedText, parsed: ParsedDocument, entry: CatalogueEntry | None
) -> Iterator[str]:
    """Yield the reasons why the text must wait for an editor, as Chinese sentences; no query."""
    is_recognised = collected.provenance.quality == TextQuality.OCR
    if parsed.symbol and parsed.symbol != collected.symbol:
        yield f"文本所载文号是 {parsed.symbol}，来源所给文号是 {collected.symbol}。"
    if is_recognised:
        return
    if not parsed.symbol or SYMBOL_SOURCE in parsed.facts:
        yield f"文本没有印出文号 {collected.symbol}。"
    known = entry or CatalogueEntry(date=collected.adopted_on, meeting_symbol=f"S/PV.{collected.meeting or ''}")
    yield from compare_with_entry(known, parsed.date, parsed.meeting)
    yield from find_gaps(parsed.paragraphs)
    yield from find_doubts(parsed.paragraphs, parsed.kind)
    yield from find_unfinished_end(parsed.paragraphs)
