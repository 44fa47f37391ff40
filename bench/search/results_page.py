"""The whole results page, from Django's view to HTML, over the portal's engine and over the peers.

View, templates and symbol lookup in the database are always the portal's; only the engine behind Haystack differs. A
peer's engine returns the values of the page: the best twenty documents and the count, the counts of kind, organ,
year, cited documents and themes by GROUP BY over all documents found, and three paragraphs of each document with the
hits marked by its own snippet function. When all words fill no page, it is asked for any word too. Traditional
characters, synonyms, the count of a search by words and matches inside words exist only in the portal. No results are
cached between queries. Middleware and the network are not measured.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench.search.peers import PeerWithRows
from bench.search.timing import AskQuery, Benchmark

PORTAL_ENGINE = "search.whoosh_engine.connection.Engine"


def set_up_django() -> None:
    """Set Django up as on a server. DATABASE_URL names a migrated database; symbols are looked up in it."""
    os.environ |= {"DEBUG": "0", "HTTPS": "0", "LOG_LEVEL": "ERROR"}  # debug mode slows templates
    os.environ.setdefault("SECRET_KEY", "for this benchmark alone, which listens to nobody and signs nothing")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    import django
    from django.conf import settings

    settings.SEARCH_REQUESTS_PER_MINUTE = 1_000_000  # one client asks for all pages
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    django.setup()


def use_engine(connection: dict[str, Any]) -> None:
    """Make ``connection`` the default connection of Haystack."""
    import haystack
    from django.conf import settings

    settings.HAYSTACK_CONNECTIONS["default"] = connection
    haystack.connections.reload("default")


def add_engine_page(benchmark: Benchmark, name: str, connection: dict[str, Any]) -> None:
    """Add the page over the engine of ``connection``, a value of ``HAYSTACK_CONNECTIONS``."""
    for kind, mode in (("words", "fuzzy"), ("phrases", "exact")):
        benchmark.add(name, f"page, {kind}", build_page_query(mode), lambda: use_engine(connection))


def build_page_query(mode: str) -> AskQuery:
    """Return a function that renders the page of a query and counts its results."""
    from django.test import RequestFactory
    from django.urls import reverse

    from search.pages.views import search_results

    factory = RequestFactory(headers={"host": "127.0.0.1"})
    parameters = {"mode": "fuzzy"} if mode == "fuzzy" else {}  # exact, then by words, is the default

    def ask(query: str) -> int:
        response = search_results(factory.get(reverse("search:results"), {"q": query, **parameters}))
        return response.content.count(b'<li class="result">')

    return ask


def show_unpublished() -> None:
    """Let the portal's engine look its results up in the database, which lacks the texts, and show them in any case."""
    from search.whoosh_engine import engine
    from search.whoosh_engine.published import find_hidden

    def find_none(keys: Iterable[int]) -> set[int]:
        find_hidden(keys)
        return set()

    engine.find_hidden = find_none


def add_portal_page(benchmark: Benchmark, path: Path) -> None:
    """Add the page over the portal's engine and the index at ``path``."""
    show_unpublished()
    add_engine_page(benchmark, "portal", {"ENGINE": PORTAL_ENGINE, "PATH": str(path)})


def add_peer_page(benchmark: Benchmark, peer: PeerWithRows) -> None:
    """Add the page over a peer."""
    add_engine_page(benchmark, peer.name, {"ENGINE": "bench.search.peer_engine.PeerEngine", "PEER": peer})
