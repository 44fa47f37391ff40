"""Citations in a passage: numbers, symbols, the Charter – found, decided, and placed."""

from resolutions.text.citations.finder import find_citations
from resolutions.text.citations.mention import CitationContext

__all__ = ["CitationContext", "find_citations"]
