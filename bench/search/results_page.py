"""The whole results page, Django's view to HTML, over the portal's engine and over the peers.

The view, the template and the look for a document's symbol in the database are the portal's each time; only the
engine behind Haystack's seam differs. A peer's engine gives what the page shows: the best twenty documents and the
count, the counts of kind, organ, year, cited documents and themes by GROUP BY over all documents found, three
paragraphs of each document with the hits marked by the peer's own snippet function. What a peer's page leaves out,
and the portal's does beside: traditional characters, synonyms, the count of a search by words, exactness inside words.
No results are kept from one query to the next. Middleware, and what is between server and reader, are not counted.
"""

import os
from pathlib import Path

from bench.search.peers import PeerWithRows
from bench.search.timing import AskQuery, Benchmark

PORTAL_ENGINE = "search.engine.Engine"


def set_up_django() -> None:
    """Django as on a server. The documents in DATABASE_URL are asked for symbols; the tables must be there."""
    os.environ |= {"DEBUG": "0", "HTTPS": "0", "LOG_LEVEL": "ERROR"}  # debugging makes templates slower
    os.environ.setdefault("SECRET_KEY", "for this benchmark alone, which listens to nobody and signs nothing")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    import django
    from django.conf import settings

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    django.setup()


def use_engine(connection: dict[str, object]) -> None:
    """Put an engine behind Haystack's seam."""
    import haystack
    from django.conf import settings

    settings.HAYSTACK_CONNECTIONS["default"] = connection
    haystack.connections.reload("default")


def add_engine_page(contest: Benchmark, name: str, connection: dict[str, object]) -> None:
    """The page over the engine that ``connection`` names, as ``HAYSTACK_CONNECTIONS`` does."""
    for kind, mode in (("words", "fuzzy"), ("phrases", "exact")):
        contest.enter(name, f"page, {kind}", build_page_query(mode), lambda: use_engine(connection))


def build_page_query(mode: str) -> AskQuery:
    from django.test import RequestFactory

    from search.pages.views import search_results

    factory = RequestFactory(headers={"host": "127.0.0.1"})
    parameters = {"mode": "fuzzy"} if mode == "fuzzy" else {}  # exact is what a reader gets without asking

    def ask(query: str) -> int:
        response = search_results(factory.get("/search", {"q": query, **parameters}))
        return response.content.count(b'<li class="result">')

    return ask


def add_portal_page(contest: Benchmark, path: Path) -> None:
    add_engine_page(contest, "portal", {"ENGINE": PORTAL_ENGINE, "PATH": str(path)})


def add_peer_page(contest: Benchmark, peer: PeerWithRows) -> None:
    add_engine_page(contest, peer.name, {"ENGINE": "bench.search.peer_engine.PeerEngine", "PEER": peer})
