"""Two machines on one database: a publisher on one, readers on both, jobs on both; prints seconds.

    python -m bench.drills.two_machines [--changes 20] [--drafts 120] [--cluster]

A machine is a server and a worker of the jobs with a data folder, and so an index, of their own; originals are in a
folder that both see. The first machine publishes, corrects and withdraws. For each change the drill asks both machines
until they show it. A follower is killed, a machine is switched off and on, requests and wrong passwords are spread over
both, and a worker is killed while both publish drafts. With ``--cluster`` both portals share three OpenSearch nodes on
this machine.
"""

import json
import os
import signal
import statistics
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

import psutil
import requests

from bench.drills.editions import FIRST_NUMBER, build_text, format_phrase, symbol_of, write_texts
from bench.drills.kills_publishing import count_published
from bench.drills.publisher import carry_out
from bench.drills.temporary_portal import TemporaryPortal, temporary_portal
from tests.opensearch.cluster import TestCluster
from tests.search.serving import Server, serving

WORKERS = 2
FOUND_WITHIN = 30.0  # seconds; later counts as lost
SEARCH_LIMIT = 60  # searches a minute
AWAY_CHANGES = 30  # while a machine is off
JOBS = 4


def main() -> None:
    """Print a row for each part; exit non-zero when something was lost, counted apart or done twice."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--changes", type=int, default=20, help="of each kind")
    parser.add_argument("--drafts", type=int, default=120)
    parser.add_argument("--cluster", action="store_true", help="OpenSearch in place of an index on each machine")
    options = parser.parse_args()
    print(f"load of the machine {os.getloadavg()}", flush=True)
    with ExitStack() as stack:
        search_url = stack.enter_context(TestCluster(3)).search_url + "drill" if options.cluster else ""
        portal = stack.enter_context(temporary_portal(search_url))
        there = stack.enter_context(second_machine(portal))
        problems = [*follow(portal, there, options.changes), *share_jobs(portal, there, options.drafts)]
    print("\n".join(problems) or "nothing lost, nothing twice")
    sys.exit(bool(problems))


@contextmanager
def second_machine(portal: TemporaryPortal) -> Iterator[TemporaryPortal]:
    """Yield another machine on the database of ``portal``."""
    with TemporaryDirectory(prefix="drill-there-") as name:
        data = Path(name)
        (data / "static").mkdir()
        (portal.data / "originals").mkdir(exist_ok=True)
        (data / "originals").symlink_to(portal.data / "originals")
        there = TemporaryPortal(data, portal.postgres, {**portal.environment, "DATA_DIR": str(data)})
        there.run("index", "--prepare")
        yield there


def follow(portal: TemporaryPortal, there: TemporaryPortal, count: int) -> Iterator[str]:
    """Change documents on one machine and ask both; yield a sentence for each that was not found in time."""
    limit = {"SEARCH_REQUESTS_PER_MINUTE": str(SEARCH_LIMIT)}
    with serving({**portal.environment, **limit}, WORKERS) as here:
        with serving({**there.environment, **limit}, WORKERS) as other:
            print(f"{'change; median / longest, s':<44}{'own':>12}{'other: index':>15}{'found':>14}", flush=True)
            numbers = range(FIRST_NUMBER, FIRST_NUMBER + count)
            for kind, edition, is_shown in (
                ("published", 1, True), ("corrected", 2, True), ("withdrawn", 0, False), ("published again", 2, True),
            ):  # fmt: skip
                yield from change_each(here, other, kind, numbers, edition, is_shown)
            yield from kill_followers(here, other, numbers)
            yield from share_limits(here, other)
            yield from share_lockouts(here, other)
        yield from switch_off(here, {**there.environment, **limit})


def change_each(here: Server, other: Server, kind: str, numbers: range, edition: int, is_shown: bool) -> Iterator[str]:
    """Change one document after the other; print the seconds after which both machines show it."""
    times = Times()
    for number in numbers:
        change(number, edition)
        measure(times, here, other, format_phrase(number, edition or 2), is_shown)
        time.sleep(0.13)  # so that changes fall anywhere between two looks of the follower
    times.print_row(kind)
    if times.is_lost:
        yield f"{kind}: not seen within {FOUND_WITHIN:.0f} s"


def change(number: int, edition: int) -> None:
    """Write a new document, or change the one that is there."""
    from resolutions.models import Document
    from resolutions.writing.publish import ingest_file

    document = Document.objects.filter(symbol=symbol_of(number)).first()
    if document is None or not document.versions.exists():
        ingest_file(build_text(number, edition).encode(), f"{number}.txt")
    else:
        carry_out(document, number, edition)


def seconds_until(server: Server, phrase: str, is_shown: bool, since: float | None = None) -> float:
    """Ask until the search shows the phrase, or no longer shows it; return the seconds."""
    began = time.monotonic() if since is None else since
    while time.monotonic() - began < FOUND_WITHIN:
        status, body = server.get("/api/v1/search?q=" + quote(f'"{phrase}"'))
        if status == 200 and bool(json.loads(body)["total"]) == is_shown:
            return time.monotonic() - began
        time.sleep(0.02)
    return FOUND_WITHIN


def wait_until_current(server: Server, since: float | None = None) -> float:
    """Return the seconds until /healthz says that nothing waits for the index."""
    began = time.monotonic() if since is None else since
    while time.monotonic() - began < FOUND_WITHIN:
        index = json.loads(server.get("/healthz")[1])["index"]
        if index.get("changes_behind") == 0:  # left out while the database takes long to answer
            return time.monotonic() - began
        time.sleep(0.05)
    return FOUND_WITHIN


@dataclass(slots=True)
class Times:
    """Seconds from a change until the own machine finds it, the index of the other has it, the other finds it."""

    own: list[float] = field(default_factory=list)
    index: list[float] = field(default_factory=list)
    found: list[float] = field(default_factory=list)

    @property
    def is_lost(self) -> bool:
        """Return whether a change was not seen in time."""
        return max(*self.own, *self.index, *self.found) >= FOUND_WITHIN

    def print_row(self, kind: str) -> None:
        """Print median and longest time."""
        shown = [f"{statistics.median(each):.2f} / {max(each):.2f}" for each in (self.own, self.index, self.found)]
        print(f"{kind:<44}{shown[0]:>12}{shown[1]:>15}{shown[2]:>14}", flush=True)


def measure(times: Times, here: Server, other: Server, phrase: str, is_shown: bool) -> None:
    """Add the times of a change that was committed a moment ago."""
    done = time.monotonic()
    with ThreadPoolExecutor(2) as pool:
        own = pool.submit(seconds_until, here, phrase, is_shown, done)
        index = pool.submit(wait_until_current, other, done)
        times.own.append(own.result())
        times.index.append(index.result())
    times.found.append(seconds_until(other, phrase, is_shown, done))


def kill_followers(here: Server, other: Server, numbers: range) -> Iterator[str]:
    """Kill one worker of the other machine after the other, so that whoever follows dies; publish meanwhile."""
    times = Times()
    for turn, number in enumerate(numbers[:6]):
        workers = other.workers()
        psutil.Process(workers[turn % len(workers)]).kill()
        change(number, edition := 3 + turn)
        measure(times, here, other, format_phrase(number, edition), True)
        time.sleep(1)
    times.print_row("corrected, a worker of the other killed")
    if times.is_lost:
        yield "a killed follower is not replaced"


def switch_off(here: Server, environment: dict[str, str]) -> Iterator[str]:
    """Publish while the other machine is off; print the seconds after its start until it has everything."""
    numbers = range(FIRST_NUMBER + 100, FIRST_NUMBER + 100 + AWAY_CHANGES)
    for number in numbers:
        change(number, 1)
    with serving(environment, WORKERS) as other:
        began = time.monotonic()
        index = wait_until_current(other, began)
        found = [seconds_until(other, format_phrase(number, 1), True, began) for number in numbers]
        Times([0.0], [index], found).print_row(f"{AWAY_CHANGES} published while the other was off, from its start")
        if max(index, *found) >= FOUND_WITHIN:
            yield "a machine that was off does not get what it missed"
    assert here.process.poll() is None


def share_limits(here: Server, other: Server) -> Iterator[str]:
    """Search on both machines in turn until both refuse; print how many searches they allowed together."""
    while time.time() % 60 > 20:  # all within one minute
        time.sleep(0.5)
    statuses = [server.get("/search?q=1")[0] for _ in range(SEARCH_LIMIT) for server in (here, other)]
    allowed = statuses.count(200)
    print(f"searches allowed by both together: {allowed}; the limit is {SEARCH_LIMIT} a minute", flush=True)
    if not SEARCH_LIMIT <= allowed <= SEARCH_LIMIT * 1.2 or statuses[-2:] != [429, 429]:
        yield f"{allowed} searches were allowed"


def share_lockouts(here: Server, other: Server) -> Iterator[str]:
    """Send wrong passwords to both machines in turn; both must lock the name at the fifth."""
    statuses = []
    for turn in range(8):
        address = f"{(here, other)[turn % 2].address}/admin/login/"
        with requests.Session() as session:
            session.get(address, timeout=30)
            form = {"username": "li", "password": "wrong", "csrfmiddlewaretoken": session.cookies["csrftoken"]}
            statuses.append(session.post(address, data=form, timeout=30).status_code)
    print(f"answers to wrong passwords, in turn: {' '.join(map(str, statuses))}", flush=True)
    if statuses[5:] != [429] * 3:
        yield "wrong passwords are counted apart"


def share_jobs(portal: TemporaryPortal, there: TemporaryPortal, count: int) -> Iterator[str]:
    """Queue jobs, run a worker on each machine, kill one in the midst; yield a sentence for each thing done twice."""
    from resolutions.desk.bulk_publication import start_publication
    from resolutions.models import Document, Job, Status

    folder = portal.data / "made"
    first = FIRST_NUMBER + 200
    write_texts(folder, range(first, first + count))
    portal.run("ingest", "--draft", str(folder))
    drafts = list(Document.objects.filter(status=Status.DRAFT))
    rows, before = {draft.pk: draft.changes.count() for draft in drafts}, count_published()
    for part in range(JOBS):
        start_publication({str(draft.pk): draft.edit_token for draft in drafts[part::JOBS]})
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    workers = [machine.start("manage.py", "run_jobs", **quiet) for machine in (portal, there)]
    began = time.monotonic()
    while count_published() < before + count // 3:
        time.sleep(0.05)
    running = Job.objects.filter(state="running").count()
    workers[0].send_signal(signal.SIGKILL)
    killed = time.monotonic()
    while Job.objects.unfinished().exists() and time.monotonic() - killed < 300:
        time.sleep(0.2)
    seconds = killed - began, time.monotonic() - killed
    print(
        f"{JOBS} jobs, {running} at once; a machine killed after {seconds[0]:.1f} s, all done {seconds[1]:.1f} s later"
    )
    workers[1].terminate()
    for worker in workers:
        worker.wait()
    for document in Document.objects.filter(pk__in=rows):
        if document.status != Status.PUBLISHED or document.changes.count() != rows[document.pk] + 1:
            yield f"{document}: {document.status}, {document.changes.count() - rows[document.pk]} changes"
    for machine in (portal, there):
        machine.run("run_jobs", "--batch")  # brings the index of the killed machine up to date, as its next start does
        machine.run("index", "--check")


if __name__ == "__main__":
    main()
