"""The manifest of a bulk upload: a CSV that names symbol, title, date, kind and meeting of each file."""

import csv
import io
import unicodedata
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from django.utils import timezone

from resolutions.desk.typed_symbols import describe_wrong_symbol
from resolutions.models import Kind
from resolutions.sources import UnknownEncodingError, decode_text
from resolutions.text.citations.spellings import canonicalize_symbol
from resolutions.text.dates import read_date

MANIFEST_NAMES = ("manifest.csv", "清单.csv")  # of a file in an archive that is its manifest
MAX_ROWS = 2000
_COLUMNS = {
    "file": ("file", "filename", "name", "文件", "文件名"),
    "symbol": ("symbol", "文号"),
    "title": ("title", "标题", "题名"),
    "date": ("date", "日期"),
    "kind": ("kind", "type", "文件类型", "类型", "种类"),
    "meeting": ("meeting", "会议次数", "会议"),
}
_NAME_OF = {spelling: name for name, spellings in _COLUMNS.items() for spelling in spellings}
_KIND_OF = {str(kind.value): str(kind.value) for kind in Kind} | {kind.chinese: str(kind.value) for kind in Kind}
_USABLE = "可用文件名、文号、标题、日期、文件类型、会议次数。"
_MAX_TITLE_LENGTH = 500  # characters


class ManifestError(ValueError):
    """The file is no manifest at all; the message is the reason in Chinese."""


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """A row: its line in the file, the file it names, the symbol, and the other values of the heading by name."""

    line: int
    file: str
    symbol: str
    given: dict[str, str]


@dataclass(frozen=True, slots=True)
class Manifest:
    """The rows by the folded name of their file, and a Chinese sentence for each row that is left out."""

    rows: dict[str, ManifestRow] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def find(self, name: str) -> ManifestRow | None:
        """Return the row of a file, by its path in the archive or by its name alone."""
        return self.rows.get(fold_name(name)) or self.rows.get(fold_name(PurePosixPath(name).name))

    def list_unused(self, names: list[str]) -> list[str]:
        """Return a sentence for each row that names none of these files."""
        known = {fold_name(name) for name in names} | {fold_name(PurePosixPath(name).name) for name in names}
        unused = [row for key, row in self.rows.items() if key not in known]
        return [f"第 {row.line} 行：没有收到名为“{row.file}”的文件。" for row in unused]


EMPTY = Manifest()


def fold_name(name: str) -> str:
    """Return the form in which names of files are compared.

    >>> fold_name(".\\\\卷一\\\\A.PDF")
    '卷一/a.pdf'
    """
    return unicodedata.normalize("NFC", name.strip()).replace("\\", "/").removeprefix("./").lower()


def is_manifest(name: str) -> bool:
    """Return True for the name of a manifest in an archive."""
    return fold_name(PurePosixPath(name.replace("\\", "/")).name) in MANIFEST_NAMES


def is_manifest_file(name: str, data: bytes) -> bool:
    """Return True for a file that is a manifest: by its name, or a CSV whose first line names the column of files."""
    if is_manifest(name):
        return True
    if not name.lower().endswith(".csv"):
        return False
    try:
        read_manifest(data)
    except ManifestError:
        return False
    return True


def read_manifest(data: bytes) -> Manifest:
    """Read the CSV; a row with an error is left out and told. Raises ManifestError."""
    try:
        text, _ = decode_text(data)
    except UnknownEncodingError as error:
        raise ManifestError(f"清单不能读取：{error}") from error
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise ManifestError(f"清单不是 CSV：{error}") from error
    if len(lines) > MAX_ROWS + 1:
        raise ManifestError(f"清单有 {len(lines) - 1} 行，超过上限 {MAX_ROWS} 行。")
    columns = _read_header(lines[0] if lines else [])
    rows: dict[str, ManifestRow] = {}
    errors = []
    for number, line in enumerate(lines[1:], 2):
        if not any(value.strip() for value in line):
            continue
        try:
            row = _read_row(number, columns, line)
            if fold_name(row.file) in rows:
                raise ValueError(f"文件“{row.file}”在前面已有一行")
            rows[fold_name(row.file)] = row
        except ValueError as error:
            errors.append(f"第 {number} 行：{error}。")
    return Manifest(rows, errors)


def _read_header(line: list[str]) -> list[str]:
    columns = [_NAME_OF.get(name.strip().lower(), "") for name in line]
    if "file" not in columns:
        raise ManifestError(f"清单第一行须有栏名，其中要有“文件名”。{_USABLE}")
    unknown = [name.strip() for name, column in zip(line, columns, strict=True) if not column and name.strip()]
    if unknown:
        raise ManifestError(f"清单里不认识的栏名：{'、'.join(unknown)}。{_USABLE}")
    twice = [name for name in _COLUMNS if columns.count(name) > 1]
    if twice:
        raise ManifestError(f"清单里有重复的栏名：{'、'.join(_COLUMNS[name][-1] for name in twice)}。")
    return columns


def _read_row(number: int, columns: list[str], line: list[str]) -> ManifestRow:
    """Return the row. Raises ValueError with the reason."""
    if len(line) > len(columns) and any(value.strip() for value in line[len(columns) :]):
        raise ValueError(f"有 {len(line)} 栏，比第一行多（含逗号的值要加引号）")
    values = {column: value.strip() for column, value in zip(columns, line, strict=False) if column}
    if not values.get("file"):
        raise ValueError("没有文件名")
    given = {name: read(values[name]) for name, read in _READERS.items() if values.get(name)}
    return ManifestRow(number, values["file"], given.pop("symbol", ""), given)


def _read_symbol(typed: str) -> str:
    symbol = canonicalize_symbol(typed)
    if not symbol:
        raise ValueError(describe_wrong_symbol(typed, timezone.localdate()).rstrip("。"))
    return symbol


def _read_title(typed: str) -> str:
    if len(typed) > _MAX_TITLE_LENGTH:
        raise ValueError(f"标题超过 {_MAX_TITLE_LENGTH} 字")
    return typed


def _read_day(typed: str) -> str:
    parts = typed.replace("/", "-").replace(".", "-").split("-")
    printed = "{}年{}月{}日".format(*parts) if len(parts) == 3 else typed
    day = read_date(printed)
    if day is None or not 1945 <= day.year < 2100:
        raise ValueError(f"“{typed}”不是日期，请写成 2020-12-03")
    return day.isoformat()


def _read_kind(typed: str) -> str:
    kind = _KIND_OF.get(typed.lower())
    if kind is None:
        raise ValueError(f"“{typed}”不是文件类型，可用{'、'.join(kind.chinese for kind in Kind)}")
    return kind


def _read_meeting(typed: str) -> str:
    number = typed.removeprefix("第").removesuffix("次会议").strip()
    if not (number.isdecimal() and number.isascii() and 0 < int(number[:6]) < 100_000):
        raise ValueError(f"“{typed}”不是会议次数")
    return str(int(number))


_READERS = {
    "symbol": _read_symbol,
    "title": _read_title,
    "date": _read_day,
    "kind": _read_kind,
    "meeting": _read_meeting,
}
