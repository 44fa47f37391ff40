"""Reader of the lists of names, each with the name that the United Nations uses."""

from pathlib import Path


def read_name_pairs(path: Path) -> list[tuple[str, str]]:
    """Read the pairs of a list, as printed.

    A line has the two names separated by ``>``, then a tab and a remark. ``#`` begins a comment line.
    """
    return [(other, name) for other, name, _ in read_name_sources(path)]


def read_name_sources(path: Path) -> list[tuple[str, str, str]]:
    """Read the pairs of a list with the remark on each, which names its source."""
    lines = (line for line in path.read_text("utf-8").splitlines() if line and line[0] != "#")
    rows = (line.partition("\t") for line in lines)
    pairs = ((*names.split(">"), remark) for names, _, remark in rows)
    return [(other.strip(), name.strip(), remark.strip()) for other, name, remark in pairs]
