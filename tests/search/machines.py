"""Several machines with an index each on one database, one after the other in one process."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from haystack import DEFAULT_ALIAS, connections

from search.engine import search_engine
from search.protocol.request import SearchRequest


@contextmanager
def machine(folder: Path) -> Iterator[None]:
    """Use the index in ``folder`` in this block."""
    present = settings.HAYSTACK_CONNECTIONS
    settings.HAYSTACK_CONNECTIONS = {DEFAULT_ALIAS: present[DEFAULT_ALIAS] | {"PATH": str(folder)}}
    connections.reload(DEFAULT_ALIAS)
    try:
        yield
    finally:
        settings.HAYSTACK_CONNECTIONS = present
        connections.reload(DEFAULT_ALIAS)


def symbols(query: str) -> set[str]:
    """Return the symbols of the first results."""
    return {result.card.symbol for result in search_engine().search(SearchRequest(query)).results}
