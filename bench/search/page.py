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

from bench.search.measuring import Ask, Contest
from bench.search.peers import PeerWithRows

PORTAL = "search.engine.Engine"


def set_up() -> None:
    """Django as on a server. The documents in DATABASE_URL are asked for symbols; the tables must be there."""
    os.environ |= {"DEBUG": "0", "HTTPS": "0", "LOG_LEVEL": "ERROR"}  # debugging makes templates slower
    os.environ.setdefault("SECRET_KEY", "for this benchmark alone, which listens to nobody")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    import django
    from django.conf import settings

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    django.setup()


def use(connection: dict[str, object]) -> None:
    """Put an engine behind Haystack's seam."""
    import haystack
    from django.conf import settings

    settings.HAYSTACK_CONNECTIONS["default"] = connection
    haystack.connections.reload("default")


def enter(contest: Contest, name: str, connection: dict[str, object]) -> None:
    """The page over the engine that ``connection`` names, as ``HAYSTACK_CONNECTIONS`` does."""
    for kind, mode in (("words", "fuzzy"), ("phrases", "exact")):
        contest.enter(name, f"page, {kind}", asking(mode), lambda: use(connection))


def asking(mode: str) -> Ask:
    from django.test import RequestFactory

    from search.pages.views import results

    factory = RequestFactory(headers={"host": "127.0.0.1"})
    parameters = {"mode": "fuzzy"} if mode == "fuzzy" else {}  # exact is what a reader gets without asking

    def ask(query: str) -> int:
        response = results(factory.get("/search", {"q": query, **parameters}))
        return response.content.count(b'<li class="result">')

    return ask


def enter_portal(contest: Contest, path: Path) -> None:
    enter(contest, "portal", {"ENGINE": PORTAL, "PATH": str(path)})


def enter_peer(contest: Contest, peer: PeerWithRows) -> None:
    enter(contest, peer.name, {"ENGINE": "bench.search.page_engine.Engine", "PEER": peer})
