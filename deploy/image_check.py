"""Build the image and run it as docker-compose.yml does, on a machine without a container engine: ``make image-check``.

Needs root and Debian's packages buildah and debootstrap. The base image ``python:3.11-slim`` cannot be pulled
here; a minimal Debian with its own Python 3.11 takes its place. buildah then runs the Dockerfile, and the result runs
in a mount namespace of its own: read-only root, uid 10001, no capabilities, no new privileges, PostgreSQL on a socket.
DEBIAN_ROOT names a folder that debootstrap has filled before, to save its time; the check adds two files to it.
"""

import contextlib
import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import requests

from portal.local.environment import ROOT
from portal.local.postgres import EmbeddedPostgres

PROGRAMS = ("buildah", "debootstrap", "unshare", "chroot")
SUITE = "bookworm"  # the release of Debian with Python 3.11
PACKAGES = "python3,python3-dev,python3-venv,python3-pip,python-is-python3,ca-certificates"
BASE, IMAGE = "localhost/python:3.11-slim", "localhost/resolutions-portal"
UID = 10001
HOST = "portal.example.org"
VOLUMES = ("index", "originals", "export")
START_SECONDS, STOP_SECONDS = 180, 20
CERTIFICATES = "etc/ssl/certs/ca-certificates.crt"
# Runs as PID 1 of the namespace; the arguments are the root folder and the folder of volumes and socket.
ENTER = f"""
set -eu
mount --make-rprivate /
mount --bind "$1" "$1"
mount -o remount,ro,bind "$1"
mount -t proc proc "$1/proc"
mount --rbind /dev "$1/dev"
for folder in tmp data/cache; do mount -t tmpfs -o "mode=1777" tmpfs "$1/$folder"; done
for volume in {" ".join(VOLUMES)}; do mount --bind "$2/$volume" "$1/data/$volume"; done
mount --bind "$2/socket" "$1/mnt"
exec chroot "$1" setpriv --reuid={UID} --regid={UID} --clear-groups \\
    --no-new-privs --bounding-set=-all --inh-caps=-all sh -c 'cd /app && exec "$@"' sh "${{@:3}}"
"""


def main() -> None:
    """Build, run, ask and stop; exit with the first thing that is wrong."""
    if missing := [name for name in PROGRAMS if shutil.which(name) is None]:
        sys.exit(f"Missing: {', '.join(missing)}; on Debian: apt-get install buildah debootstrap")
    if os.geteuid() != 0:
        sys.exit("make image-check needs root: it mounts file systems.")
    with tempfile.TemporaryDirectory(prefix="resolutions-image-", dir="/var/tmp") as name:
        folder = Path(name)
        folder.chmod(0o711)
        buildah = Buildah(folder)
        step("Debian as the base image", buildah.make_base)
        step("Dockerfile", buildah.build)
        root, environment = buildah.mount()
        with open_database(folder) as database:
            create_role(database)
            with serving(root, folder, environment) as port:
                check_pages(port)
    print("The image serves.")


def step(title: str, action: Callable[[], object]) -> None:
    """Run a step and print how long it took."""
    print(f"· {title} …", flush=True)
    start = time.monotonic()
    action()
    print(f"  {time.monotonic() - start:.0f} s", flush=True)


class Buildah:
    """buildah with storage of its own, removed with ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.options = ["--storage-driver=vfs", f"--root={folder}/storage", f"--runroot={folder}/run"]

    def __call__(self, *arguments: str) -> str:
        """Run a command of buildah and return what it prints."""
        command = ["buildah", *self.options, *arguments]
        return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()

    def make_base(self) -> None:
        """Commit a minimal Debian in place of the base image, with the certificates of this machine."""
        root = Path(os.environ.get("DEBIAN_ROOT") or self.folder / "base")
        if not root.exists():
            run("debootstrap", "--variant=minbase", f"--include={PACKAGES}", SUITE, str(root), debian_mirror())
        for marker in root.glob("usr/lib/python3*/EXTERNALLY-MANAGED"):  # the real base image lets pip install
            marker.unlink()
        shutil.copy(f"/{CERTIFICATES}", root / CERTIFICATES)
        (root / "etc/pip.conf").write_text(f"[global]\ncert = /{CERTIFICATES}\n")
        container = self("from", "scratch")
        self("add", "--quiet", container, str(root), "/")
        self("commit", "--quiet", "--rm", container, BASE)

    def build(self) -> None:
        """Run the Dockerfile of the checkout."""
        self("build", "--isolation=chroot", "--pull-never", "--quiet", f"--from={BASE}", "--tag", IMAGE, ".")

    def mount(self) -> tuple[Path, dict[str, str]]:
        """Return the root folder of a container and the environment of the image."""
        container = self("from", "--pull-never", IMAGE)
        configuration = json.loads(self("inspect", container))["OCIv1"]["config"]
        assert configuration["User"] == f"{UID}:{UID}", configuration["User"]
        return Path(self("mount", container)), dict(entry.split("=", 1) for entry in configuration["Env"])


def run(*command: str) -> None:
    """Run a command quietly; show what it printed when it fails."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}\n{done.stdout[-3000:]}")


