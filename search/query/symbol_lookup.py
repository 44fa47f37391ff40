"""Lookup of the document whose symbol or number a query spells."""

from dataclasses import dataclass

from resolutions.models import Document
from resolutions.text.citations.spellings import canonicalize_symbol, suggest_symbols

MAX_SYMBOL_LENGTH = 120  # characters; a longer query is no symbol


@dataclass(frozen=True, slots=True)
class SymbolMatch:
    """Result of a lookup.

    ``candidates`` are the documents that the query may mean when its number and year contradict each other.
    """

    document: Document | None = None
    candidates: tuple[Document, ...] = ()

    @property
    def should_redirect(self) -> bool:
        """Return whether to open the document at once.

        For a document without text, the search results that cite it are more useful.
        """
        return self.document is not None and self.document.is_held


def look_up_symbol(typed: str) -> SymbolMatch:
    """Look up a query as a symbol; at most one database query, none when it cannot be a symbol."""
    if not typed or len(typed) > MAX_SYMBOL_LENGTH:
        return SymbolMatch()
    symbol = canonicalize_symbol(typed)
    symbols = [symbol] if symbol else suggest_symbols(typed)
    if not symbols:
        return SymbolMatch()
    known = {document.symbol: document for document in Document.objects.visible().filter(symbol__in=symbols)}
    if symbol:
        return SymbolMatch(known.get(symbol))
    return SymbolMatch(candidates=tuple(known[name] for name in symbols if name in known))
