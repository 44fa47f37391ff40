"""Kill the worker while a job loads a made data set, and compare the result with that of a load without kills.

    python -m bench.drills.kills_load [--kills 10] [--texts 120]

The job is queued once, as from the desk. The worker is killed with SIGKILL after random times and started again; it
must find the interrupted job by itself. At the end each text is published once, with one original and one version;
counts, similar paragraphs and index are complete; a second load finds nothing new.
"""

import random
import signal
import subprocess
import sys
import time
from argparse import ArgumentParser
from pathlib import Path

from bench.cr_unsc.made_data_set import load_pool, load_rows, write_data_set
from bench.drills.temporary_portal import TemporaryPortal, temporary_portal

FIRST_SECONDS = 2.0  # the worker starts and begins to load


def main() -> None:
    """Print a row for each kill; exit non-zero when a text was lost or doubled."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--texts", type=int, default=120)
    parser.add_argument("--seconds", type=float, default=6, help="longest time until a kill")
    options = parser.parse_args()
    chance = random.Random(29)
    with temporary_portal() as portal:
        path = portal.data / "made.zip"
        rows = load_rows()
        rows = rows[:: len(rows) // options.texts][: options.texts]
        write_data_set(path, rows, load_pool())
        queue_load(path)
        print(f"{'killed after s':>14}{'published':>11}{'state':>10}", flush=True)
        for _ in range(options.kills):
            seconds = FIRST_SECONDS + chance.random() * options.seconds
            kill_worker(portal, seconds)
            print(f"{seconds:>14.1f}{count_published():>11}{read_state():>10}", flush=True)
        portal.run("run_jobs", "--batch")
        problems = find_problems([row.symbol for row in rows], portal, path)
    print("\n".join(problems) or f"nothing lost, nothing twice after {options.kills} kills of {options.texts} texts")
    sys.exit(bool(problems))


def queue_load(path: Path) -> None:
    """Queue the job as the desk does."""
    from resolutions.jobs.queue import start_job
    from resolutions.models import JobKind

    start_job(JobKind.LOAD, path.name, {"collection": "cr_unsc", "path": str(path)}, key="load")


def kill_worker(portal: TemporaryPortal, seconds: float) -> None:
    """Start a worker and kill it after ``seconds``; its attempts do not count against the job."""
    from resolutions.models import Job

    Job.objects.update(attempts=0)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = portal.start("manage.py", "run_jobs", "--batch", **quiet)
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.wait()


def count_published() -> int:
    """Return the number of published documents."""
    from resolutions.models import Document

    return Document.objects.held().count()


def read_state() -> str:
    """Return the state of the job."""
    from resolutions.models import Job

    return Job.objects.get().state


def find_problems(symbols: list[str], portal: TemporaryPortal, path: Path) -> list[str]:
    """Return a sentence for each difference from a load without kills."""
    from resolutions.desk import repair
    from resolutions.models import Document, SimilarParagraph
    from search import indexing

    documents = Document.objects.exclude(status="stub").prefetch_related("versions", "sources")
    problems = [] if read_state() == "done" else [f"the job is {read_state()}"]
    if sorted(document.symbol for document in documents) != sorted(symbols):
        problems.append(f"{len(documents)} documents instead of {len(symbols)}")
    problems += [
        f"{document}: {document.versions.count()} versions, {document.sources.count()} originals"
        for document in documents
        if not document.versions.count() == document.sources.count() == 1
    ]
    if pending := repair.find_pending():
        problems.append(f"left to repair: {pending}")
    if differences := indexing.find_differences(read_all_files=True):
        problems.append(f"the index differs: {differences}")
    pairs = SimilarParagraph.objects.count()
    portal.run("similar")
    if abs(SimilarParagraph.objects.count() - pairs) > pairs // 20:
        problems.append(f"{pairs} pairs of similar paragraphs, anew {SimilarParagraph.objects.count()}")
    again = portal.run("load_cr_unsc", str(path))
    if f"{len(symbols)} unchanged" not in again:
        problems.append(f"a second load: {again}")
    return problems


if __name__ == "__main__":
    main()
