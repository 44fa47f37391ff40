"""Load test of the served portal: ``python -m bench.load [--other FOLDER] [--council]``.

Starts gunicorn with its own configuration, over a database and an index of the texts in ``fixtures/texts`` or
``--texts``, and with ``--council`` of 3,300 synthetic documents (``bench/synthetic_council.py``) beside them. After a
warm-up, ``--connections`` clients request one kind of page for ``--seconds``, then the next kind.
With ``--other``, the same is done with another checkout, alternately, so that both meet the same load of the machine.

For each page it prints requests a second, the median and 99th percentile of the response time, the processor time of
the workers for one request (all in milliseconds), the responses that were not 200, and the workers' own memory in MiB
(``bench.search.memory``). The clients are threads of this process and need processor time too: on a machine with few
processors only ``cpu`` measures the server alone.

DATABASE_URL names a PostgreSQL server; a database for each checkout is created there and dropped at the end.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import monotonic
from urllib.parse import quote, urlsplit

import psutil
import psycopg2

from bench.search.memory import read_memory
from tests.search.serving import ROOT, Server, as_served, serving

PAGES = {
    "document": "/S/RES/2553(2020)",
    "cited by": "/S/RES/2553(2020)/cited-by",
    "graph": "/S/RES/2553(2020)/graph",
    "statistics": "/statistics",
    "browse": "/browse",
    "home": "/",
    "results": f"/search?q={quote('安全部门改革')}",
}
COUNCIL_PAGES = {"cited document": "/S/RES/9150(2000)", "graph of 300": "/S/RES/9150(2000)/graph"}
MAKE_COUNCIL = "import django; django.setup(); from bench.synthetic_council import make_council; make_council()"
HEADERS = {"Accept-Encoding": "gzip", "Host": "127.0.0.1"}
MAX_REQUESTS = 2_000  # by one client for one page in one round
WARM_UP_REQUESTS = 3  # by each client
TIMEOUT_SECONDS = 60


@dataclass(slots=True)
class Load:
    """Results of the clients for one page; ``seconds`` of wall-clock time, ``cpu_seconds`` of all workers."""

    times: list[float] = field(default_factory=list)
    errors: int = 0
    seconds: float = 0.0
    cpu_seconds: float = 0.0

    def add(self, other: "Load") -> None:
        """Add the results of another round."""
        self.times += other.times
        self.errors += other.errors
        self.seconds += other.seconds
        self.cpu_seconds += other.cpu_seconds

    def __str__(self) -> str:
        times = sorted(self.times) or [0.0]
        count = max(len(self.times), 1)
        p99 = times[min(round(0.99 * len(times)), len(times) - 1)]
        rate = len(self.times) / self.seconds
        cpu = 1000 * self.cpu_seconds / count
        return f"{rate:8.1f} {1000 * statistics.median(times):8.1f} {1000 * p99:8.1f} {cpu:8.2f} {self.errors:7}"


def main() -> None:
    """Serve each checkout, drive them alternately and print a table."""
    options = parse_options()
    folders = [ROOT] + ([options.other.resolve()] if options.other else [])
    print(f"load of the machine {os.getloadavg()}, {os.cpu_count()} processors", flush=True)
    print(f"{'req/s':>8} {'p50':>8} {'p99':>8} {'cpu':>8} {'errors':>7} {'own MiB':>8}  page, checkout")
    with ExitStack() as stack:
        servers = {folder: stack.enter_context(serve_checkout(folder, options)) for folder in folders}
        for name, path in (PAGES | (COUNCIL_PAGES if options.council else {})).items():
            loads = {folder: Load() for folder in folders}
            for server in servers.values():
                drive(server, path, options.connections, TIMEOUT_SECONDS, WARM_UP_REQUESTS)
            for _ in range(options.rounds):
                for folder, server in servers.items():
                    loads[folder].add(drive(server, path, options.connections, options.seconds, MAX_REQUESTS))
            for folder, server in servers.items():
                memory = max(read_memory(pid).own for pid in server.workers())
                print(f"{loads[folder]} {memory:8.1f}  {name}, {folder.name}", flush=True)


def parse_options() -> Namespace:
    """Parse the command line."""
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("--other", type=Path, help="folder of another checkout to compare with")
    parser.add_argument("--texts", type=Path, default=ROOT / "fixtures/texts", help="folder of texts to ingest")
    parser.add_argument("--council", action="store_true", help="with 3,300 synthetic documents")
    parser.add_argument("--seconds", type=float, default=5, help="for one page in one round")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--workers", type=int, default=2)
    return parser.parse_args()


@contextmanager
def serve_checkout(folder: Path, options: Namespace) -> Iterator[Server]:
    """Fill a new database and index by the commands of the checkout in ``folder``, and serve it."""
    with tempfile.TemporaryDirectory(prefix="bench-load-") as data, new_database(f"bench_load_{os.getpid()}") as url:
        key = "for this benchmark alone, in a database that is dropped at its end"
        environment = as_served(Path(data), DATABASE_URL=url, SECRET_KEY=key, SEARCH_URL="", ACCESS_LOG="0")
        environment["DJANGO_SETTINGS_MODULE"] = "portal.settings"
        manage = (["migrate"], ["load_catalogue"], ["ingest", str(options.texts.resolve())])
        commands = [["manage.py", *arguments] for arguments in manage]
        commands += [["-c", MAKE_COUNCIL], ["manage.py", "index", "--repair"]] if options.council else []
        for command in commands:
            subprocess.run(
                [sys.executable, *command], cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL
            )
        with serving(environment, options.workers, folder) as server:
            yield server


@contextmanager
def new_database(prefix: str) -> Iterator[str]:
    """Create a database on the server of DATABASE_URL, yield its URL and drop it at the end."""
    given = urlsplit(os.environ["DATABASE_URL"])
    connection = psycopg2.connect(given.geturl())
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_database WHERE starts_with(datname, %s)", [prefix])
        name = f"{prefix}_{cursor.fetchone()[0]}"
        cursor.execute(f"CREATE DATABASE {name}")
        try:
            yield given._replace(path=f"/{name}").geturl()
        finally:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
            connection.close()


def drive(server: Server, path: str, connections: int, seconds: float, requests: int) -> Load:
    """Request a page by concurrent clients for ``seconds``, at most ``requests`` times by each."""
    end, cpu, start = monotonic() + seconds, _cpu_seconds(server), monotonic()
    total = Load()
    with ThreadPoolExecutor(connections) as clients:
        for load in clients.map(lambda _: request_until(server, path, end, requests), range(connections)):
            total.add(load)
    total.seconds, total.cpu_seconds = monotonic() - start, _cpu_seconds(server) - cpu
    return total


def request_until(server: Server, path: str, end: float, requests: int) -> Load:
    """Request a page through one connection until ``end``; a refused or lost connection counts as an error."""
    load = Load()
    address = urlsplit(server.address)
    connection = HTTPConnection(address.hostname or "", address.port, timeout=TIMEOUT_SECONDS)
    while monotonic() < end and len(load.times) + load.errors < requests:
        start = monotonic()
        try:
            connection.request("GET", path, headers=HEADERS)
            response = connection.getresponse()
            response.read()
        except (OSError, HTTPException):
            load.errors += 1
            connection.close()
            continue
        load.times.append(monotonic() - start)
        load.errors += response.status != 200
    connection.close()
    return load


def _cpu_seconds(server: Server) -> float:
    times = [psutil.Process(pid).cpu_times() for pid in server.workers()]
    return sum(time.user + time.system for time in times)


if __name__ == "__main__":
    main()
