"""Made texts: a row of the catalogue and real paragraphs, printed as pdftools leaves the pages of a resolution.

Half of the paragraphs are joined from the clauses of two, and every citation names another earlier resolution, so that
paragraphs are alike as in the Council's own texts and few are the same. The texts mean nothing.
"""

import csv
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from resolutions.text import read_document
from resolutions.text.parsed import ParagraphKind
from tests.text.layout_kinds import wrap

ROOT = Path(__file__).resolve().parent.parent.parent
RESOLUTION_FILES = ("000", "001", "002")
LINE_WIDTH, LINES_PER_PAGE = 36, 40
LAST_RECOGNISED = 899
MISREAD_SHARE = 0.004  # characters of a text by character recognition
_MISREADINGS = {
    "已": "己",
    "未": "末",
    "士": "土",
    "入": "人",
    "日": "曰",
    "会": "舍",
    "安": "妥",
    "理": "埋",
    "决": "次",
}
_CITED = re.compile(r"第\s?(\d{1,4})\s?\(\s?\d{4}\s?\)\s?号")


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """Number, date and meeting of a resolution."""

    symbol: str
    number: int
    day: date
    meeting: int


@dataclass(frozen=True, slots=True)
class Pool:
    """Paragraphs without their numbers, of preambles and of operative parts."""

    preambular: tuple[str, ...]
    operative: tuple[str, ...]


def read_catalogue(paths: Sequence[Path]) -> list[CatalogueRow]:
    """Return the resolutions of the tables in their order; those without a meeting get an invented one."""
    lines = [line for path in paths for line in csv.DictReader(path.open(encoding="utf-8"))]
    return [
        CatalogueRow(
            line["symbol"],
            int(line["number"]),
            date.fromisoformat(line["date"]),
            int((re.match(r"S/PV\.(\d+)", line["meeting"]) or [0, 9000 + at])[1]),
        )
        for at, line in enumerate(lines)
    ]


def read_pool(corpus: Path | None) -> Pool:
    """Return the paragraphs of the resolutions in fixtures/texts, and of those in the folder ``corpus``."""
    files = [path for path in sorted((ROOT / "fixtures/texts").glob("*.txt")) if path.name.startswith(RESOLUTION_FILES)]
    files += sorted(corpus.glob("*.txt")) if corpus else []
    parts: dict[ParagraphKind, list[str]] = {ParagraphKind.PREAMBLE: [], ParagraphKind.OPERATIVE: []}
    for path in files:
        for paragraph in read_document(path.read_text("utf-8")).paragraphs:
            if paragraph.kind in parts:
                parts[paragraph.kind].append(paragraph.text[paragraph.lead :].replace("\n", "").strip())
    return Pool(tuple(parts[ParagraphKind.PREAMBLE]), tuple(parts[ParagraphKind.OPERATIVE]))


class TextMaker:
    """Makes the texts of the resolutions in ``rows``; the same for the same seed."""

    def __init__(self, rows: Sequence[CatalogueRow], pool: Pool, seed: int = 1946) -> None:
        self._rows, self._pool, self._chance = rows, pool, random.Random(seed)

    def make(self, at: int) -> str:
        """Return the pages of the resolution ``rows[at]``."""
        row = self._rows[at]
        count = 5 + int(self._chance.triangular(0, 10 + 60 * at / len(self._rows), 4 + 14 * at / len(self._rows)))
        heads = [f"第 {row.number}({row.day.year})号决议", f"安全理事会{_chinese(row.day)}第 {row.meeting} 次会议通过"]
        body = [f"{text[:-1]}，" for text in self._choose(self._pool.preambular, count // 2, at)]
        operative = [f"{text[:-1]}；" for text in self._choose(self._pool.operative, count - count // 2, at)]
        numbered = [f"{number}. {text}" for number, text in enumerate([*operative, "决定继续处理此案。"], start=1)]
        pages = "\f".join(_print_pages(row, [*heads, "安全理事会，", *body, *numbered]))
        return self._misread(pages) if row.number <= LAST_RECOGNISED else pages

    def _choose(self, texts: Sequence[str], count: int, at: int) -> Iterator[str]:
        for text in self._chance.choices(texts, k=count):
            clauses, others = text.split("，"), self._chance.choice(texts).split("，")
            if self._chance.random() < 0.5 and len(clauses) > 1 and len(others) > 1:
                clauses = [*clauses[: len(clauses) // 2], *others[len(others) // 2 :]]
            yield _CITED.sub(lambda _: self._cite_earlier(at), "，".join(clauses))

    def _cite_earlier(self, at: int) -> str:
        cited = self._rows[int(at * self._chance.random() ** 0.4)]
        return f"第 {cited.number}({cited.day.year})号"

    def _misread(self, text: str) -> str:
        return "".join(
            _MISREADINGS[sign] if sign in _MISREADINGS and self._chance.random() < MISREAD_SHARE * 10 else sign
            for sign in text
        )


def _chinese(day: date) -> str:
    return f" {day.year} 年 {day.month} 月 {day.day} 日"


def _print_pages(row: CatalogueRow, paragraphs: Sequence[str]) -> Iterator[str]:
    """Yield the pages: letterhead or page head, lines with their indents, job number and page at the foot."""
    head = f"{' ' * 70}S/RES/{row.number} ({row.day.year})"
    letterhead = (
        f"  联合国{' ' * 62}S/RES/{row.number} ({row.day.year})\n\n\n"
        f"             安全理事会{' ' * 40}Distr.: General\n{' ' * 64}{row.day:%-d %B %Y}\n\n\n\n"
    )
    lines = []
    for paragraph in paragraphs:
        for at, line in enumerate(wrap(paragraph, LINE_WIDTH, "print", first=2)):
            lines.append(" " * (16 if at else 20) + line)
        lines.append("")
    turns = range(0, len(lines), LINES_PER_PAGE)
    for number, start in enumerate(turns, start=1):
        foot = f"\n\n{number}/{len(turns)}{' ' * 70}{row.day:%y}-{row.number:05d}\n"
        yield (letterhead if number == 1 else f"{head}\n\n\n") + "\n".join(lines[start : start + LINES_PER_PAGE]) + foot
