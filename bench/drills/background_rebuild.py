"""Damage the index under a running server, and measure until searches are answered again.

    python -m bench.drills.background_rebuild

Readers fetch documents and search meanwhile. Documents must be served all the time; a search is answered correctly or
with 503 until a process of the server has rebuilt the index. Nobody restarts anything.
"""

import shutil
import sys
import time
from collections import Counter

from bench.drills.editions import symbol_of
from bench.drills.made_documents import NUMBERS, Sightings, ingest_made_documents
from bench.drills.readers import Readers, reading, request
from bench.drills.temporary_portal import TemporaryPortal, temporary_portal
from bench.drills.timeline import Timeline
from search.index.folder import IndexFolder
from search.index.snapshot import RECHECK_SECONDS
from tests.search.damage import DAMAGES, describe, list_files
from tests.search.serving import Server, serving

WORKERS = 2
HEALED_WITHIN_SECONDS = 120
KINDS = {"card.col": "flip a byte", "pst": "empty", "trm": "halve", "CURRENT": "delete", "all files": "delete"}
POLL_SECONDS = 0.05
PAUSE_SECONDS = 62  # a worker starts a rebuild at most once a minute (search/background_rebuild.py)


def main() -> None:
    """Print a row for each damage; exit non-zero when a document was not served or an answer was wrong."""
    failed = 0
    with temporary_portal() as portal:
        ingest_made_documents(portal)
        print(
            f"{'damaged':<12}{'how':<14}{'seen after, s':>14}{'healed after, s':>17}{'served':>8}{'503':>6}", flush=True
        )
        with serving(portal.environment, WORKERS) as server:
            for number, (kind, damage) in enumerate(KINDS.items()):
                time.sleep(PAUSE_SECONDS if number else 0)
                failed += not drill(portal, server, kind, damage)
    print(f"{failed} failures; healed by a process that the server starts")
    sys.exit(bool(failed))


def drill(portal: TemporaryPortal, server: Server, kind: str, damage: str) -> bool:
    """Damage files of one kind; print the row and return whether readers saw nothing wrong and it was healed."""
    sightings = Sightings()
    readers = Readers(server, sightings.choose_path, sightings.judge)
    with reading(readers):
        damage_index(portal, kind, damage)
        started = time.monotonic()
        seen = wait_until_seen(server) - started
        healed = wait_until_healed(server) - started
        documents = [request(server, f"/{symbol_of(number)}").status for number in NUMBERS]
    unavailable = readers.statuses[503]
    stale = sightings.find_stale(Timeline(NUMBERS, ()))
    row = f"{kind:<12}{damage:<14}{seen:>14.1f}{healed:>17.1f}{readers.statuses[200]:>8}{unavailable:>6}"
    wrong = [*stale[:3]]
    if readers.errors() != unavailable:
        wrong.append(f"answers by status: {dict(readers.statuses)}")
    if set(documents) != {200}:
        wrong.append(f"documents by status: {dict(Counter(documents))}")
    print(row, *wrong, sep="\n  ", flush=True)
    return not wrong


def damage_index(portal: TemporaryPortal, kind: str, damage: str) -> None:
    """Damage the files of ``kind``, or remove the whole folder."""
    folder = IndexFolder(portal.data / "index")
    if kind == "all files":
        shutil.rmtree(folder.path)
        return
    for name in list_files(folder.path):
        if describe(name) == kind:
            DAMAGES[damage](folder.path / name)


def is_index_usable(server: Server) -> bool:
    """Ask one of the workers."""
    return '"state": "ok"' in request(server, "/healthz").body


def wait_until_seen(server: Server) -> float:
    """Return the time at which a worker said that the index is unusable."""
    end = time.monotonic() + HEALED_WITHIN_SECONDS
    while is_index_usable(server):
        if time.monotonic() > end:
            raise RuntimeError("no worker saw the damage")
        time.sleep(POLL_SECONDS)
    return time.monotonic()


def wait_until_healed(server: Server) -> float:
    """Return the time of the last answer that the index is unusable; every worker looks at it meanwhile."""
    last, end = time.monotonic(), time.monotonic() + HEALED_WITHIN_SECONDS
    while time.monotonic() < last + 3 * RECHECK_SECONDS:
        if not is_index_usable(server):
            last = time.monotonic()
        if time.monotonic() > end:
            raise RuntimeError("the index was not rebuilt")
        time.sleep(POLL_SECONDS)
    return last


if __name__ == "__main__":
    main()
