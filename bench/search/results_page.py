"""The whole results page, from Django's view to HTML, with the portal's engine and with the peers.

View, template and the lookup of a symbol in the database are the portal's in all cases; only the Haystack engine
differs. A peer's engine returns everything that the page shows: the best twenty documents and the count, facets by
GROUP BY over all documents found, three paragraphs per document with hits marked by the peer's own snippet function.
The portal's page also handles traditional characters, synonyms, the count of the fuzzy search, and matches inside
words. No results are cached between queries. Middleware and network are not measured.
"""

import os
from pathlib import Path
from typing import Any

from bench.search.peers import PeerWithRows
from bench.search.timing import AskQuery, Benchmark

PORTAL_ENGINE = "search.engine.Engine"


def set_up_django() -> None:
    """Set up Django as on a server; DATABASE_URL names a migrated database, for the lookup of symbols."""
    os.environ |= {"DEBUG": "0", "HTTPS": "0", "LOG_LEVEL": "ERROR"}  # DEBUG makes templates slower
    os.environ.setdefault("SECRET_KEY", "for this benchmark alone, which listens to nobody and signs nothing")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    import django
    from django.conf import settings

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    django.setup()


def use_engine(connection: dict[str, Any]) -> None:
    """Make an engine the default Haystack connection."""
    import haystack
    from django.conf import settings

    settings.HAYSTACK_CONNECTIONS["default"] = connection
    haystack.connections.reload("default")


def add_engine_page(contest: Benchmark, name: str, connection: dict[str, Any]) -> None:
    """Enter the page with the engine of a Haystack ``connection``."""
    for kind, mode in (("words", "fuzzy"), ("phrases", "exact")):
        contest.enter(name, f"page, {kind}", build_page_query(mode), lambda: use_engine(connection))


def build_page_query(mode: str) -> AskQuery:
    """Return a query function that renders the page and counts its results."""
    from django.test import RequestFactory

    from search.pages.views import search_results

    factory = RequestFactory(headers={"host": "127.0.0.1"})
    parameters = {"mode": "fuzzy"} if mode == "fuzzy" else {}  # exact is the default

    def ask(query: str) -> int:
        response = search_results(factory.get("/search", {"q": query, **parameters}))
        return response.content.count(b'<li class="result">')

    return ask


def add_portal_page(contest: Benchmark, path: Path) -> None:
    """Enter the page with the portal's engine."""
    add_engine_page(contest, "portal", {"ENGINE": PORTAL_ENGINE, "PATH": str(path)})


def add_peer_page(contest: Benchmark, peer: PeerWithRows) -> None:
    """Enter the page with a peer."""
    add_engine_page(contest, peer.name, {"ENGINE": "bench.search.peer_engine.PeerEngine", "PEER": peer})
