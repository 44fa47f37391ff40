"""Examples in docstrings give the results that they show."""

import doctest
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("portal", "resolutions", "search")
FILES = [
    file for folder in FOLDERS for file in sorted((ROOT / folder).rglob("*.py")) if ">>> " in file.read_text("utf-8")
]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_the_examples_of_a_module_are_true(file):
    name = ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    result = doctest.testmod(import_module(name))
    assert result.attempted and not result.failed
