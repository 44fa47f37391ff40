"""Every kind of page in a portal that ``bench.cr_unsc --keep`` left: ``python -m bench.cr_unsc.pages FOLDER``.

For each page the table has the processor milliseconds of Python and of PostgreSQL for the first request after a change
of the data, when nothing is cached, and for a later one, the page itself not being cached; then the median time of the
clock of the later ones, the number of queries and the bytes. A page over 100 KB is marked. ``--only TEXT`` limits the
table to addresses with a text.
"""

import statistics
import time
from argparse import ArgumentParser
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from bench.cr_unsc.page_addresses import list_addresses
from bench.cr_unsc.processes import Processes
from bench.drills.temporary_portal import portal_in

if TYPE_CHECKING:  # Django is imported after its settings are in the environment
    from django.test import Client

MAX_PAGE_BYTES = 100_000


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of one request: of the clock, and processor time of Python and of PostgreSQL."""

    clock: float
    own: float
    postgres: float


def main() -> None:
    """Print a row for each page."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    with portal_in(options.folder) as portal:
        from django.conf import settings
        from django.contrib.auth.models import User
        from django.test import Client
        from django.test.utils import setup_test_environment

        settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
        setup_test_environment()
        assert portal.postgres.process
        processes = Processes(psutil.Process(portal.postgres.process.pid))
        readers, staff = Client(), Client()
        staff.force_login(User.objects.get_or_create(username="bench", is_staff=True, is_superuser=True)[0])
        print(f"{'first: own':>11}{'PG':>8}{'later: own':>12}{'PG':>8}{'clock':>8}{'queries':>9}{'bytes':>9}")
        for address in list_addresses():
            if options.only in address:
                client = staff if address.startswith("/admin/") else readers
                print(describe(client, address, processes, options.rounds), flush=True)


def describe(client: "Client", address: str, processes: Processes, rounds: int) -> str:
    """Request a page repeatedly and return its row."""
    from django.core.cache import cache
    from django.core.signals import request_started
    from django.db import connection, reset_queries
    from django.test.utils import CaptureQueriesContext

    client.get(address)  # imports and compiles what the first request of a process needs
    cache.clear()
    first = ask(client, address, processes)
    request_started.disconnect(reset_queries)  # the handler would clear the recorded queries
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
        count = len(queries)
    content = response.getvalue() if response.streaming else response.content
    later = [ask(client, address, processes) for _ in range(rounds)]
    columns = f"{first.own:>11.0f}{first.postgres:>8.0f}"
    columns += f"{sum(cost.own for cost in later) / rounds:>12.1f}{sum(cost.postgres for cost in later) / rounds:>8.1f}"
    columns += f"{statistics.median(cost.clock for cost in later):>8.1f}{count:>9}{len(content):>9}"
    notes = [f"status {response.status_code}"] if response.status_code != 200 else []
    notes += ["over 100 KB"] if len(content) > MAX_PAGE_BYTES else []
    return f"{columns}  {address} {'; '.join(notes)}".rstrip()


def ask(client: "Client", address: str, processes: Processes) -> Cost:
    """Request the page, which is not in the cache of rendered pages, and return its cost."""
    from resolutions.http.page_cache import clear_page_cache

    clear_page_cache()
    _, postgres = processes.read_processor_seconds()  # in steps of 10 ms, the mean of some rounds is finer
    start, own = time.perf_counter(), time.process_time()
    response = client.get(address)
    _ = response.getvalue() if response.streaming else response.content
    clock, own = time.perf_counter() - start, time.process_time() - own
    _, postgres_after = processes.read_processor_seconds()
    return Cost(*(1000 * seconds for seconds in (clock, own, postgres_after - postgres)))


if __name__ == "__main__":
    main()
