"""Kill PostgreSQL while a publisher changes documents and readers read.

    python -m bench.drills.kills_database [--kills 5]

In turn one of its backends and its postmaster are killed. After a backend PostgreSQL recovers by itself. After the
postmaster the drill starts it again, as Compose does; ``make run`` ends with a sentence then. The server is never
restarted. Readers get 503 meanwhile and no other error. Afterwards each document must be in a state that the confirmed
changes explain, and after one more change the index must agree with the database.
"""

import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable

import psutil

from bench.drills.editions import symbol_of
from bench.drills.made_documents import NUMBERS, Sightings, find_lost, ingest_made_documents, publishing
from bench.drills.publisher import Change
from bench.drills.readers import CONNECTION_LOST, Readers, reading, request
from bench.drills.temporary_portal import TemporaryPortal, temporary_portal
from bench.drills.timeline import Timeline
from tests.search.serving import Server, serving

WORKERS = 2
CALM_SECONDS = 4.0  # of changes between two kills
HEALED_WITHIN_SECONDS = 60
HEADS = f"{'killed':<12}{'served again, s':>16}{'answers':>9}{'503':>5}{'other 5xx':>11}{'lost connections':>18}"


def main() -> None:
    """Print a row for each kill; exit non-zero when a confirmed change was lost or a reader saw a wrong state."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=5, help="of a backend, and as many of the postmaster")
    kills = parser.parse_args().kills
    with temporary_portal() as portal:
        ingest_made_documents(portal)
        print(HEADS, flush=True)
        with serving(portal.environment, WORKERS) as server:
            changes: list[Change] = []
            sightings, wrong = Sightings(), 0
            for _ in range(kills):
                for kill in (kill_backend, kill_postmaster):
                    wrong += drill(portal, server, sightings, changes, kill)
        timeline = Timeline(NUMBERS, changes)
        problems = sightings.find_stale(timeline) + find_lost(timeline)
        if not is_index_right_after_a_change(portal):
            problems.append("index and database differ")
    print(*problems, sep="\n")
    confirmed = sum(not change.error for change in changes)
    print(
        f"{confirmed} changes confirmed, {len(changes) - confirmed} refused; {len(problems)} lost or wrong", flush=True
    )
    sys.exit(bool(problems or wrong))


def drill(
    portal: TemporaryPortal,
    server: Server,
    sightings: Sightings,
    changes: list[Change],
    kill: Callable[[TemporaryPortal], None],
) -> int:
    """Kill while readers and the publisher work; print the row and return the errors other than 503."""
    readers = Readers(server, sightings.choose_path, sightings.judge)
    with publishing(portal, 3 * CALM_SECONDS, changes), reading(readers):
        time.sleep(CALM_SECONDS)
        readers.start_count()
        started = time.monotonic()
        kill(portal)
        while request(server, f"/{symbol_of(NUMBERS[0])}?{time.monotonic()}").status in (503, CONNECTION_LOST):
            if time.monotonic() - started > HEALED_WITHIN_SECONDS:
                raise RuntimeError("the portal is not served again")
            time.sleep(0.05)
        seconds = time.monotonic() - started
        time.sleep(CALM_SECONDS)
    refused, lost = readers.statuses[503], readers.statuses[CONNECTION_LOST]
    others = readers.errors() - refused
    name = kill.__name__.removeprefix("kill_")
    print(f"{name:<12}{seconds:>16.2f}{readers.statuses[200]:>9}{refused:>5}{others:>11}{lost:>18}", flush=True)
    return others


def kill_backend(portal: TemporaryPortal) -> None:
    """Kill a process that serves a connection; PostgreSQL then ends all others and recovers."""
    connected = portal.query(
        "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
    )
    alive = [pid for (pid,) in connected if psutil.pid_exists(pid)]
    psutil.Process(alive[0]).kill()


def kill_postmaster(portal: TemporaryPortal) -> None:
    """Kill the main process and start PostgreSQL again."""
    process = portal.postgres.process
    assert process is not None
    others = psutil.Process(process.pid).children()
    process.kill()
    process.wait()
    psutil.wait_procs(others, timeout=HEALED_WITHIN_SECONDS)
    time.sleep(1)  # in which readers see that it is gone
    portal.postgres.start()


def is_index_right_after_a_change(portal: TemporaryPortal) -> bool:
    """Let the next writer deliver what the index missed; return whether it then agrees with the database."""
    from search import indexing

    with publishing(portal, 1.0, []):
        pass
    return not indexing.find_differences(read_all_files=True)


if __name__ == "__main__":
    main()
