"""Serve the portal by gunicorn with its own configuration, for tests and benchmarks."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psutil
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
GUNICORN = [sys.executable, "-m", "gunicorn", "--config", "portal/gunicorn_conf.py", "portal.wsgi"]
START_SECONDS = 60
UNLIMITED = dict.fromkeys(("API_REQUESTS_PER_MINUTE", "SEARCH_REQUESTS_PER_MINUTE"), "1000000")
QUIET = {"GUNICORN_LOG_LEVEL": "warning", "LOG_LEVEL": "ERROR", **UNLIMITED}


@dataclass(frozen=True, slots=True)
class Server:
    address: str
    process: subprocess.Popen

    def workers(self) -> list[int]:
        return [child.pid for child in psutil.Process(self.process.pid).children()]

    def get(self, path: str) -> tuple[int, bytes]:
        """Request an address; return status and body."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=30) as response:
                return response.status, response.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()


def as_served(data: Path, **more: str) -> dict[str, str]:
    """Return the environment of a server with the data folder ``data``: the caller's own, changed by ``more``."""
    return {**os.environ, "DEBUG": "0", "HTTPS": "0", "DATA_DIR": str(data), **QUIET, **more}


def database_url() -> str:
    """Return the URL of the test's database."""
    at = connection.settings_dict
    user = f"{quote(at['USER'])}:{quote(at['PASSWORD'])}@" if at["USER"] else ""
    if at["HOST"].startswith("/"):
        return f"postgres://{user}/{at['NAME']}?host={quote(at['HOST'], safe='')}"
    return f"postgres://{user}{at['HOST']}:{at['PORT'] or 5432}/{at['NAME']}"


@contextmanager
def serving(environment: Mapping[str, str], workers: int, checkout: Path = ROOT) -> Iterator[Server]:
    """Serve the portal of ``checkout`` on a free port until the block ends; its log is ``DATA_DIR/log``."""
    port = free_port()
    environment = {**environment, "HOST": "127.0.0.1", "PORT": str(port), "WEB_CONCURRENCY": str(workers)}
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"]
    subprocess.run(collect, cwd=checkout, env=environment, check=True)
    with (Path(environment["DATA_DIR"]) / "log").open("w") as log:
        process = subprocess.Popen(GUNICORN, cwd=checkout, env=environment, stdout=log, stderr=log)
    try:
        yield _awaited(Server(f"http://127.0.0.1:{port}", process))
    finally:
        process.terminate()
        process.wait(timeout=30)


def _awaited(server: Server) -> Server:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.process.poll() is None:
        try:
            if server.get("/healthz")[0] == 200:
                return server
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("gunicorn did not start; DATA_DIR/log says why")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
