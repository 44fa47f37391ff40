"""Reader of the lists of names, each with the name that the United Nations uses."""

from pathlib import Path


def read_name_pairs(path: Path) -> list[tuple[str, str]]:
    """Read the pairs of a list, as printed.

    A line has the two names separated by ``>``, then a tab and a remark. ``#`` begins a comment line.
    """
    lines = (line.split("\t")[0] for line in path.read_text("utf-8").splitlines() if line and line[0] != "#")
    pairs = (line.split(">") for line in lines)
    return [(other.strip(), name.strip()) for other, name in pairs]
