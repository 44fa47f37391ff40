"""Cut the network of a machine in the midst of a job, and measure until another machine goes on with it.

    python -m bench.drills.lost_machine [--drafts 60]

Needs root and Linux. The lost machine is a network namespace, joined to this one by a pair of interfaces that are
switched off: no connection is closed, as when a machine loses its power. PostgreSQL has to notice that by itself, for
the session of the lost worker holds the lock of the job.
"""

import os
import signal
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager

from bench.drills.editions import FIRST_NUMBER, write_texts
from bench.drills.kills_load import count_published, read_state
from bench.drills.kills_publishing import find_problems, queue_publication
from bench.drills.temporary_portal import TemporaryPortal, temporary_portal

SPACE, HERE, THERE = "drill-lost", "drill-here", "drill-there"
ADDRESS, OTHER_ADDRESS = "10.77.0.1", "10.77.0.2"
GIVE_UP_SECONDS = 300


def main() -> None:
    """Print the seconds; exit non-zero when the job is not done, or something was left out or done twice."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--drafts", type=int, default=60)
    count = parser.parse_args().drafts
    with temporary_portal() as portal, network():
        folder = portal.data / "made"
        write_texts(folder, range(FIRST_NUMBER, FIRST_NUMBER + count))
        portal.run("ingest", "--draft", str(folder))
        listen_on_the_network(portal)
        rows = queue_publication()
        problems = [*lose(portal, count), *find_problems(rows)]
    print("\n".join(problems) or "nothing left out, nothing twice")
    sys.exit(bool(problems))


def lose(portal: TemporaryPortal, count: int) -> Iterator[str]:
    """Run the job on the machine that is lost, then on another one; yield a sentence when it does not end."""
    quiet: dict[str, int] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    away = portal.environment | {"DATABASE_URL": f"postgres://portal@{ADDRESS}:5432/postgres"}
    inside = ["ip", "netns", "exec", SPACE, sys.executable, "manage.py", "run_jobs"]
    lost = subprocess.Popen(inside, env=away, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while count_published() < count // 3:
        time.sleep(0.05)
    run("ip", "link", "set", HERE, "down")
    cut, published = time.monotonic(), count_published()
    worker = portal.start("manage.py", "run_jobs", **quiet)
    resumed = None
    while read_state() != "done" and time.monotonic() - cut < GIVE_UP_SECONDS:
        if resumed is None and count_published() > published + 1:
            resumed = time.monotonic() - cut
        time.sleep(0.1)
    print(
        f"{published} of {count} published when the network was cut; another machine went on after {resumed or 0:.0f} s"
    )
    print(f"all done {time.monotonic() - cut:.0f} s after the cut", flush=True)
    worker.terminate()
    lost.send_signal(signal.SIGKILL)
    for process in (worker, lost):
        process.wait()
    if resumed is None:
        yield f"nobody went on within {GIVE_UP_SECONDS} s"


def listen_on_the_network(portal: TemporaryPortal) -> None:
    """Start PostgreSQL again, for the namespace too."""
    server = portal.postgres
    with (server.cluster.data / "pg_hba.conf").open("a") as file:
        file.write(f"host all all {OTHER_ADDRESS}/32 trust\n")
    server.stop()
    server.options = (f"listen_addresses={ADDRESS}",)
    server.start()


@contextmanager
def network() -> Iterator[None]:
    """Make the namespace and the pair of interfaces, and remove them at the end."""
    if os.geteuid() != 0:
        sys.exit("The drill needs root: it makes a network namespace.")
    run("ip", "netns", "add", SPACE)
    try:
        run("ip", "link", "add", HERE, "type", "veth", "peer", "name", THERE, "netns", SPACE)
        run("ip", "address", "add", f"{ADDRESS}/24", "dev", HERE)
        run("ip", "link", "set", HERE, "up")
        run("ip", "netns", "exec", SPACE, "ip", "address", "add", f"{OTHER_ADDRESS}/24", "dev", THERE)
        run("ip", "netns", "exec", SPACE, "ip", "link", "set", THERE, "up")
        yield
    finally:
        run("ip", "netns", "del", SPACE)


def run(*command: str) -> None:
    """Run a program of the system to its end."""
    subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
