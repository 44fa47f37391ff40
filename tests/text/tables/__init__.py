"""Tables of real strings: one row a line, columns separated by tabs, lines that begin with # are comments."""

from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def read_table(name: str) -> list[list[str]]:
    """Return the rows of a table as lists of columns."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]
