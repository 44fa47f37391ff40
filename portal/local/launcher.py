"""Launcher of `make run`: lock, database, preparation, server; stopped in reverse order."""

import contextlib
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from portal.local import child_processes
from portal.local.environment import ROOT, LocalError, data_folder, local_environment, requested_port
from portal.local.postgres import EmbeddedPostgres, running_server_url

HOST = "127.0.0.1"
LOOK_SECONDS = 0.5  # between two looks at the server and the database
SERVER = [sys.executable, "-m", "gunicorn", "--config", "portal/gunicorn_conf.py", "portal.wsgi"]
WORKER = [sys.executable, "manage.py", "run_jobs"]
PREPARE = [sys.executable, "-m", "portal.local.prepare"]


def run_portal() -> None:
    """Start the portal and block until it is stopped. Raises ``LocalError`` or ``PostgresError``."""
    port, data = requested_port(), data_folder()
    check_port(port)
    with lock_data_folder(data), open_database(data) as database:
        environment = local_environment(data, database.url)
        if run_step(PREPARE, environment) != 0:
            raise LocalError("The portal was not started.")
        server = {"PORT": str(port), "HOST": HOST, "GUNICORN_LOG_LEVEL": "warning"}
        serve({"ACCESS_LOG": "0", **environment, **server}, port, database, data)


def run_manage_command(arguments: list[str]) -> int:
    """Run a command of manage.py on the database of a running portal, or on one started for the command.

    Return the exit code of the command.
    """
    data = data_folder()
    with database_for_command(data) as url:
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(command, cwd=ROOT, env=local_environment(data, url), check=False).returncode


@contextlib.contextmanager
def database_for_command(data: Path) -> Iterator[str]:
    """Yield the URL of the database of a running portal, or of one started meanwhile."""
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(lock_data_folder(data))
            url = stack.enter_context(open_database(data)).url
        except AlreadyRunningError:
            url = os.environ.get("DATABASE_URL") or running_server_url(data / "postgres")
        yield url


class AlreadyRunningError(LocalError):
    """Another launcher has locked the data folder."""


@contextlib.contextmanager
def lock_data_folder(data: Path) -> Iterator[None]:
    """Lock the data folder; the system releases the lock when this process ends.

    Raises ``AlreadyRunningError`` when another process has it.
    """
    with (data / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunningError(f"A portal already runs on {data}: stop it first.") from None
        yield


@dataclass(frozen=True, slots=True)
class Database:
    """The database of the portal; ``server`` is None when DATABASE_URL names one that runs elsewhere."""

    url: str
    server: EmbeddedPostgres | None = None

    @property
    def description(self) -> str:
        """Words for the banner."""
        return str(self.server.cluster.data) if self.server else "DATABASE_URL"

    def check(self) -> None:
        """Raise ``LocalError`` when the embedded server has ended, for example killed for want of memory."""
        if self.server and self.server.process and self.server.process.poll() is not None:
            raise LocalError(f"PostgreSQL ended by itself, see {self.server.log}; start the portal again.")


@contextlib.contextmanager
def open_database(data: Path) -> Iterator[Database]:
    """Yield the database that DATABASE_URL names, else an embedded server on the data folder."""
    if url := os.environ.get("DATABASE_URL"):
        yield Database(url)
        return
    if not (data / "postgres").exists():
        print("Creating the database …", flush=True)
    with EmbeddedPostgres(data / "postgres") as server:
        yield Database(server.url, server)


def check_port(port: int) -> None:
    """Raise ``LocalError`` when nothing can listen on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise LocalError(
                f"Port {port} cannot be used ({error.strerror}); choose another, such as `make run PORT={port + 1}`."
            ) from None


def run_step(command: list[str], environment: dict[str, str]) -> int:
    """Run a process to its end and return its exit code; stop it when the launcher is interrupted."""
    process = child_processes.start_child(command, cwd=ROOT, env=environment)
    try:
        return process.wait()
    finally:
        child_processes.stop_child(process, signal.SIGTERM, seconds=10)


def serve(environment: dict[str, str], port: int, database: Database, data: Path) -> None:
    """Run gunicorn and the worker of the jobs until they are stopped; a worker that ends is started again.

    Raises ``LocalError`` when gunicorn or the database ends by itself.
    """
    server = child_processes.start_child(SERVER, cwd=ROOT, env=environment)
    worker = None
    try:
        wait_until_ready(server, port)
        print(format_banner(port, database.description, data), flush=True)
        while server.poll() is None:
            database.check()
            if worker is None or worker.poll() is not None:
                worker = child_processes.start_child(WORKER, cwd=ROOT, env={"LOG_LEVEL": "WARNING", **environment})
            time.sleep(LOOK_SECONDS)
        raise LocalError(f"The server ended by itself (code {server.returncode}).")
    finally:
        if worker is not None:  # an interrupted job continues at the next start
            child_processes.stop_child(worker, signal.SIGTERM, seconds=5)
        child_processes.stop_child(server, signal.SIGTERM, seconds=15)


def wait_until_ready(server: subprocess.Popen, port: int) -> None:
    """Block until /healthz answers. Raises ``LocalError`` when the server ends before that."""
    while server.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"http://{HOST}:{port}/healthz", timeout=5):
            return
        time.sleep(0.1)
    raise LocalError(f"The server could not start (code {server.returncode}), see above.")


def format_banner(port: int, database: str, data: Path) -> str:
    """Return the addresses and folders to print when the portal is ready."""
    return f"""
  Portal     http://{HOST}:{port}
  Staff      run `make staff` in another terminal, then log in at http://{HOST}:{port}/admin/
  Data       {data} (originals, index, secret key)
  Database   {database}
  Stop       Ctrl-C
"""
