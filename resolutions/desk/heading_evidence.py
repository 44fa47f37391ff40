"""Find the line of the source text that each value of the heading comes from."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from resolutions.models import Document
from resolutions.text.dates import read_date, read_foreign_date
from resolutions.text.evidence import FROM_FILE_NAME, SYMBOL_SOURCE
from resolutions.text.fold import fold_and_squeeze
from resolutions.text.foreign_heading import read_foreign_meeting
from resolutions.text.heading import read_meeting_number
from resolutions.text.layout import read_lines
from resolutions.text.numerals import parse_number
from resolutions.text.symbols import describe_symbol

_HEAD_LINES = 80  # lines with text that may belong to the heading
_TAIL_LINES = 30  # last lines, where early resolutions print vote and meeting
_KIND_WORDS = {
    "resolution": ("决议", "安全理事会,", "Resolution", "Résolution", "Resolución", "Резолюция", "القرار"),
    "statement": ("主席声明", "发表以下声明", "Statement"),
    "letter": ("的信", "给", "普通照会"),
    "repertoire": ("维护国际和平与安全", "."),
    "report": ("报告",),
}


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """Line ``number`` of the text, counted from 1, as printed."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class HeadingValues:
    """Values of a heading; empty or None when the document has none."""

    symbol: str
    kind: str
    title: str
    date: date | None
    meeting: int | None


def find_heading_lines(text: str, values: HeadingValues) -> dict[str, NumberedLine]:
    """Return the first line that prints each value, by name; a value that no line prints is left out."""
    lines = [NumberedLine(line.number, line.text) for line in read_lines(text) if not line.link_symbol]
    searched = [*lines[:_HEAD_LINES], *(lines[-_TAIL_LINES:] if len(lines) > _HEAD_LINES else [])]
    tests: dict[str, Callable[[str], bool]] = {
        "symbol": lambda line: _prints_symbol(line, values.symbol),
        "kind": lambda line: any(word in fold_and_squeeze(line) for word in _KIND_WORDS.get(values.kind, ())),
        "title": lambda line: _prints_title(line, values.title),
        "date": lambda line: bool(values.date) and read_date(line) == values.date,
        "meeting": lambda line: bool(values.meeting) and _prints_meeting(line, values.meeting),
    }
    first = {name: next((line for line in searched if test(line.text)), None) for name, test in tests.items()}
    if values.date and not first["date"]:  # a line in Chinese goes before the letterhead, which is in English
        first["date"] = next((line for line in searched if read_foreign_date(line.text) == values.date), None)
    return {name: line for name, line in first.items() if line}


def _prints_symbol(line: str, symbol: str) -> bool:
    """Return true when the line prints the symbol, or the number of a resolution with its year."""
    if not symbol:
        return False
    folded = fold_and_squeeze(line)
    facts = describe_symbol(symbol)
    if symbol in folded:
        return True
    if facts.kind == "resolution" and facts.organ == "S":
        return f"{facts.number}({facts.year})" in folded or _early_number(folded) == facts.number
    return symbol.removeprefix("A/RES/") in folded


def _early_number(folded: str) -> int | None:
    """Return the number of a heading such as 六十一(一九四八)."""
    return parse_number(folded.partition("(")[0]) if folded[:1] in "一二三四五六七八九" else None


def _prints_meeting(line: str, meeting: int | None) -> bool:
    return meeting in (read_meeting_number(line), read_foreign_meeting(line))


def _prints_title(line: str, title: str) -> bool:
    folded, folded_title = fold_and_squeeze(line), fold_and_squeeze(title)
    return len(folded) > 3 and (folded in folded_title or folded_title in folded)


def describe_origin(document: Document, name: str, file_name: str) -> str:
    """Return where a value of the heading comes from that no line of the text prints; one query."""
    if document.corrections.filter(action="field", values__name=name).exists():
        return gettext("由人工填写")
    if name == "symbol" and (source := document.facts.get(SYMBOL_SOURCE)):
        taken = gettext("取自文件名“{name}”").format(name=file_name)
        return taken if source == FROM_FILE_NAME else gettext("按日期和会议从目录查到")
    if name in ("title", "kind") and document.symbol:
        return gettext("由文号而来")
    is_from_name = name == "title" and file_name.startswith(document.title)
    return gettext("取自文件名") if is_from_name else gettext("文本中没有这样一行")
