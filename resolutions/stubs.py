"""Stubs: documents known only because a text cites them or the catalogue names them."""

from resolutions.models import Document
from resolutions.text.symbols import describe_symbol


def build_stub(symbol: str) -> Document:
    """Return an unsaved document with the values that its symbol gives."""
    facts = describe_symbol(symbol)
    return Document(
        symbol=symbol, organ=facts.organ, kind=facts.kind, number=facts.number, year=facts.year, title=facts.title[:500]
    )
