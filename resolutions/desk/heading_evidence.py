"""From which line of the text each thing was taken. Pure but for the values it is asked about."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from resolutions.text.fold import fold_variants, squeeze
from resolutions.text.heading import fold_and_squeeze, read_date, read_meeting_number
from resolutions.text.numerals import parse_number
from resolutions.text.source_lines import read_lines
from resolutions.text.symbols import describe_symbol

_HEAD = 80  # lines with text in which a heading stands
_TAIL = 30  # lines at the end, where early resolutions print vote and meeting
_FIRST_WORDS = 16  # characters by which a paragraph is found in the lines
_KIND_WORDS = {
    "resolution": ("号决议", "決議", "决议", "安全理事会,"),
    "statement": ("主席声明", "发表以下声明"),
    "letter": ("的信", "给", "普通照会"),
    "repertoire": ("维护国际和平与安全", "."),
    "report": ("报告",),
}


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Line ``number`` of the text, counted from 1, as printed."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class HeadingValues:
    """What is asked about: the document's values."""

    symbol: str
    kind: str
    title: str
    date: date | None
    meeting: int | None


def find_heading_lines(text: str, shown: HeadingValues) -> dict[str, SourceLine]:
    """The line for each value of the heading that a line tells; values from elsewhere have none."""
    lines = [SourceLine(line.number, line.text) for line in read_lines(text) if not line.link_symbol]
    searched = [*lines[:_HEAD], *(lines[-_TAIL:] if len(lines) > _HEAD else [])]
    tests: dict[str, Callable[[str], bool]] = {
        "symbol": lambda line: _tells_symbol(line, shown.symbol),
        "kind": lambda line: any(word in fold_and_squeeze(line) for word in _KIND_WORDS.get(shown.kind, ())),
        "title": lambda line: _tells_title(line, shown),
        "date": lambda line: bool(shown.date) and read_date(line) == shown.date,
        "meeting": lambda line: bool(shown.meeting) and read_meeting_number(line) == shown.meeting,
    }
    found = {name: next((line for line in searched if test(line.text)), None) for name, test in tests.items()}
    return {name: line for name, line in found.items() if line}


def _tells_symbol(line: str, symbol: str) -> bool:
    """Whether the line prints the symbol, or a resolution's number with its year."""
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
    """The number of a heading such as 六十一(一九四八)."""
    return parse_number(folded.partition("(")[0]) if folded[:1] in "一二三四五六七八九" else None


def _tells_title(line: str, shown: HeadingValues) -> bool:
    folded = fold_and_squeeze(line)
    return len(folded) > 3 and (folded in fold_and_squeeze(shown.title) or fold_and_squeeze(shown.title) in folded)


def find_paragraph_lines(text: str, paragraphs: Sequence[str]) -> list[int | None]:
    """The line in which each paragraph begins, counted from 1; None where it is not found.

    Looked for behind the paragraph before, then from the start: footnotes stand elsewhere in the print.
    """
    bare, numbers = _bare_with_lines(text)
    places: list[int | None] = []
    at = 0
    for paragraph in paragraphs:
        words = _bare(paragraph)[:_FIRST_WORDS]
        place = bare.find(words, at) if words else -1
        if place < 0 and words:
            place = bare.find(words)
        places.append(numbers[place] if place >= 0 else None)
        at = place + 1 if place >= 0 else at
    return places


def _bare(text: str) -> str:
    return "".join(squeeze(fold_variants(text))[0].split())


def _bare_with_lines(text: str) -> tuple[str, list[int]]:
    pieces, numbers = [], []
    for line in read_lines(text):
        bare = "" if line.link_symbol else _bare(line.text)
        pieces.append(bare)
        numbers += [line.number] * len(bare)
    return "".join(pieces), numbers


def list_source_lines(text: str) -> Iterable[SourceLine]:
    """Every line with text, with its number, as taken from the file."""
    return [SourceLine(line.number, line.text) for line in read_lines(text)]
