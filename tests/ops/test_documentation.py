"""Paths, packages, commands and sections that the documentation names exist."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands

from portal.local.environment import ROOT
from tests.conftest import read_slow_files

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
PRODUCT = ("portal", "resolutions", "search", "bench")
OURS = (*PRODUCT, "tests", "templates", "static", "fixtures", "docs")
SECTION = re.compile(r"docs/design\.md,\s+\"([^\"]+)\"")


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def python_sources() -> list[Path]:
    return [path for folder in (*PRODUCT, "tests") for path in sorted((ROOT / folder).rglob("*.py"))]


def documented_modules() -> set[str]:
    """Return the modules of ``python -m …`` in the documentation and in the docstrings of benchmarks."""
    texts = [path.read_text() for path in [*PAGES, *sorted((ROOT / "bench").rglob("*.py"))]]
    named = {module for text in texts for module in re.findall(r"python3? -m ([a-z_.]+[a-z_])", text)}
    return {module for module in named if module.partition(".")[0] in OURS}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_path_in_the_documentation_exists(page):
    named = re.findall(rf"`((?:{'|'.join(OURS)})/[\w./-]*)`", page.read_text())
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_readme_lists_every_package():
    listed = set(re.findall(r"(?m)^\| `([\w/]+)/` \|", (ROOT / "README.md").read_text()))
    packages = {name_of(path.parent) for folder in PRODUCT for path in (ROOT / folder).rglob("__init__.py")}
    assert (
        packages - listed
        == {
            "portal/management/commands",
            "resolutions/management/commands",
            "search/management/commands",
        }
        & packages
    )


def test_every_documented_module_can_be_imported():
    """One process for all: the benchmarks set up Django by themselves."""
    packages = {module for module in documented_modules() if (ROOT / module.replace(".", "/")).is_dir()}
    modules = sorted({f"{module}.__main__" for module in packages} | documented_modules() - packages)
    assert "bench.search.judged" in modules and "bench.search.__main__" in modules
    code = "from importlib import import_module\nfor name in " + repr(modules) + ": import_module(name)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_documented_command_exists(page):
    text = page.read_text()
    commands = set(re.findall(r"manage\.py ([a-z_]+)", text)) | set(re.findall(r'make manage COMMAND="([a-z_]+)', text))
    assert commands - set(get_commands()) == set()
    targets = set(re.findall(r"(?m)^([a-z-]+):", (ROOT / "Makefile").read_text()))
    assert set(re.findall(r"`make ([a-z]+)[` ]", text)) - targets == set()


def test_the_code_cites_sections_of_the_design_that_exist():
    headings = set(re.findall(r"(?m)^## (.+)$", (ROOT / "docs" / "design.md").read_text()))
    texts = {name_of(path): " ".join(path.read_text().split()) for path in python_sources()}  # a name may be wrapped
    cited = {(path, name) for path, text in texts.items() for name in SECTION.findall(text)}
    assert [(path, name) for path, name in sorted(cited) if name not in headings] == []


def test_the_slow_files_exist_and_are_a_part_only():
    slow, all_files = read_slow_files(), {name_of(path) for path in (ROOT / "tests").rglob("test_*.py")}
    assert slow < all_files and len(slow) < len(all_files) / 5
