"""Derive a document from its text: parse it with the manual corrections and write the result.

Parsing the same text again gives the same document, so paragraphs and citations can be derived at any time.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from resolutions.models import CatalogueEntry, Correction, Document, TextQuality
from resolutions.models.documents import CORRECTED_WORDS_KEY, CUT_OFF_KEY, MISSING_KEY
from resolutions.models.visibility import WITHDRAWAL_REASON_KEY
from resolutions.text import read_document
from resolutions.text.catalogue_lookup import CatalogueLookup
from resolutions.text.completeness import describe_missing_paragraphs, is_cut_off
from resolutions.text.correction_matching import ParagraphCorrection
from resolutions.text.language import CHINESE, LANGUAGE_NAMES
from resolutions.text.manual_corrections import NO_CORRECTIONS, Corrections
from resolutions.text.parsed import CorrectionState, ParsedDocument
from resolutions.text.text_corrections import TextCorrection
from resolutions.writing.errors import CorrectionError
from resolutions.writing.paragraphs import write_paragraphs

READER_VERSION = "2"  # increased when the reader improves, so that texts parsed by an older reader can be found


def parse_source(
    text: str,
    links: Iterable[str] = (),
    notes: Iterable[str] = (),
    corrections: Corrections = NO_CORRECTIONS,
    file_name: str = "",
    catalogue: CatalogueLookup | None = None,
) -> ParsedDocument:
    """Parse a text with the links and the name of its file.

    ``notes`` of the extraction precede the warnings of the parser. One query, for the catalogue; none when the caller
    of many texts gives it.
    """
    catalogue = catalogue or CatalogueEntry.objects.as_lookup()
    parsed = read_document(text, corrections, links, catalogue, file_name)
    return replace(parsed, warnings=(*notes, *parsed.warnings))


def load_corrections(document: Document) -> Corrections:
    """Load the manual corrections of heading, words and paragraphs; one query."""
    rows = list(Correction.objects.filter(document=document.pk)) if document.pk else []
    fields, texts, paragraphs = _sort_rows(rows)
    return Corrections(
        fields={row.values["name"]: row.values["value"] for row in fields},
        paragraphs=tuple(ParagraphCorrection(row.action, **row.values) for row in paragraphs),
        texts=tuple(TextCorrection(**row.values) for row in texts),
    )


def record_outcomes(document: Document, parsed: ParsedDocument) -> None:
    """Write the outcome of each correction of words and paragraphs; one query for each that changed, and one more."""
    _, texts, paragraphs = _sort_rows(list(Correction.objects.filter(document=document.pk)))
    outcomes = (
        *zip(texts, parsed.text_outcomes, strict=True),
        *zip(paragraphs, parsed.paragraph_outcomes, strict=True),
    )
    for row, outcome in outcomes:
        if (row.state, row.anchor) != (outcome.state, outcome.anchor[:40]):
            row.state, row.anchor = outcome.state, outcome.anchor[:40]
            row.save(update_fields=["state", "anchor"])


def _sort_rows(rows: list[Correction]) -> tuple[list[Correction], list[Correction], list[Correction]]:
    """Return the corrections of the heading, of words and of paragraphs."""
    fields = [row for row in rows if row.action == "field"]
    texts = [row for row in rows if row.action == Correction.TEXT]
    return fields, texts, [row for row in rows if row.action not in ("field", Correction.TEXT)]


def compute_digest(parsed: ParsedDocument) -> str:
    """Return the SHA-256 of the parsed document; equal digests mean that there is nothing to write."""
    return hashlib.sha256(repr(parsed).encode()).hexdigest()


def fill_document(document: Document, parsed: ParsedDocument, corrections: Corrections) -> None:
    """Copy the heading's values to the document; a value that the heading lacks keeps the document's own.

    An empty correction of date or meeting removes the value. Date and meeting of a text that nobody has corrected
    after character recognition do not replace those of the catalogue. Nothing is saved.
    """
    date, meeting = parsed.date, parsed.meeting
    if document.quality == TextQuality.OCR:
        date, meeting = document.adopted_on or date, document.meeting or meeting
    document.kind = parsed.kind or document.kind
    document.organ = parsed.organ or document.organ
    document.title = (_title_of_translation(document, parsed) or parsed.title or document.title)[:500]
    document.adopted_on = parsed.date if "date" in corrections.fields else date or document.adopted_on
    document.meeting = parsed.meeting if "meeting" in corrections.fields else meeting or document.meeting
    document.year = document.year or (document.adopted_on.year if document.adopted_on else None)
    if not document.year and parsed.facts.get("period", "").isdecimal():
        document.year = int(parsed.facts["period"])
    withdrawal = {key: value for key, value in document.facts.items() if key == WITHDRAWAL_REASON_KEY}
    corrected = sum(outcome.state == CorrectionState.APPLIED for outcome in parsed.text_outcomes)
    document.facts = dict(parsed.facts) | withdrawal | _facts_on_completeness(document, parsed)
    document.facts |= {CORRECTED_WORDS_KEY: corrected} if corrected else {}
    document.warnings = list(parsed.warnings)


def _facts_on_completeness(document: Document, parsed: ParsedDocument) -> dict[str, Any]:
    """Return what readers are told of a text that is not whole.

    Character recognition misreads signs and numbers, so a recognised text is not said to be cut off, but its gaps are
    told.
    """
    if document.quality == TextQuality.OCR:
        missing = describe_missing_paragraphs(parsed.paragraphs, parsed.kind)
        return {MISSING_KEY: missing} if missing else {}
    return {CUT_OFF_KEY: True} if is_cut_off(parsed.paragraphs, parsed.kind) else {}


def _title_of_translation(document: Document, parsed: ParsedDocument) -> str:
    """Return the title of a text in another language beside the Chinese text of its symbol; empty for others."""
    if document.symbol == parsed.symbol or parsed.language not in LANGUAGE_NAMES or parsed.language == CHINESE:
        return ""
    return f"{parsed.title}（{LANGUAGE_NAMES[parsed.language]}）"


def derive_document(document: Document) -> tuple[int, ...]:
    """Parse the text in force again with the present corrections; the text has no new version.

    Return the ids of the documents with a changed page or count. Raises CorrectionError without a text.
    """
    latest = document.versions.select_related("source").first()
    if latest is None:
        raise CorrectionError("这份文件还没有文本。")
    corrections = load_corrections(document)
    parsed = parse_source(latest.text, latest.links, latest.notes, corrections, latest.source.name)
    fill_document(document, parsed, corrections)
    document.save()
    record_outcomes(document, parsed)
    latest.digest, latest.reader, latest.language = compute_digest(parsed), READER_VERSION, parsed.language
    latest.save(update_fields=["digest", "reader", "language"])
    return write_paragraphs(document, parsed)
