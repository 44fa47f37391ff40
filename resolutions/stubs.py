"""Documents known only by their symbol, because a text cites them or the catalogue names them."""

from resolutions.models import Document
from resolutions.text.symbols import symbol_facts


def stub_for(symbol: str) -> Document:
    """A document known only by its symbol, not saved."""
    facts = symbol_facts(symbol)
    return Document(
        symbol=symbol, organ=facts.organ, kind=facts.kind, number=facts.number, year=facts.year, title=facts.title[:500]
    )
