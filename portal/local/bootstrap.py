"""Create .venv and install pinned packages when they changed: ``python3 bootstrap.py REQUIREMENTS``.

Runs on the system's Python before anything is installed. It uses the standard library alone, and a syntax
that an older Python can parse, so that an old Python gets a message instead of a syntax error.
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
    """Install the requirements file named on the command line unless its fingerprint is installed already."""
    requirements = os.path.join(ROOT, sys.argv[1])
    check_python()
    wanted = fingerprint(requirements)
    if installed_fingerprint() == wanted:
        return
    make_venv()
    print("Installing the packages of {} …".format(sys.argv[1]), flush=True)
    options = ["--disable-pip-version-check", "--require-hashes", "--requirement", requirements]
    run_command([PYTHON, "-m", "pip", "install", *options])
    with open(stamp_path(), "w") as file:
        file.write(wanted)


def check_python() -> None:
    """Exit with advice when Python is older than 3.11 or cannot create virtual environments."""
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
    """Return a hash of the requirements, of the files they include and of the Python version."""
    digest = hashlib.sha256(sys.version.encode())
    for path in iter_requirement_files(requirements):
        with open(path, "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def iter_requirement_files(requirements: str) -> "Iterator[str]":
    """Yield the path of a requirements file and of all files that it includes with ``-r``."""
    yield requirements
    with open(requirements, encoding="utf-8") as file:
        for line in file:
            if line.startswith("-r "):
                yield from iter_requirement_files(os.path.join(os.path.dirname(requirements), line[3:].strip()))


def installed_fingerprint() -> "str | None":
    """Return the fingerprint of the last installation of this requirements file, or None."""
    try:
        with open(stamp_path()) as file:
            return file.read()
    except FileNotFoundError:
        return None


def stamp_path() -> str:
    """Return the path of the fingerprint; one per requirements file, since `make test` includes `make run`."""
    return os.path.join(VENV, "installed-" + os.path.basename(sys.argv[1]))


def make_venv() -> None:
    """Create .venv unless it exists."""
    if not os.path.exists(PYTHON):
        print("Making .venv …", flush=True)
        run_command([sys.executable, "-m", "venv", VENV])


def run_command(command: "list[str]") -> None:
    """Run a command and exit with its name when it fails."""
    if subprocess.call(command) != 0:
        sys.exit("This step failed (see above): {}".format(" ".join(command)))


if __name__ == "__main__":
    main()
