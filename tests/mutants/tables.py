"""Read the tables of mutants and apply a row to a copy of the project."""

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parent.parent
HEADER = "# tests:"
ESCAPES = {r"\n": "\n", r"\t": "\t", r"\\": "\\"}


class MutantError(Exception):
    """A table or a row that cannot be used; the message names it."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One defect: ``old`` occurs once in ``file`` (relative to the project) and becomes ``new``."""

    table: str
    number: int
    file: str
    old: str
    new: str
    tests: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.table}.tsv:{self.number}  {self.file}  {self.old!r} -> {self.new!r}"

    def apply(self, root: Path) -> str:
        """Return the text of the file with the defect. Raises ``MutantError`` when the row does not fit the file."""
        path = root / self.file
        text = path.read_text("utf-8") if path.is_file() else ""
        if (count := text.count(self.old)) != 1:
            raise MutantError(f"{self}: the old text occurs {count} times")
        changed = text.replace(self.old, self.new)
        if path.suffix == ".py":
            try:
                compile(changed, self.file, "exec")
            except SyntaxError as error:
                raise MutantError(f"{self}: {error}") from error
        return changed


def table_names() -> list[str]:
    """Return the names of all tables, sorted."""
    return sorted(path.stem for path in FOLDER.glob("*.tsv"))


def read_table(name: str) -> list[Mutant]:
    """Return the rows of a table. Raises ``MutantError`` for an unknown table, a missing header, a broken row."""
    path = FOLDER / f"{name}.tsv"
    if not path.is_file():
        raise MutantError(f"no table {name}; there are {', '.join(table_names())}")
    lines = path.read_text("utf-8").split("\n")
    if not lines[0].startswith(HEADER):
        raise MutantError(f"{path.name}: the first line must be “{HEADER} tests/…”")
    tests = tuple(lines[0].removeprefix(HEADER).split())
    rows = [(number, line.split("\t")) for number, line in enumerate(lines, 1) if line and not line.startswith("#")]
    for number, cells in rows:
        if len(cells) != 3:
            raise MutantError(f"{path.name}:{number}: {len(cells)} columns, not 3")
    return [Mutant(name, number, *map(unescape, cells), tests=tests) for number, cells in rows]


def unescape(cell: str) -> str:
    r"""Replace the escapes of a cell; other backslashes stay.

    >>> unescape(r"a\nb \\n \d")
    'a\nb \\n \\d'
    """
    return re.sub(r"\\[nt\\]", lambda match: ESCAPES[match[0]], cell)
