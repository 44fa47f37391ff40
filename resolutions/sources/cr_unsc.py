"""Rows of CR-UNSC, the Corpus of Resolutions of the United Nations Security Council by Seán Fobbe.

Columns and values as its code book and the public copies of its tables have them: 82 columns, a missing value is
``NA``. Its texts are pages as pdftools leaves them. Those up to number 899 were recognised from scans and never
corrected; later ones come from digital PDF files.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from resolutions.sources.data_sets import open_table, read_rows

REQUIRED_COLUMNS = ("symbol", "res_no", "date", "meeting_no", "text_zh", "url_res_zh", "license", "version")
OPTIONAL_COLUMNS = ("text", "text_en", "url_res", "url_res_en")  # ``text`` is the English one in the code book
LAST_RECOGNISED_NUMBER = 899
_MISSING = "NA"
_UNKNOWN_LICENCE = "许可不详"


@dataclass(frozen=True, slots=True)
class CrUnscRow:
    """One resolution of the data set.

    ``line`` is the line of the table where the row ends. ``symbol`` is as printed there, empty for a malformed row.
    ``text`` is empty without a Chinese text, ``english`` without an English one. ``number``, ``date`` and ``meeting``
    are None when missing or malformed.
    """

    line: int
    symbol: str
    number: int | None
    date: date | None
    meeting: int | None
    text: str
    url: str
    licence: str
    version: str
    english: str = ""
    english_url: str = ""

    @property
    def is_recognised(self) -> bool:
        """True for a text by character recognition that nobody corrected, or that may be one."""
        return self.number is None or self.number <= LAST_RECOGNISED_NUMBER


def read_cr_unsc(path: Path) -> Iterator[CrUnscRow]:
    """Yield the rows of ``CR-UNSC_…_ALL_CSV_FULL.zip`` or of the CSV file in it. Raises DataSetError."""
    with open_table(path) as table:
        for line, fields in read_rows(table, REQUIRED_COLUMNS):
            yield _build_row(line, {name: fields.get(name, "") for name in (*REQUIRED_COLUMNS, *OPTIONAL_COLUMNS)})


def _build_row(line: int, values: dict[str, str]) -> CrUnscRow:
    fields = {name: "" if value == _MISSING else value for name, value in values.items()}
    return CrUnscRow(
        line=line,
        symbol=fields["symbol"].strip(),
        number=_parse_number(fields["res_no"]),
        date=_parse_date(fields["date"]),
        meeting=_parse_number(fields["meeting_no"]),
        text=fields["text_zh"],
        url=_first_address(fields["url_res_zh"]),
        licence=fields["license"].strip() or _UNKNOWN_LICENCE,
        version=fields["version"].strip(),
        english=fields["text_en"] or fields["text"],
        english_url=_first_address(fields["url_res_en"] or fields["url_res"]),
    )


def _parse_number(printed: str) -> int | None:
    printed = printed.strip()
    return int(printed) if printed.isascii() and printed.isdigit() and len(printed) < 7 else None


def _parse_date(printed: str) -> date | None:
    try:
        return date.fromisoformat(printed.strip()[:10])
    except ValueError:
        return None


def _first_address(printed: str) -> str:
    """Return the first web address of a field with several values; anything else is no address to link."""
    return next((value for value in printed.split("|") if value.startswith(("https://", "http://"))), "")
