"""``make run`` with an empty data folder, a second time, and its shutdown."""

import os
import re
import signal
import socket
import stat
import subprocess
import sys
import urllib.request
from pathlib import Path

import psutil
import pytest

from portal.local import launcher
from portal.local.environment import ROOT

LAUNCH = [sys.executable, "-m", "portal.local"]


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@pytest.fixture
def environment():
    """Environment of a shell, with a data folder and a port for this test."""
    folder = Path(f"/tmp/resolutions-test-run-{os.getpid()}")
    given = {"DATABASE_URL", "TEST_DATABASE_URL", "SECRET_KEY", "SEARCH_URL", "HTTPS", "DEBUG"}
    kept = {name: value for name, value in os.environ.items() if name not in given}
    yield kept | {"DATA_DIR": str(folder), "PORT": free_port()}
    subprocess.run(["rm", "-rf", folder], check=True)


@pytest.fixture
def launch(environment):
    """Function that starts a launcher, which is stopped after the test."""
    launched = []

    def start(changed=None, *arguments):
        output = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        launched.append(subprocess.Popen([*LAUNCH, *arguments], cwd=ROOT, env=environment | (changed or {}), **output))
        return launched[-1]

    yield start
    for process in launched:
        process.terminate()
        process.communicate(timeout=60)


def printed_until_ready(process):
    """Return the output of the launcher up to the last line of its banner."""
    lines = []
    for line in process.stdout:
        lines.append(line)
        if line.startswith("  Stop"):
            break
    return "".join(lines)


def fetch(environment, path):
    with urllib.request.urlopen(f"http://127.0.0.1:{environment['PORT']}{path}", timeout=20) as response:
        return response.read().decode()


def everything_it_started(process):
    return psutil.Process(process.pid).children(recursive=True)


def stop(process, how):
    process.send_signal(how)
    rest = process.communicate(timeout=60)[0]
    return process.returncode, rest


def test_run_brings_the_portal_up_twice_and_leaves_nothing_behind(environment, launch):
    process = launch()
    printed = printed_until_ready(process)
    assert f"http://127.0.0.1:{environment['PORT']}" in printed and "make staff" in printed
    assert "第2553(2020)号决议" in re.sub(r"\s", "", fetch(environment, "/S/RES/2553(2020)"))
    assert stat.S_IMODE((Path(environment["DATA_DIR"]) / "secret_key").stat().st_mode) == 0o600
    started = everything_it_started(process)
    code, rest = stop(process, signal.SIGINT)
    assert (code, rest.strip()) == (0, "Stopped.")  # the banner's last blank line may be read before or after
    assert psutil.wait_procs(started, timeout=5)[1] == []

    again = launch()
    assert "5 unchanged" in printed_until_ready(again)
    refused = launch({"PORT": free_port()})
    assert "already runs" in refused.communicate(timeout=30)[0]
    assert refused.returncode == 1
    account = {"DJANGO_SUPERUSER_PASSWORD": "only for this test"}
    options = ("createsuperuser", "--noinput", "--username=editor", "--email=editor@example.org")
    staff = launch(account, *options)
    assert "created successfully" in staff.communicate(timeout=60)[0]
    started = everything_it_started(again)
    again.kill()
    assert psutil.wait_procs(started, timeout=20)[1] == []


def test_a_killed_database_ends_the_portal_with_a_sentence_and_the_next_start_recovers(environment, launch):
    process = launch()
    printed_until_ready(process)
    started = everything_it_started(process)
    pid_file = Path(environment["DATA_DIR"]) / "postgres" / "postmaster.pid"
    psutil.Process(int(pid_file.read_text().split()[0])).kill()
    printed = process.communicate(timeout=60)[0]
    assert process.returncode == 1 and "Error: PostgreSQL ended by itself, see" in printed
    assert psutil.wait_procs(started, timeout=20)[1] == []
    assert "5 unchanged" in printed_until_ready(launch())


@pytest.mark.parametrize(
    "changed, sentence",
    [
        ({"PORT": "eighty"}, "Error: PORT must be a number from 1 to 65535, not 'eighty'.\n"),
        ({"DATABASE_URL": "postgres:///none?host=/nonexistent"}, "Error: The portal was not started.\n"),
        ({"SEARCH_URL": "elastic://somewhere"}, "Error: The portal was not started.\n"),
    ],
)
def test_what_cannot_work_ends_at_once_with_a_sentence(launch, changed, sentence):
    process = launch(changed)
    printed = process.communicate(timeout=60)[0]
    assert process.returncode == 1
    assert printed.endswith(sentence)
    assert "Traceback" not in printed


def test_a_busy_port_is_reported_before_anything_is_started(environment, launch):
    with socket.socket() as other:
        other.bind(("127.0.0.1", int(environment["PORT"])))
        other.listen()
        process = launch()
        printed = process.communicate(timeout=30)[0]
    assert process.returncode == 1
    assert printed.startswith(f"Error: Port {environment['PORT']} cannot be used") and printed.count("\n") == 1
    assert not (Path(environment["DATA_DIR"]) / "postgres").exists()


def test_a_worker_that_ends_or_is_killed_is_started_again(monkeypatch, tmp_path):
    """The server and the worker are small programs; every worker writes its number, the first ones are killed."""
    monkeypatch.setattr(launcher, "LOOK_SECONDS", 0.02)
    monkeypatch.setattr(launcher, "wait_until_ready", lambda server, port: None)
    monkeypatch.setattr(launcher, "SERVER", [sys.executable, "-c", "import time; time.sleep(600)"])
    program = (
        f"import os, signal; open({str(tmp_path / 'workers')!r}, 'a').write(f'{{os.getpid()}}\\n'); "
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    monkeypatch.setattr(launcher, "WORKER", [sys.executable, "-c", program])
    database = launcher.Database("postgres:///none")

    def stop_after_three(self):
        if (tmp_path / "workers").exists() and len((tmp_path / "workers").read_text().split()) >= 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(launcher.Database, "check", stop_after_three)
    with pytest.raises(KeyboardInterrupt):
        launcher.serve(dict(os.environ), 1, database, tmp_path)
    workers = (tmp_path / "workers").read_text().split()
    assert len(set(workers)) == len(workers) >= 3
    living = [child for child in psutil.Process().children() if child.status() != psutil.STATUS_ZOMBIE]
    assert not [child for child in living if "time.sleep(600)" in " ".join(child.cmdline())]
