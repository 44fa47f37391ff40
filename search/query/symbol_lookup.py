"""Lookup of the document whose symbol or number a query spells."""

from dataclasses import dataclass

from resolutions.display.mention_addresses import address_suffix
from resolutions.models import Document, Kind
from resolutions.text.citations.spellings import read_spelling, suggest_symbols

MAX_SYMBOL_LENGTH = 400  # characters; a longer query is no symbol. Addresses of documents are long.


@dataclass(frozen=True, slots=True)
class SymbolMatch:
    """Result of a lookup.

    ``suffix`` follows the address of the document when the query names a paragraph. ``candidates`` are the documents
    that the query may mean when its number and year contradict each other.
    """

    document: Document | None = None
    suffix: str = ""
    candidates: tuple[Document, ...] = ()

    @property
    def should_redirect(self) -> bool:
        """Return whether to open the document at once.

        For a document without text, the search results that cite it are more useful.
        """
        return self.document is not None and (self.document.is_held or self.document.kind == Kind.CHARTER)

    @property
    def url(self) -> str:
        """Return the address of the document, with that of the paragraph; empty without a document."""
        return f"{self.document.get_absolute_url()}{self.suffix}" if self.document else ""


def look_up_symbol(typed: str) -> SymbolMatch:
    """Look up a query as a symbol; at most one database query, none when it cannot be a symbol."""
    if not typed or len(typed) > MAX_SYMBOL_LENGTH:
        return SymbolMatch()
    spelling = read_spelling(typed)
    symbols = [spelling.symbol] if spelling else suggest_symbols(typed)
    if not symbols:
        return SymbolMatch()
    known = {document.symbol: document for document in Document.objects.visible().filter(symbol__in=symbols)}
    if spelling:
        return SymbolMatch(known.get(spelling.symbol), address_suffix(spelling))
    return SymbolMatch(candidates=tuple(known[name] for name in symbols if name in known))