def debian_mirror() -> str:
    """Return the archive that apt uses on this machine."""
    listing = ["apt-get", "indextargets", "--format", "$(SITE)", "Created-By: Packages"]
    return subprocess.run(listing, check=True, stdout=subprocess.PIPE, text=True).stdout.split()[0]


def open_database(folder: Path) -> EmbeddedPostgres:
    """Return a server, not started yet, with a second socket in ``folder``/socket that other accounts reach."""
    database = EmbeddedPostgres(folder / "postgres", durable=False)
    (folder / "socket").mkdir()
    os.chown(folder / "socket", database.cluster.uid or 0, 0)
    database.options = (*database.options, f"unix_socket_directories={database.socket_folder},{folder}/socket")
    return database


def create_role(database: EmbeddedPostgres) -> None:
    """Run the script that the PostgreSQL container runs in an empty cluster."""
    environment = {"PATH": f"{database.cluster.programs}:{os.environ['PATH']}", "PGHOST": str(database.socket_folder)}
    environment |= {"POSTGRES_USER": "portal_owner", "PORTAL_PASSWORD": secrets.token_urlsafe(20)}
    psql = ["psql", "--quiet", "--dbname=postgres", "--username=portal", "--command"]
    for statement in ("CREATE ROLE portal_owner SUPERUSER LOGIN", "ALTER ROLE portal RENAME TO former"):
        user = psql if "CREATE" in statement else [*psql[:3], "--username=portal_owner", "--command"]
        subprocess.run([*user, statement], env=environment, check=True)
    subprocess.run([ROOT / "deploy" / "database-role.sh"], env=environment, check=True)


@contextlib.contextmanager
def serving(root: Path, folder: Path, environment: dict[str, str]) -> Iterator[int]:
    """Run the entry point of the image until the block ends; the block starts when /healthz answers."""
    for volume in VOLUMES:
        (folder / volume).mkdir()
        os.chown(folder / volume, UID, UID)
    port = free_port()
    environment |= {"PORT": str(port), "HOST": "127.0.0.1", "ALLOWED_HOSTS": HOST, "BEHIND_PROXY": "1", "HTTPS": "1"}
    environment |= {"SECRET_KEY": secrets.token_urlsafe(50), "DATABASE_URL": "postgres://portal@%2Fmnt/portal"}
    log = folder / "log"
    entry_point = [str(root), str(folder), "/app/portal/docker-start.sh"]
    command = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "bash", "-c", ENTER, "enter"]
    with log.open("wb") as output:
        process = subprocess.Popen([*command, *entry_point], env=environment, stdout=output, stderr=output)
    try:
        step("Entry point until /healthz answers", lambda: wait_until_ready(process, port, log))
        check_privileges(children(process.pid)[0])
        yield port
        os.kill(children(process.pid)[0], signal.SIGTERM)
        process.wait(STOP_SECONDS)
        print("· Stopped in order")
    finally:
        process.kill()
        process.wait()
        print(*log.read_text(errors="replace").splitlines()[-15:], sep="\n")


def check_privileges(pid: int) -> None:
    """Check uid, capabilities and new privileges of the server, and that it sees its root folder read-only."""
    status = dict(line.split(":\t", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    assert set(status["Uid"].split()) == {str(UID)} and status["NoNewPrivs"] == "1", status
    assert {int(status[name], 16) for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")} == {0}, status
    mounts = [line.split() for line in Path(f"/proc/{pid}/mountinfo").read_text().splitlines()]
    (options,) = [fields[5] for fields in mounts if fields[4] == "/"]
    assert "ro" in options.split(","), options
    print("· uid 10001, no capabilities, no new privileges, read-only root")


def children(pid: int) -> list[int]:
    """Return the child processes of a process."""
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_ready(process: subprocess.Popen, port: int, log: Path) -> None:
    """Block until /healthz answers 200; exit with the log when the server ends or takes too long."""
    end = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < end:
        with contextlib.suppress(requests.RequestException):
            if get(port, "/healthz").status_code == 200:
                return
        time.sleep(0.5)
    sys.exit(f"The server did not start:\n{log.read_text(errors='replace')}")


def get(port: int, path: str) -> requests.Response:
    """Ask as the proxy does."""
    headers = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.7"}
    return requests.get(f"http://127.0.0.1:{port}{path}", headers=headers, timeout=30, allow_redirects=False)


def check_pages(port: int) -> None:
    """Ask for health, home page, a static file by its hashed name, the search and a document of the catalogue."""
    parts = get(port, "/healthz").json()
    assert all(part["ok"] for part in parts.values()), parts
    home = get(port, "/").text
    style = re.search(r'href="(/static/portal\.[0-9a-f]{12}\.css)"', home)
    assert style, "the home page names no hashed style sheet"
    for path in ("/", style[1], "/search?q=安全理事会", "/S/RES/1325(2000)", "/api/v1/search?q=妇女", "/admin/login/"):
        answer = get(port, path)
        print(f"  {answer.status_code} {path}")
        assert answer.status_code == 200, answer.text[:500]
    assert "immutable" in get(port, style[1]).headers["Cache-Control"]


if __name__ == "__main__":
    main()
