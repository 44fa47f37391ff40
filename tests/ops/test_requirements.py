"""requirements*.txt: every package pinned with hashes, in step with requirements*.in, and no address of any machine."""

import re
import subprocess

import pytest

from portal.local.environment import ROOT

CHAIN = ("requirements", "requirements-local", "requirements-dev")
NAMES = (*CHAIN, "requirements-build", "requirements-ocr")
ENTRY = re.compile(r"(?m)^([a-z0-9][a-z0-9.-]*)==(\S+)( ; [^\\\n]+)?((?: \\\n    --hash=sha256:[0-9a-f]{64})*)$")
INDEX_ADDRESS = re.compile(r"--(?:extra-)?index-url|--find-links|--trusted-host|https?://[^\s\"']*/simple\b")
LOCK_FILES_WITH_ADDRESSES = {"uv.lock", "poetry.lock", "Pipfile.lock", "pdm.lock"}


def normalize(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned(name: str) -> dict[str, str]:
    return {match[1]: match[2] for match in ENTRY.finditer((ROOT / f"{name}.txt").read_text())}


ALL_PINNED = {package: version for name in NAMES for package, version in pinned(name).items()}
OWN = {"test_requirements.py", "lock_requirements.py"}  # they name the options that keep addresses out


@pytest.mark.parametrize("name", NAMES)
def test_every_package_is_pinned_with_hashes(name):
    text = (ROOT / f"{name}.txt").read_text()
    entries = list(ENTRY.finditer(text))
    assert entries and all(match[4] for match in entries)
    rest = ENTRY.sub("", text).split("\n")
    assert [line for line in rest if line.strip() and not line.lstrip().startswith(("#", "-r "))] == []


@pytest.mark.parametrize("name", NAMES)
def test_what_is_asked_for_is_what_is_pinned(name):
    asked = re.findall(r"(?m)^([A-Za-z0-9._-]+)==(\S+)", (ROOT / f"{name}.in").read_text())
    assert asked and {normalize(package): version for package, version in asked}.items() <= ALL_PINNED.items()
    include = re.findall(r"(?m)^-r (\S+)\.", (ROOT / f"{name}.in").read_text())
    assert re.findall(r"(?m)^-r (\S+)\.", (ROOT / f"{name}.txt").read_text()) == include


def test_no_package_is_pinned_twice():
    """Optional files may repeat a package of the tests, in the same version."""
    packages = [package for name in CHAIN for package in pinned(name)]
    assert sorted(set(packages)) == sorted(packages)
    every = {**pinned("requirements-local"), **pinned("requirements-dev")}
    assert not pinned("requirements-ocr").keys() & pinned("requirements").keys()
    shared = pinned("requirements-ocr").items()
    assert {package: every[package] for package, _ in shared if package in every}.items() <= dict(shared).items()


def test_no_file_holds_the_address_of_a_package_index():
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    files = [ROOT / name for name in tracked.split("\0") if name and not name.startswith("fixtures/")]
    assert not {path.name for path in files} & LOCK_FILES_WITH_ADDRESSES
    texts = {
        path: path.read_bytes().decode(errors="replace") for path in files if path.name not in OWN and path.exists()
    }
    assert [str(path) for path, text in texts.items() if INDEX_ADDRESS.search(text)] == []


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://packages.example.org/simple",
        "--extra-index-url=https://packages.example.org",
        "--find-links /srv/wheels",
        "uv = { index = 'http://packages.example.org/simple/' }",
    ],
)
def test_an_address_would_be_seen(line):
    assert INDEX_ADDRESS.search(line)
