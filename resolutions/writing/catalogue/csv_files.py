"""Read a CSV file that an operator gives: encoding, separator and columns are checked first."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_SEPARATORS = ",;\t"
_OTHER_FORMATS = {
    b"PK\x03\x04": "it is a ZIP archive or an Excel workbook: save it as CSV",
    b"%PDF": "it is a PDF",
    b"\xd0\xcf\x11\xe0": "it is an old Excel workbook: save it as CSV",
    b"\xff\xfe": "it is UTF-16: save it as CSV in UTF-8",
    b"\xfe\xff": "it is UTF-16: save it as CSV in UTF-8",
}
_MAX_FIELD = 2**20  # characters


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A line that cannot be imported, and why; a sentence in English for the terminal and one in Chinese."""

    line: int
    english: str
    chinese: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.english}"

    @property
    def in_chinese(self) -> str:
        """The sentence with its line, for the desk."""
        return f"第{self.line}行：{self.chinese}"


class ImportFileError(Exception):
    """A file cannot be imported at all; the message says why, in English and in Chinese."""

    def __init__(self, english: str, chinese: str) -> None:
        super().__init__(english)
        self.chinese = chinese


def read_csv_lines(data: bytes, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield line number and values of each row, surrounding blanks removed. Raises ImportFileError.

    ``columns`` are those that the file must have; others are passed on. A row with too few values, such as the last
    one of a truncated file, has only the values that it has.
    """
    text = _decode(data)
    header = text.lstrip("\n").partition("\n")[0]
    separator = max(_SEPARATORS, key=lambda sign: (sum(f"{sign}{name}" in header for name in columns), sign == ","))
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator)
    csv.field_size_limit(_MAX_FIELD)
    try:
        names = [name.strip().lower() for name in next(reader, [])]
        if missing := [name for name in columns if name not in names]:
            listed = ", ".join(missing)
            raise ImportFileError(f"the columns {listed} are missing", f"文件缺少这些列：{listed}。")
        for row in reader:
            if any(row):
                yield reader.line_num, {name: value.strip() for name, value in zip(names, row, strict=False)}
    except csv.Error as error:
        raise ImportFileError(
            f"line {reader.line_num} is no CSV: {error}", f"第{reader.line_num}行不是 CSV 格式，文件可能已损坏。"
        ) from error


def _decode(data: bytes) -> str:
    if not data.strip():
        raise ImportFileError("the file is empty", "文件是空的。")
    for signature, reason in _OTHER_FORMATS.items():
        if data.startswith(signature):
            raise ImportFileError(f"this is no CSV file: {reason}", "文件不是 UTF-8 的 CSV，请另存为 CSV（UTF-8）。")
    if data.lstrip()[:1] == b"<":
        raise ImportFileError(
            "this is a web page, not the CSV file: download it in a browser",
            "这是网页，不是 CSV 文件；请在浏览器里下载文件本身。",
        )
    if b"\0" in data:
        raise ImportFileError("this is no text: it contains NUL bytes", "文件不是文本，或已损坏。")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ImportFileError(
            f"line {line} is not UTF-8: save the file as CSV in UTF-8", f"第{line}行不是 UTF-8；请另存为 CSV（UTF-8）。"
        ) from error
