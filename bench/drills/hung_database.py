"""Stop every process of PostgreSQL without ending it, and measure how long readers wait.

    python -m bench.drills.hung_database

The settings are those of a server. A reader for each thread of gunicorn asks at once, then others do; a static file and
/healthz are asked meanwhile. Then PostgreSQL goes on.
"""

import sys
import time
from concurrent.futures import ThreadPoolExecutor

import psutil

from bench.drills.editions import symbol_of
from bench.drills.made_documents import NUMBERS, ingest_made_documents
from bench.drills.readers import Answer, request
from bench.drills.temporary_portal import TemporaryPortal, temporary_portal
from tests.search.serving import Server, serving

WORKERS, READERS = 2, 8  # two workers have eight threads
MAX_SECONDS = 8.0  # that a reader may wait, on a busy machine
STATIC_FILE = "/static/icon.svg"


def main() -> None:
    """Print a row for each step; exit non-zero when a reader waited too long or got another answer."""
    with temporary_portal() as portal:
        ingest_made_documents(portal)
        with serving(portal.environment, WORKERS) as server:
            ask(server, READERS)
            processes = suspend(portal)
            print(f"{'step':<34}{'statuses':<16}{'longest wait, s':>16}", flush=True)
            first, later = ask(server, READERS), ask(server, READERS)
            static, health = request(server, STATIC_FILE), request(server, "/healthz")
            for process in processes:
                process.resume()
            started = time.monotonic()
            while request(server, f"/{symbol_of(NUMBERS[0])}").status != 200:
                time.sleep(0.1)
            again = time.monotonic() - started
    show("first readers", first)
    show("later readers", later)
    show("a static file", [static])
    show("/healthz", [health])
    print(f"{'served again after the hang':<34}{'200':<16}{again:>16.1f}")
    is_right = {answer.status for answer in [*first, *later, health]} == {503} and static.status == 200
    sys.exit(not is_right or max(wait(answer) for answer in [*first, *later, health]) > MAX_SECONDS)


def ask(server: Server, count: int) -> list[Answer]:
    """Request as many pages at once."""
    with ThreadPoolExecutor(count) as readers:
        return list(readers.map(lambda number: request(server, f"/{symbol_of(number)}"), NUMBERS[:count]))


def suspend(portal: TemporaryPortal) -> list[psutil.Process]:
    """Stop all processes of the database and return them."""
    assert portal.postgres.process is not None
    main_process = psutil.Process(portal.postgres.process.pid)
    processes = [main_process, *main_process.children()]
    for process in processes:
        process.suspend()
    return processes


def wait(answer: Answer) -> float:
    """Return the seconds that a reader waited."""
    return answer.ended - answer.began


def show(step: str, answers: list[Answer]) -> None:
    """Print a row."""
    statuses = ", ".join(map(str, sorted({answer.status for answer in answers})))
    print(f"{step:<34}{statuses:<16}{max(map(wait, answers)):>16.1f}", flush=True)


if __name__ == "__main__":
    main()
