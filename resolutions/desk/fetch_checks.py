"""Checks of a fetched text before it is published: those of a collected text."""

from resolutions.loading.collected_text import CollectedText
from resolutions.loading.text_checks import find_reasons_for_draft
from resolutions.models import Document, Kind
from resolutions.text.parsed import ParsedDocument
from resolutions.writing.ingest import UPLOADED


def find_fetched_reasons(document: Document, parsed: ParsedDocument) -> list[str]:
    """Return the reasons why a fetched text must wait for an editor.

    A resolution is checked in full. Other documents have no catalogue to agree with and no numbering that must run;
    their symbol must be the one that was asked for.
    """
    collected = CollectedText("", document.symbol, "", "", UPLOADED, "")
    reasons = list(find_reasons_for_draft(collected, parsed, getattr(document, "catalogue", None)))
    if document.kind == Kind.RESOLUTION:
        return reasons
    return [reason for reason in reasons if parsed.symbol and parsed.symbol != document.symbol][:1]
