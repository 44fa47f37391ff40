"""Score of the tables of cases: ``python -m bench.cases [--wrong]``.

The tables of tests/text/tables are always scored, those of ../shared/cases where they are. Prints for each table how
many rows are right, and with ``--wrong`` the other rows with what was read. Exits non-zero when a row is wrong.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from resolutions.display.mention_addresses import address_suffix
from resolutions.text import read_document
from resolutions.text.citations import find_citations
from resolutions.text.citations.spellings import read_spelling
from resolutions.text.parsed import ParagraphKind

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (ROOT / "tests" / "text" / "tables", ROOT.parent / "shared" / "cases")


def read_rows(file: Path) -> list[list[str]]:
    """Return the rows of a table; lines that begin with ``#`` are comments."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def cited(row: list[str]) -> tuple[str, str]:
    """Return the expected and the found targets of a passage."""
    expected = row[1] if len(row) > 1 else ""
    found = (one.target for one in find_citations(row[0]) if one.counted and one.target)
    return expected, " ".join(found)


def other_body(row: list[str]) -> tuple[str, str]:
    """Return nothing, and the targets found behind the name of another body."""
    return cited([f"回顾{row[0]}第1325号和第70/1号决议"])


def resolved(row: list[str]) -> tuple[str, str]:
    """Return the expected address of a typed text and the address it resolves to."""
    spelling = read_spelling(row[0])
    return row[1], f"/{spelling.symbol}{address_suffix(spelling)}" if spelling else ""


def heading(row: list[str]) -> tuple[str, str]:
    """Return expected and read symbol, kind, date and numbers of paragraphs; empty columns are not compared."""
    document = read_document(row[0].replace("⏎", "\n").replace("¶", "\n\n"))
    kinds = [paragraph.kind for paragraph in document.paragraphs]
    read = [
        document.symbol,
        document.kind,
        document.date.isoformat() if document.date else "",
        str(kinds.count(ParagraphKind.PREAMBLE)),
        str(kinds.count(ParagraphKind.OPERATIVE)),
    ]
    compared = [at for at, value in enumerate(row[1:6]) if value or at == 2]
    return " ".join(row[at + 1] for at in compared), " ".join(read[at] for at in compared)


JUDGES: dict[str, Callable[[list[str]], tuple[str, str]]] = {
    "citations.tsv": cited,
    "given_citations.tsv": cited,
    "no_citations.txt": cited,
    "other_bodies.txt": other_body,
    "spellings.tsv": resolved,
    "given_spellings.tsv": resolved,
    "headings.tsv": heading,
}


def main() -> int:
    """Print the score of each table; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true", help="print the rows that are wrong")
    options = parser.parse_args()
    wrong = 0
    for file in sorted(file for folder in FOLDERS if folder.exists() for file in folder.iterdir()):
        if judge := JUDGES.get(file.name):
            rows = [(row[0], *judge(row)) for row in read_rows(file)]
            failed = [(text, expected, found) for text, expected, found in rows if expected != found]
            wrong += len(failed)
            print(f"{file.parent.name}/{file.name}: {len(rows) - len(failed)} of {len(rows)}")
            for text, expected, found in failed if options.wrong else ():
                print(f"  {text[:80]}\n    expected {expected or 'nothing'}, read {found or 'nothing'}")
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main())
