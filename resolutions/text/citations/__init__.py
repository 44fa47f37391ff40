"""Citations in a passage: resolution numbers, document symbols, the Charter."""

from resolutions.text.citations.finder import find_citations
from resolutions.text.citations.mention import CitationContext

__all__ = ["CitationContext", "find_citations"]
