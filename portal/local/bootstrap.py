"""Make .venv and install the pinned packages, only when they changed: ``python3 bootstrap.py REQUIREMENTS``.

Runs on the system's Python before anything is installed: the standard library alone, and
a syntax that an older Python can read, so that it can say which one is needed.
"""

import hashlib
import os
import subprocess
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")


def main() -> None:
    requirements = os.path.join(ROOT, sys.argv[1])
    check_python()
    wanted = fingerprint(requirements)
    if installed_fingerprint() == wanted:
        return
    make_venv()
    print("Installing the packages of {} …".format(sys.argv[1]), flush=True)
    run_command([PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--requirement", requirements])
    with open(stamp_path(), "w") as file:
        file.write(wanted)


def check_python() -> None:
    if sys.version_info < (3, 11):
        sys.exit(
            "The portal needs Python 3.11 or newer, this is {}.{}; name a newer one: make PYTHON=python3.11".format(
                *sys.version_info[:2]
            )
        )
    try:
        import ensurepip
        import venv
    except ImportError:
        sys.exit("This Python cannot make a virtual environment; on Debian: apt-get install python3-venv")


def fingerprint(requirements: str) -> str:
    """A hash over the requirements, the files they include and the version of Python."""
    digest = hashlib.sha256(sys.version.encode())
    for path in iter_requirement_files(requirements):
        with open(path, "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def iter_requirement_files(requirements: str) -> "Iterator[str]":
    yield requirements
    with open(requirements, encoding="utf-8") as file:
        for line in file:
            if line.startswith("-r "):
                yield from iter_requirement_files(os.path.join(os.path.dirname(requirements), line[3:].strip()))


def installed_fingerprint() -> "str | None":
    """The fingerprint of what is installed, or None; one stamp per file, the larger set keeps the smaller."""
    try:
        with open(stamp_path()) as file:
            return file.read()
    except FileNotFoundError:
        return None


def stamp_path() -> str:
    return os.path.join(VENV, "installed-" + os.path.basename(sys.argv[1]))


def make_venv() -> None:
    if not os.path.exists(PYTHON):
        print("Making .venv …", flush=True)
        run_command([sys.executable, "-m", "venv", VENV])


def run_command(command: "list[str]") -> None:
    if subprocess.call(command) != 0:
        sys.exit("This step failed (see above): {}".format(" ".join(command)))


if __name__ == "__main__":
    main()
