"""Kill the worker while a job recognises a scan, and look for pages that were recognised twice or left out.

    python -m bench.drills.kills_recognition [--kills 3]

The scan is a printed text as pictures; an engine has to be installed. The worker is killed with SIGKILL in the midst of
a page and started again. At the end the draft is there, and each page was stored once and stayed as it was.
"""

import io
import random
import signal
import subprocess
import sys
import time
from argparse import ArgumentParser

import pypdfium2

from bench.drills.temporary_portal import TemporaryPortal, temporary_portal
from tests.sources.samples import pdf

DPI = 200


def main() -> None:
    """Print a row for each kill; exit non-zero when a page was left out or recognised twice."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=3)
    options = parser.parse_args()
    chance = random.Random(41)
    with temporary_portal() as portal:
        upload_id, pages = queue_recognition()
        print(f"{'kill':>5}{'pages stored':>14}{'of':>4}", flush=True)
        stored: list[dict[int, str]] = []
        for kill in range(options.kills):
            wanted = kill * pages // (options.kills + 1)
            kill_worker_in_page(portal, wanted, 0.2 + chance.random() * 2)
            stored.append(read_pages())
            print(f"{kill + 1:>5}{len(stored[-1]):>14}{pages:>4}", flush=True)
        portal.run("run_jobs", "--batch")
        problems = find_problems(upload_id, pages, stored)
    print("\n".join(problems) or f"nothing left out, nothing twice after {options.kills} kills of {pages} pages")
    sys.exit(bool(problems))


def queue_recognition() -> tuple[int, int]:
    """Upload a scan as the desk does; return the key of the upload and the number of pages."""
    from resolutions.desk.receiving import receive_file
    from resolutions.desk.uploads import process_upload

    document = pypdfium2.PdfDocument(pdf("000", "one column"))
    first, *others = (page.render(scale=DPI / 72).to_pil().convert("L") for page in document)
    buffer = io.BytesIO()
    first.save(buffer, "TIFF", save_all=True, append_images=others, compression="tiff_lzw")
    return process_upload(receive_file(buffer.getvalue(), "扫描.tif")).pk, len(document)


def kill_worker_in_page(portal: TemporaryPortal, stored: int, seconds: float) -> None:
    """Start a worker and kill it ``seconds`` after more than ``stored`` pages are stored."""
    from resolutions.models import Job

    Job.objects.update(attempts=0)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = portal.start("manage.py", "run_jobs", "--batch", **quiet)
    while len(read_pages()) <= stored and process.poll() is None:
        time.sleep(0.05)
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.wait()


def read_pages() -> dict[int, str]:
    """Return the time of recognition of each stored page."""
    from resolutions.models import PageRecognition

    return {page: at.isoformat() for page, at in PageRecognition.objects.values_list("page", "recognized_at")}


def find_problems(upload_id: int, pages: int, stored: list[dict[int, str]]) -> list[str]:
    """Return a sentence for each difference from a run without kills."""
    from resolutions.models import Document, Job, JobState, Upload, UploadState

    upload, last = Upload.objects.get(pk=upload_id), read_pages()
    problems = [] if upload.state == UploadState.READ else [f"the upload is {upload.state}: {upload.message}"]
    problems += [
        f"page {page} was recognised again" for before in stored for page in before if before[page] != last[page]
    ]
    if len(last) != pages:
        problems.append(f"{len(last)} of {pages} pages are stored")
    if Job.objects.exclude(state=JobState.DONE).exists():
        problems.append("a job has not ended")
    if Document.objects.filter(status="draft").count() != 1:
        problems.append("there is not one draft")
    return problems


if __name__ == "__main__":
    main()
