"""Readers search and fetch while a publisher publishes, withdraws and replaces documents.

    python -m bench.drills.soak [--minutes 10] [--readers 4]

No answer may be stale (show a state that was over before the request began), none may have a status of 500 or more,
and the workers' own memory (``bench.search.memory``) must not grow after the first third of the time. A row is
printed twelve times.
"""

import os
import sys
import time
from argparse import ArgumentParser
from collections import Counter

from bench.drills.made_documents import NUMBERS, Sightings, find_lost, ingest_made_documents, publishing
from bench.drills.publisher import Change
from bench.drills.readers import Readers, reading
from bench.drills.temporary_portal import temporary_portal
from bench.drills.timeline import Timeline
from bench.search.memory import read_memory
from tests.search.serving import Server, serving

WORKERS = 2
ROWS = 12
SPARE_SECONDS = 5  # that the publisher stops before the readers
MAX_GROWTH = 8.0  # MiB of a worker's own memory in the last two thirds; a leak of 100 bytes an answer is more


def main() -> None:
    """Print a row for each part of the time; exit non-zero for a stale answer, an error or a growing worker."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--readers", type=int, default=4)
    options = parser.parse_args()
    seconds, sightings = 60 * options.minutes, Sightings()
    changes: list[Change] = []
    with temporary_portal() as portal:
        ingest_made_documents(portal)
        with serving(portal.environment, WORKERS) as server:
            readers = Readers(server, sightings.choose_path, sightings.judge)
            with publishing(portal, seconds - SPARE_SECONDS, changes), reading(readers, options.readers):
                memory = watch(server, readers, seconds)
        problems = find_problems(sightings, changes, readers)
        from search import indexing

        if indexing.find_differences(read_all_files=True):
            problems.append("index and database differ")
    growth = max(memory[-1]) - max(memory[len(memory) // 3])
    if growth > MAX_GROWTH:
        problems.append(f"memory grew by {growth:.1f} MiB")
    print(*problems[:20], sep="\n")
    print(f"{len(changes)} changes, {sum(readers.statuses.values())} answers {dict(readers.statuses)}, memory "
          f"{growth:+.1f} MiB in the last two thirds, {len(problems)} problems")  # fmt: skip
    sys.exit(bool(problems))


def watch(server: Server, readers: Readers, seconds: float) -> list[list[float]]:
    """Print a row for each part of the time; return the own memory of the workers in MiB at the end of each."""
    print(f"{'minutes':>8}{'answers':>9}{'5xx':>5}{'load':>6}  own memory of each worker, MiB", flush=True)
    started, memory = time.monotonic(), []
    for row in range(1, ROWS + 1):
        time.sleep(max(0.0, started + row * seconds / ROWS - time.monotonic()))
        memory.append([read_memory(pid).own for pid in server.workers()])
        shown = "  ".join(f"{own:.1f}" for own in memory[-1])
        minutes, answers = (time.monotonic() - started) / 60, sum(readers.statuses.values())
        print(f"{minutes:>8.1f}{answers:>9}{readers.errors():>5}{os.getloadavg()[0]:>6.1f}  {shown}", flush=True)
    return memory


def find_problems(sightings: Sightings, changes: list[Change], readers: Readers) -> list[str]:
    """Return a sentence for each stale answer, lost change and kind of error."""
    timeline = Timeline(NUMBERS, changes)
    errors = Counter({status: count for status, count in readers.statuses.items() if not 200 <= status < 500})
    failed = [f"a change failed: {change}" for change in changes if change.error]
    refused = [f"{count} answers with status {status}" for status, count in errors.items()]
    return sightings.find_stale(timeline) + find_lost(timeline) + failed + refused


if __name__ == "__main__":
    main()
