"""Documents known only by their symbol, because a text cites them or the catalogue names them."""

from resolutions.models import Document
from resolutions.text.symbols import describe_symbol


def build_stub(symbol: str) -> Document:
    """A document known only by its symbol, not saved."""
    facts = describe_symbol(symbol)
    return Document(
        symbol=symbol, organ=facts.organ, kind=facts.kind, number=facts.number, year=facts.year, title=facts.title[:500]
    )
