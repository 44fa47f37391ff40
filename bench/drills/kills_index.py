"""Kill the writer of the index at random moments, and verify the index after each kill.

    python -m bench.drills.kills_index [--kills 20]

The writer rebuilds an index of the five texts of ``fixtures/texts`` and replaces its documents, again and again.
After each kill every file is compared with its checksum, all documents are found, and the next writer removes what the
killed one left.
"""

import random
import signal
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from pathlib import Path

from search.chinese.dictionary import load_dictionary
from search.index.folder import IndexFolder
from search.index.maintenance import rebuild_index, replace_documents
from search.index.snapshot import SnapshotManager
from search.protocol.request import SearchRequest
from search.results.answer import Searcher
from tests.search.reading import TEXTS, read_source

ROOT = Path(__file__).resolve().parents[2]
MAX_SECONDS = 1.5  # that the writer runs before it is killed
WRITER = """
import sys
from search.index.folder import IndexFolder
from search.index.maintenance import rebuild_index, replace_documents
from tests.search.reading import TEXTS, read_source
folder = IndexFolder(sys.argv[1])
sources = [read_source(key, path) for key, path in enumerate(sorted(TEXTS.glob("*.txt")), start=1)]
rebuild_index(folder, sources)  # loads the dictionary
print("ready", flush=True)
while True:
    for source in sources:
        with folder.write_lock():
            replace_documents(folder, [source], [source.key])
    rebuild_index(folder, sources)
"""


def main() -> None:
    """Print a row for each kill; exit non-zero when the index was not whole after one of them."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    kills = parser.parse_args().kills
    sources = [read_source(key, path) for key, path in enumerate(sorted(TEXTS.glob("*.txt")), start=1)]
    chance, whole = random.Random(7), 0
    with tempfile.TemporaryDirectory() as name:
        folder = IndexFolder(name)
        rebuild_index(folder, sources)
        heads = f"{'killed after, s':>15}{'generation':>12}{'whole':>7}{'documents':>11}{'remains':>9}"
        print(f"{heads}{'after next writer':>19}")
        for _ in range(kills):
            wait = chance.uniform(0, MAX_SECONDS)
            kill_writer(name, wait)
            remains = count_strays(folder)
            generation, count = folder.current_generation().number, count_documents(folder)
            with folder.write_lock():
                replace_documents(folder, sources[:1], [1])
            is_whole = count == len(sources) == count_documents(folder)
            whole += is_whole
            row = f"{wait:>15.2f}{generation:>12}{'yes' if is_whole else 'NO':>7}{count:>11}{remains:>9}"
            print(f"{row}{count_strays(folder):>19}", flush=True)
    print(f"whole after {whole} of {kills} kills; nobody had to heal it")
    sys.exit(whole < kills)


def kill_writer(folder: str, seconds: float) -> None:
    """Run a writer and kill it after ``seconds`` of work."""
    command = [sys.executable, "-c", WRITER, folder]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT)
    assert process.stdout is not None and process.stdout.readline()
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.wait()


def count_documents(folder: IndexFolder) -> int:
    """Verify all files and return the number of documents found by a search for all."""
    folder.verify()
    searcher = Searcher(SnapshotManager(folder).snapshot(), load_dictionary())
    return searcher.find(SearchRequest("*", size=1000))[0]


def count_strays(folder: IndexFolder) -> int:
    """Return the number of files that are not in the current generation; locks do not count."""
    current = folder.current_generation()
    needed = len(current.manifest.files) + 1
    others = [path for path in folder.path.rglob("*") if path.is_file() and not path.name.endswith("lock")]
    return len(others) - needed - 1  # CURRENT


if __name__ == "__main__":
    main()
