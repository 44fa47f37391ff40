"""Kill the worker while a job publishes many drafts, and look for drafts that were left out or published twice.

    python -m bench.drills.kills_publishing [--kills 5] [--texts 300]

The job is queued once, as from the desk. The worker is killed with SIGKILL in the midst of it and started again. At the
end each text is published with one row of the audit log more than before, and the index has all of them.
"""

import random
import signal
import subprocess
import sys
import time
from argparse import ArgumentParser

from bench.drills.editions import FIRST_NUMBER, write_texts
from bench.drills.kills_load import count_published, read_state
from bench.drills.temporary_portal import TemporaryPortal, temporary_portal


def main() -> None:
    """Print a row for each kill; exit non-zero when a draft was left out or published twice."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--texts", type=int, default=300)
    options = parser.parse_args()
    chance = random.Random(37)
    with temporary_portal() as portal:
        folder = portal.data / "made"
        write_texts(folder, range(FIRST_NUMBER, FIRST_NUMBER + options.texts))
        portal.run("ingest", "--draft", str(folder))
        rows = queue_publication()
        print(f"{'killed at':>10}{'published':>11}{'state':>10}", flush=True)
        for kill in range(options.kills):
            wanted = (kill + chance.random()) * options.texts / (options.kills + 1)
            kill_worker_at(portal, int(wanted), chance.random() / 5)
            print(f"{int(wanted):>10}{count_published():>11}{read_state():>10}", flush=True)
        portal.run("run_jobs", "--batch")
        problems = find_problems(rows)
    print("\n".join(problems) or f"nothing left out, nothing twice after {options.kills} kills of {len(rows)} drafts")
    sys.exit(bool(problems))


def kill_worker_at(portal: TemporaryPortal, published: int, seconds: float) -> None:
    """Start a worker and kill it ``seconds`` after more than ``published`` texts are; no attempt of the job counts."""
    from resolutions.models import Job

    Job.objects.update(attempts=0)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = portal.start("manage.py", "run_jobs", "--batch", **quiet)
    while count_published() <= published and process.poll() is None:
        time.sleep(0.05)
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.wait()


def queue_publication() -> dict[int, int]:
    """Queue the job as the desk does; return the number of rows of the audit log by document."""
    from resolutions.desk.bulk_publication import start_publication
    from resolutions.models import Document, Status

    drafts = list(Document.objects.filter(status=Status.DRAFT))
    start_publication({str(draft.pk): draft.edit_token for draft in drafts})
    return {draft.pk: draft.changes.count() for draft in drafts}


def find_problems(rows: dict[int, int]) -> list[str]:
    """Return a sentence for each difference from a run without kills."""
    from resolutions.models import Document, Status
    from search import indexing

    problems = [] if read_state() == "done" else [f"the job is {read_state()}"]
    for document in Document.objects.filter(pk__in=rows):
        if document.status != Status.PUBLISHED:
            problems.append(f"{document} is {document.status}")
        if (added := document.changes.count() - rows[document.pk]) != 1:
            problems.append(f"{document}: {added} new rows of the audit log")
    if differences := indexing.find_differences(read_all_files=True):
        problems.append(f"the index differs: {differences}")
    return problems


if __name__ == "__main__":
    main()
