"""The search engine of this portal: that of the default Haystack connection, which SEARCH_URL sets."""

from haystack import DEFAULT_ALIAS, connections

from search import background_rebuild
from search.chinese.dictionary import load_dictionary
from search.protocol.engine import SearchEngine


def search_engine() -> SearchEngine:
    """Return the engine of the default connection; one for each thread."""
    engine: SearchEngine = connections[DEFAULT_ALIAS].get_backend().engine
    return engine


def warm_up() -> None:
    """Load the dictionary and what the engine's workers share; let the server rebuild an unusable index.

    A server calls it before it forks, so that its workers share this memory. The comparison of texts uses the same
    dictionary.
    """
    background_rebuild.enable()
    load_dictionary()
    search_engine().warm_up()
