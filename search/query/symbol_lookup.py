"""The document that a query names: any spelling of its symbol or number."""

from dataclasses import dataclass

from resolutions.models import Document
from resolutions.text.symbols import canonical_candidates, canonical_symbol

LONGEST_SYMBOL = 120


@dataclass(frozen=True, slots=True)
class Direct:
    """``document`` is what the query names; ``near`` are those it may mean when number and year do not fit."""

    document: Document | None = None
    near: tuple[Document, ...] = ()

    @property
    def goes_straight(self) -> bool:
        """A held document is opened at once; of one not held, a reader rather wants what is said about it."""
        return self.document is not None and self.document.is_held


def find_direct(typed: str) -> Direct:
    """Look the query up as a symbol; at most one query, none when it cannot be one."""
    if not typed or len(typed) > LONGEST_SYMBOL:
        return Direct()
    symbol = canonical_symbol(typed)
    symbols = [symbol] if symbol else canonical_candidates(typed)
    if not symbols:
        return Direct()
    known = {document.symbol: document for document in Document.objects.visible().filter(symbol__in=symbols)}
    if symbol:
        return Direct(known.get(symbol))
    return Direct(near=tuple(known[one] for one in symbols if one in known))
