"""The document that a query names: any spelling of its symbol or number."""

from dataclasses import dataclass

from resolutions.models import Document
from resolutions.text.symbols import canonicalize_symbol, suggest_symbols

MAX_SYMBOL_LENGTH = 120


@dataclass(frozen=True, slots=True)
class SymbolMatch:
    """``document`` is what the query names; ``candidates`` are those it may mean when number and year do not fit."""

    document: Document | None = None
    candidates: tuple[Document, ...] = ()

    @property
    def should_redirect(self) -> bool:
        """A held document is opened at once; of one not held, a reader rather wants what is said about it."""
        return self.document is not None and self.document.is_held


def look_up_symbol(typed: str) -> SymbolMatch:
    """Look the query up as a symbol; at most one query, none when it cannot be one."""
    if not typed or len(typed) > MAX_SYMBOL_LENGTH:
        return SymbolMatch()
    symbol = canonicalize_symbol(typed)
    symbols = [symbol] if symbol else suggest_symbols(typed)
    if not symbols:
        return SymbolMatch()
    known = {document.symbol: document for document in Document.objects.visible().filter(symbol__in=symbols)}
    if symbol:
        return SymbolMatch(known.get(symbol))
    return SymbolMatch(candidates=tuple(known[one] for one in symbols if one in known))
