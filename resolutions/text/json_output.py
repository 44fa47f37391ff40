"""JSON of ``manage.py read --json`` (docs/design.md, "Reading a text")."""

from dataclasses import asdict
from typing import Any

from resolutions.text.parsed import ParsedCitation, ParsedDocument


def document_as_json(parsed: ParsedDocument, file: str) -> dict[str, Any]:
    """Return a document with its paragraphs and citations as JSON values.

    Offsets count characters of the paragraph's text. ``references`` are meetings named in prose
    and documents named in the heading of a resolution, such as its draft.
    """
    return {
        "file": file,
        "symbol": parsed.symbol or None,
        "kind": parsed.kind,
        "title": parsed.title,
        "date": parsed.date.isoformat() if parsed.date else None,
        "meeting": parsed.meeting,
        "paragraphs": [
            {
                "label": paragraph.label,
                "kind": paragraph.kind.value,
                "anchor": paragraph.anchor,
                "text": paragraph.text,
                "citations": [_citation_json(citation) for citation in paragraph.citations if citation.counted],
                "references": [_citation_json(citation) for citation in paragraph.citations if not citation.counted],
            }
            for paragraph in parsed.paragraphs
        ],
        "warnings": list(parsed.warnings),
    }


def _citation_json(citation: ParsedCitation) -> dict[str, Any]:
    values = asdict(citation)
    values["paragraphs"] = list(citation.paragraphs)
    return values
