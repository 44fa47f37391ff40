"""A server as it runs in production: gunicorn on a port of its own, with an own PostgreSQL that has no tables."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from portal.local.environment import ROOT
from portal.local.postgres import EmbeddedPostgres

TIMEOUT_SECONDS = 2  # DATABASE_TIMEOUT of the server
STARTED_WITHIN_SECONDS = 90


@dataclass(frozen=True, slots=True)
class ProductionServer:
    """``port`` listens on 127.0.0.1; ``postgres`` is the process of its database."""

    port: int
    postgres: subprocess.Popen
    log: Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def has_answer(url: str) -> bool:
    with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=5):
        return True
    return False


@contextlib.contextmanager
def running(command: list[str], environment: dict[str, str], log: Path, ready_url: str) -> Iterator[subprocess.Popen]:
    """Run a server until the block ends; the block starts when ``ready_url`` answers."""
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
    try:
        end = time.monotonic() + STARTED_WITHIN_SECONDS
        while not has_answer(ready_url):
            assert process.poll() is None and time.monotonic() < end, log.read_text()
            time.sleep(0.1)
        yield process
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture(scope="package")
def server(tmp_path_factory) -> Iterator[ProductionServer]:
    """Two workers behind a proxy, with collected static files."""
    folder = Path(f"/tmp/resolutions-test-server-{os.getpid()}")  # the database's uid cannot enter pytest's folders
    folder.mkdir(mode=0o711)
    port, data = free_port(), tmp_path_factory.mktemp("data")
    environment = os.environ | {"DATA_DIR": str(data), "PORT": str(port), "HTTPS": "1", "BEHIND_PROXY": "1"}
    environment |= {"ALLOWED_HOSTS": "portal.example.org", "DATABASE_TIMEOUT": str(TIMEOUT_SECONDS)}
    try:
        with EmbeddedPostgres(folder / "postgres", durable=False) as database:
            environment["DATABASE_URL"] = database.url
            collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"]
            subprocess.run(collect, cwd=ROOT, env=environment, check=True)
            gunicorn = [sys.executable, "-m", "gunicorn", "--config", "portal/gunicorn_conf.py", "portal.wsgi"]
            with running(gunicorn, environment, data / "log", f"http://127.0.0.1:{port}/healthz"):
                yield ProductionServer(port, database.process, data / "log")
    finally:
        subprocess.run(["rm", "-rf", folder], check=True)
