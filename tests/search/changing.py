"""Program that changes documents and index while others read. ``test_workers`` runs it on its database.

    python -m tests.search.changing publish TIMES SYMBOL…   publish and withdraw documents, one at a time
    python -m tests.search.changing rebuild FILE            rebuild the index repeatedly until FILE exists
    python -m tests.search.changing killed TIMES SYMBOL…    do both in children that are killed at any point

``publish`` prints a line for each change: symbol, 1 if it is published now, the start of the change, and the time at
which the index was written. Times are seconds of the monotonic clock, which all processes of a machine share.
"""

import os
import random
import signal
import sys
import time
from pathlib import Path

MANY = 1_000  # more changes than a child makes before it is killed
MAX_REBUILDS = 500  # ends the program when its parent was killed and never creates FILE
PAUSE = 0.2  # seconds between two rebuilds; without it the other writer would rarely get the lock


def publish(times: int, symbols: list[str]) -> None:
    from resolutions.models import Document, Status

    chance = random.Random(11)
    for _ in range(times):
        document = Document.objects.get(symbol=chance.choice(symbols))
        status = Status.WITHDRAWN if document.status == Status.PUBLISHED else Status.PUBLISHED
        began = time.monotonic()
        change(document, status)
        print(document.symbol, int(status == Status.PUBLISHED), began, time.monotonic(), sep="\t", flush=True)


def change(document, status) -> None:
    from resolutions.writing.publish import change_status

    change_status(document, status)


def rebuild(until: Path) -> None:
    from search import indexing

    for _ in range(MAX_REBUILDS):
        if until.exists():
            return
        indexing.rebuild_from_database()
        print("rebuilt", flush=True)
        time.sleep(PAUSE)


def killed(times: int, symbols: list[str]) -> None:
    """Kill children while they write; between two children the parent alone uses the database."""
    from django.db import connections

    chance = random.Random(12)
    for turn in range(times):
        connections.close_all()
        reached, reach = os.pipe()
        child = os.fork()
        if not child:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            if turn % 4 == 3:
                stop_before_the_index(reach)
            publish(MANY, symbols) if turn % 2 else rebuild(Path("never"))
            os._exit(1)
        if turn % 4 == 3:
            os.read(reached, 1)  # every fourth child is killed between database and index, the others anywhere
        else:
            time.sleep(chance.uniform(0.02, 0.4))
        os.close(reached)
        os.close(reach)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        check(turn)


def stop_before_the_index(reach: int) -> None:
    """Replace the update of the index by a function that signals the parent and waits to be killed."""
    from search import indexing

    def update(ids) -> None:
        os.write(reach, b".")
        time.sleep(60)

    indexing.update_documents = update


def check(turn: int) -> None:
    """Assert that the last generation is readable, and that ``repair_index`` finishes what the child did not."""
    from search import indexing
    from search.index.snapshot import SnapshotManager
    from tests.search.default_index import default_index

    readable = len(SnapshotManager(default_index()).snapshot().live_ids)
    differences = indexing.repair_index()
    assert not differences.reason, differences
    assert not indexing.find_differences()
    print(f"killed\t{turn}\t{readable}\t{int(bool(differences))}", flush=True)


def warm_up() -> None:
    """Load the dictionary and whatever else writing needs, before the changes begin."""
    from resolutions.models import Document
    from search import indexing

    indexing.update_documents([Document.objects.held().values_list("pk", flat=True)[0]])


def main() -> None:
    import django

    django.setup()
    warm_up()
    what, bound, *symbols = sys.argv[1:]
    print("ready", flush=True)
    if what == "rebuild":
        rebuild(Path(bound))
    elif what == "publish":
        publish(int(bound), symbols)
    else:
        killed(int(bound), symbols)


if __name__ == "__main__":
    main()
