"""A process that changes documents and index while others read. Run by ``test_workers``, on its database.

    python -m tests.search.changing publish TIMES SYMBOL…   publishes and withdraws, one at a time
    python -m tests.search.changing rebuild FILE            builds the index anew, again and again, until there is FILE
    python -m tests.search.changing killed TIMES SYMBOL…    does both in children that it kills at any point

The first prints a line for each change: symbol, whether it is published now, when the change began and when the
index held it, by the clock that all processes of a machine share.
"""

import os
import random
import signal
import sys
import time
from pathlib import Path

MANY = 1_000_000
PAUSE = 0.2  # seconds between two rebuilds; without it the other writer would hardly ever get the lock


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

    while not until.exists():
        indexing.rebuild_from_database()
        print("rebuilt", flush=True)
        time.sleep(PAUSE)


def killed(times: int, symbols: list[str]) -> None:
    """Each child has the database to itself, then the parent does; what is left half done stays so."""
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
            os.read(reached, 1)  # every fourth is killed between database and index, the others anywhere
        else:
            time.sleep(chance.uniform(0.02, 0.4))
        os.close(reached)
        os.close(reach)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        checked(turn)


def stop_before_the_index(reach: int) -> None:
    """When the index is to be told, say so and wait to be killed."""
    from search import indexing

    def update(ids) -> None:
        os.write(reach, b".")
        time.sleep(60)

    indexing.update_documents = update


def checked(turn: int) -> None:
    """The last whole generation is served at once; what the killed one left undone is found and mended."""
    from search import indexing
    from search.index.snapshot import SnapshotManager

    before = len(SnapshotManager(indexing.get_index_folder()).snapshot().live_ids)
    found = indexing.repair_index()
    assert not found.reason, found
    assert not indexing.find_differences()
    print(f"killed\t{turn}\t{before}\t{int(bool(found))}", flush=True)


def warm_up() -> None:
    """Load words and all that writing needs, so that the time that follows is spent on changes."""
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
