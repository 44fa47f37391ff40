"""Kill ``ingest`` at random moments, repeat it, and compare what is found with what is published.

    python -m bench.drills.kills_ingest [--kills 24]

Each round adds texts to a folder and ingests it. Two of three processes are killed after a random time, each third
one inside a named function. The ingest is then repeated. Every document of the folder must be published once, with
one original and one text, and found once by the search; ``repair`` must find nothing to do.
"""

import random
import signal
import subprocess
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING

from bench.drills.editions import FIRST_NUMBER, format_phrase, symbol_of, write_texts
from bench.drills.temporary_portal import TemporaryPortal, temporary_portal

if TYPE_CHECKING:  # Django is set up with the portal of the drill
    from resolutions.models import Document

TEXTS_PER_ROUND = 4
PLACES = (  # functions in which a process is killed: before the bytes, before the rows, and after the commit
    "resolutions.writing.originals.store_file",
    "resolutions.writing.ingest.write_paragraphs",
    "search.indexing.update_documents",
    "search.index.maintenance.replace_documents",
    "resolutions.writing.similar_paragraphs.update_similar_paragraphs",
)
KILLED_INSIDE = """
import os, signal, sys
import django
from django.core.management import call_command
from django.utils.module_loading import import_string
django.setup()
import resolutions.desk.folder_ingest
folder, place, times = sys.argv[1:]
module, _, name = place.rpartition(".")
module, calls = sys.modules[module], []
original = getattr(module, name)
def count(*arguments, **values):
    calls.append(name)
    if len(calls) > int(times):
        os.kill(os.getpid(), signal.SIGKILL)
    return original(*arguments, **values)
setattr(module, name, count)
call_command("ingest", folder)
"""


def main() -> None:
    """Print a row for each kill; exit non-zero when a document was lost, doubled or not found."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=24)
    kills = parser.parse_args().kills
    chance, healed = random.Random(13), 0
    print(f"{'killed':<62}{'published':>10}{'found':>7}{'healed':>8}", flush=True)
    with temporary_portal() as portal:
        folder = portal.data / "folder"
        seconds = ingest_first(portal, folder)
        for number in range(1, kills + 1):  # more often killed late, while it writes
            numbers = range(FIRST_NUMBER, FIRST_NUMBER + (number + 1) * TEXTS_PER_ROUND)
            write_texts(folder, numbers)
            if number % 3:
                killed = kill(portal, folder, chance.triangular(0.2, 1.1, 0.85) * seconds)
            else:
                killed = kill_inside(portal, folder, number // 3)
            published, found = count_published(), count_found()
            portal.run("ingest", str(folder))
            is_healed = is_complete(numbers)
            healed += is_healed
            print(f"{killed:<62}{published:>10}{found:>7}{'yes' if is_healed else 'NO':>8}", flush=True)
    print(f"healed by a repeated ingest after {healed} of {kills} kills")
    sys.exit(healed < kills)


def ingest_first(portal: TemporaryPortal, folder: Path) -> float:
    """Ingest the first texts; return the seconds that it took."""
    write_texts(folder, range(FIRST_NUMBER, FIRST_NUMBER + TEXTS_PER_ROUND))
    started = time.monotonic()
    portal.run("ingest", str(folder))
    return time.monotonic() - started


def kill(portal: TemporaryPortal, folder: Path, seconds: float) -> str:
    """Kill an ingest after ``seconds``."""
    process = portal.start("manage.py", "ingest", str(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(seconds)
    ended = process.poll() is not None
    process.send_signal(signal.SIGKILL)
    process.wait()
    return f"after {seconds:.2f} s{' (had ended)' if ended else ''}"


def kill_inside(portal: TemporaryPortal, folder: Path, turn: int) -> str:
    """Kill an ingest when it calls one of ``PLACES`` again."""
    place, times = PLACES[turn % len(PLACES)], turn % TEXTS_PER_ROUND
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    code = portal.start("-c", KILLED_INSIDE, str(folder), place, str(times), **quiet).wait()
    return f"in {place.rpartition('.')[2]}, call {times + 1}{'' if code == -signal.SIGKILL else ' (not reached)'}"


def count_published() -> int:
    """Return the number of published documents."""
    from resolutions.models import Document

    return Document.objects.held().count()


def count_found() -> int:
    """Return the number of documents in the index."""
    from search.engine import search_engine

    return len(search_engine().stamps())


def is_complete(numbers: range) -> bool:
    """Return whether each document is published and found once, with one text, and nothing waits for a repair."""
    from resolutions.desk import repair
    from resolutions.models import Document
    from search import indexing

    documents = Document.objects.exclude(status="stub").prefetch_related("versions", "sources", "paragraphs")
    is_once = all(
        document.is_held and document.versions.count() == document.sources.count() == 1 and has_own_anchors(document)
        for document in documents
    )
    symbols = sorted(document.symbol for document in documents)
    is_found = all(find(format_phrase(number, 1)) == [symbol_of(number)] for number in numbers)
    is_finished = not repair.find_pending() and not indexing.find_differences(read_all_files=True)
    return symbols == [symbol_of(number) for number in numbers] and is_once and is_found and is_finished


def has_own_anchors(document: "Document") -> bool:
    """Return whether no two paragraphs have the same anchor, as doubled ones would."""
    anchors = [paragraph.anchor for paragraph in document.paragraphs.all()]
    return len(anchors) == len(set(anchors))


def find(phrase: str) -> list[str]:
    """Return the symbols of the documents that the search finds."""
    from search.engine import search_engine
    from search.protocol.request import SearchRequest

    return [result.card.symbol for result in search_engine().search(SearchRequest(f'"{phrase}"')).results]


if __name__ == "__main__":
    main()
