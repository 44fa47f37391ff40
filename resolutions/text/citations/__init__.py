"""Citations in a passage: numbers, symbols, the Charter – found, decided, and placed."""

from resolutions.text.citations.finder import find_citations
from resolutions.text.citations.mention import Context

__all__ = ["Context", "find_citations"]
