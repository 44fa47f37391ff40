"""Kill gunicorn's workers and its master while readers ask, and measure until readers are served again.

    python -m bench.drills.kills_server [--workers 10] [--masters 3]

gunicorn replaces a killed worker by itself. When the master is killed, its workers notice and end; the drill then
starts the server again, as Compose does (``restart: unless-stopped``). Requests that a killed process was answering
lose their connection; no reader may get a status of 500 or more, and afterwards every page must be what it was.
"""

import signal
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable

import psutil

from bench.drills.editions import symbol_of
from bench.drills.made_documents import NUMBERS, Sightings, ingest_made_documents
from bench.drills.readers import CONNECTION_LOST, Readers, reading, request
from bench.drills.temporary_portal import TemporaryPortal, temporary_portal
from tests.search.serving import Server, serving

WORKERS = 2
HEALED_WITHIN_SECONDS = 60
CALM_SECONDS = 1.0  # of reading between two kills
HEADS = (
    f"{'killed':<10}{'served again, s':>16}{'longest silence, s':>20}{'answers':>9}{'lost connections':>18}{'5xx':>5}"
)


def main() -> None:
    """Print a row for each kill; exit non-zero when a reader got an error or a page changed."""
    options = parse_options()
    failed = 0
    with temporary_portal() as portal:
        ingest_made_documents(portal)
        print(HEADS, flush=True)
        with serving(portal.environment, WORKERS) as server:
            pages = read_pages(server)
            for _ in range(options.workers):
                failed += not drill(server, kill_worker)
            failed += read_pages(server) != pages
        for _ in range(options.masters):
            failed += not drill_master(portal, pages)
    print(f"{failed} failures; worker: healed by gunicorn; master: by whoever starts the server again")
    sys.exit(bool(failed))


def parse_options() -> Namespace:
    """Parse the command line."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, default=10, help="kills of a worker")
    parser.add_argument("--masters", type=int, default=3, help="kills of the master")
    return parser.parse_args()


def drill(server: Server, kill: Callable[[Server], float]) -> bool:
    """Kill while readers ask; print the row and return whether no reader got an error."""
    sightings = Sightings()
    readers = Readers(server, sightings.choose_path, sightings.judge)
    with reading(readers):
        time.sleep(CALM_SECONDS)
        readers.start_count()
        seconds = kill(server)
        time.sleep(CALM_SECONDS)
    print_row("worker", seconds, readers)
    return not readers.errors()


def kill_worker(server: Server) -> float:
    """Kill one worker; return the seconds until there are as many as before and one answers."""
    before = server.workers()
    started = time.monotonic()
    psutil.Process(before[0]).kill()
    while len(set(server.workers()) - set(before)) < 1 or request(server, "/healthz").status != 200:
        if time.monotonic() - started > HEALED_WITHIN_SECONDS:
            raise RuntimeError("gunicorn did not replace its worker")
        time.sleep(0.02)
    return time.monotonic() - started


def drill_master(portal: TemporaryPortal, pages: list[str]) -> bool:
    """Kill the master, start the server again; print the row and return whether all pages are the same."""
    with serving(portal.environment, WORKERS) as server:
        workers = [psutil.Process(pid) for pid in server.workers()]
        server.process.send_signal(signal.SIGKILL)
        started = time.monotonic()
        server.process.wait()
        _, alive = psutil.wait_procs(workers, timeout=HEALED_WITHIN_SECONDS)
        ended = time.monotonic() - started
    with serving(portal.environment, WORKERS) as server:
        seconds, is_same = time.monotonic() - started, read_pages(server) == pages
    print(f"{'master':<10}{seconds:>16.2f}   its workers ended after {ended:.2f} s", flush=True)
    return is_same and not alive


def read_pages(server: Server) -> list[str]:
    """Return the pages of all made documents without the server's address, which has another port each time."""
    return [request(server, f"/{symbol_of(number)}").body.replace(server.address, "") for number in NUMBERS]


def print_row(name: str, seconds: float, readers: Readers) -> None:
    """Print a row of the table."""
    lost, good = readers.statuses[CONNECTION_LOST], readers.statuses[200]
    row = f"{name:<10}{seconds:>16.2f}{readers.longest_silence:>20.2f}{good:>9}{lost:>18}{readers.errors():>5}"
    print(row, flush=True)


if __name__ == "__main__":
    main()
