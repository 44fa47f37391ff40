"""Measure time and size of graph, overview and statistics pages: ``DATABASE_URL=… python -m bench.graph [--keep]``.

Creates a synthetic Council in a migrated database, inside a transaction that is rolled back: one document with 300
neighbours that cite each other, and 3,000 more. Prints milliseconds of the first request, with empty caches, then
median and maximum of 15 requests through Django with middleware, queries and templates, the mean processor time of
this process, the number of queries and the uncompressed bytes. Pages of more than 100,000 bytes are marked.
"""

import argparse
import os
import statistics
import time
import warnings
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test import Client

FOCUS = "S/RES/9150(2000)"
PAGES = {
    "graph, one step": f"/{FOCUS}/graph",
    "graph, two steps": f"/{FOCUS}/graph?steps=2",
    "graph, one decade": f"/{FOCUS}/graph?years=2010-2019",
    "graph, one verb, two steps": f"/{FOCUS}/graph?verb=recall&steps=2",
    "SVG": f"/{FOCUS}/graph.svg",
    "GraphML, two steps": f"/{FOCUS}/graph.graphml?steps=2",
    "path": "/paths?from=S/RES/12999(2024)&to=S/RES/10001(1946)",
    "without citations": "/S/RES/9999(2030)/graph",
    "browse": "/browse",
    "most cited": "/browse/most-cited",
    "cited together": "/browse/together",
    "themes": "/browse/themes",
    "one theme, of 6,600 citations": "/browse/themes/妇女、和平与安全",
    "agenda items": "/browse/agenda",
    "statistics": "/statistics",
    "statistics, one CSV": "/statistics/age.csv",
}
REQUESTS = 15
MAX_PAGE_BYTES = 100_000


def main() -> None:
    """Set up Django, create the documents and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", action="store_true", help="leave the synthetic documents in the database")
    options = parser.parse_args()
    os.environ |= {"DJANGO_SETTINGS_MODULE": "portal.settings", "DEBUG": "0", "HTTPS": "0", "LOG_LEVEL": "ERROR"}
    os.environ.setdefault("SECRET_KEY", "for this benchmark alone, guarding nothing that anybody wants")
    warnings.filterwarnings("ignore", message="No directory at")  # static files are not collected
    import django

    django.setup()
    from django.conf import settings
    from django.db import transaction

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with transaction.atomic():
        measure_all()
        transaction.set_rollback(not options.keep)


def measure_all() -> None:
    """Measure all pages and print a table."""
    from django.db import connection
    from django.test import Client

    from bench.synthetic_council import make_council
    from resolutions.models import Citation, Document

    make_council()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client = Client(SERVER_NAME="127.0.0.1")
    print(f"{Document.objects.count():,} documents, {Citation.objects.count():,} citations")
    times = f"{'first ms':>10}{'median ms':>11}{'worst ms':>10}{'cpu ms':>8}"
    print(f"{'page':30}{'status':>6}{times}{'queries':>9}{'bytes':>11}")
    for name, address in PAGES.items():
        print(f"{name:30}{measure_page(client, address)}")


def measure_page(client: "Client", address: str) -> str:
    """Request a page repeatedly and return its row of the table."""
    from django.core.signals import request_started
    from django.db import connection, reset_queries
    from django.test.utils import CaptureQueriesContext

    start = time.perf_counter()
    client.get(address)
    first = (time.perf_counter() - start) * 1000
    request_started.disconnect(reset_queries)  # the handler would clear the recorded queries
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    asked = len(queries)
    times, busy = [], time.process_time()
    for _ in range(REQUESTS):
        start = time.perf_counter()
        client.get(address)
        times.append((time.perf_counter() - start) * 1000)
    busy = (time.process_time() - busy) * 1000 / REQUESTS
    middle, worst = statistics.median(times), max(times)
    heavy = "  too heavy" if len(response.content) > MAX_PAGE_BYTES and "graphml" not in address else ""
    milliseconds = f"{first:10.1f}{middle:11.1f}{worst:10.1f}{busy:8.1f}"
    return f"{response.status_code:6}{milliseconds}{asked:9}{len(response.content):11,}{heavy}"


if __name__ == "__main__":
    main()
