"""Tables of large data sets: a CSV file, or the CSV in a ZIP, read line by line without unpacking it.

Memory does not grow with the file. Every error names the line and says in a sentence what is wrong.
"""

import codecs
import csv
import io
import zipfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from resolutions.sources.safe_zip import ZIP_ERRORS

MAX_FIELD_CHARACTERS = 20_000_000  # characters of one field; the longest resolution has 200,000
_ZIP_SIGNATURE = b"PK"
_SNIFFED_BYTES = 200


class DataSetError(Exception):
    """A data set cannot be read further; the message is one English sentence for the operator."""


@contextmanager
def open_table(path: Path) -> Iterator[IO[bytes]]:
    """Open a CSV file, or the only CSV file in a ZIP. Raises DataSetError."""
    try:
        with path.open("rb") as file:
            start = file.read(_SNIFFED_BYTES)
            if start.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"<"):
                raise DataSetError(f"{path.name} is a web page and no data set: download the file in a browser.")
            file.seek(0)
            if not start.startswith(_ZIP_SIGNATURE):
                yield file
                return
            with zipfile.ZipFile(file) as archive, archive.open(_find_table(archive, path.name)) as table:
                yield table
    except (csv.Error, UnicodeError, *ZIP_ERRORS) as error:
        raise DataSetError(f"{path.name} cannot be read to its end: {error}.") from error


def _find_table(archive: zipfile.ZipFile, name: str) -> str:
    tables = [
        entry.filename
        for entry in archive.infolist()
        if entry.filename.lower().endswith(".csv") and not entry.filename.startswith("__MACOSX/")
    ]
    if len(tables) != 1:
        raise DataSetError(f"{name} holds {len(tables)} CSV files instead of one.")
    return tables[0]


def read_rows(table: IO[bytes], columns: Collection[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the number of the line where each row ends, and its fields by name; ``columns`` are those it must have.

    A row with more or fewer fields than the header has none.
    Raises DataSetError for missing columns, bytes that are no UTF-8 and fields that are too long.
    """
    csv.field_size_limit(MAX_FIELD_CHARACTERS)
    text = io.TextIOWrapper(table, encoding="utf-8-sig", newline="")
    reader = csv.DictReader(text, strict=True)
    try:
        if missing := sorted(set(columns) - set(reader.fieldnames or ())):
            raise DataSetError(f"The table lacks the columns {', '.join(missing)}.")
        for row in reader:
            is_whole = None not in row and None not in row.values()
            yield reader.line_num, row if is_whole else {}
    except UnicodeDecodeError as error:
        raise DataSetError(f"The table is not UTF-8 after line {reader.line_num}: {error.reason}.") from error
    except csv.Error as error:
        raise DataSetError(f"The table is no CSV after line {reader.line_num}: {error}.") from error
