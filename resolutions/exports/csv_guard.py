"""CSV lines for spreadsheet programs, guarded against CSV injection. Every CSV of the portal is written here."""

import csv
from collections.abc import Iterable, Iterator

BYTE_ORDER_MARK = "\ufeff"  # before the first line, it makes spreadsheet programs read the file as UTF-8
LINE_END = "\r\n"  # RFC 4180
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # OWASP, "CSV Injection"


def iter_csv_lines(rows: Iterable[Iterable[str]], line_end: str = LINE_END) -> Iterator[str]:
    r"""Yield one line for each row, its cells escaped, as the rows are read.

    >>> list(iter_csv_lines([["文号", "标题"], ["S/RES/2553(2020)", "=1+1"]], line_end="\n"))
    ['文号,标题\n', "S/RES/2553(2020),'=1+1\n"]

    The writer quotes a line break inside a cell only when its own line end contains that
    character, so it always writes CRLF; ``line_end`` is put in its place afterwards.
    """
    writer = csv.writer(_Echo(), lineterminator=LINE_END)
    for row in rows:
        yield writer.writerow(escape_csv_row(row)).removesuffix(LINE_END) + line_end


def escape_csv_row(cells: Iterable[str]) -> list[str]:
    """Escape each cell of one row."""
    return [escape_csv_formula(cell) for cell in cells]


def escape_csv_formula(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet would run as a formula.

    >>> escape_csv_formula("=1+1"), escape_csv_formula("第1325(2000)号决议")
    ("'=1+1", '第1325(2000)号决议')
    """
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


class _Echo:
    """A file that returns what is written, as Django's documentation does for large CSV files."""

    def write(self, line: str) -> str:
        return line
