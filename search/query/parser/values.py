"""Conditions of the fields whose values are no texts of documents: years, days, counts, symbols, kinds, subjects."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from resolutions.text.charter_addresses import read_charter_part
from resolutions.text.citations.spellings import read_spelling, suggest_symbols
from resolutions.text.numerals import parse_roman_number
from resolutions.text.symbols import CHARTER_SYMBOL
from search.chinese.folding import fold
from search.query.parser.fields import find_nearest_value, find_value, find_verbs, list_values
from search.query.parser.lexer import Token
from search.query.parser.nodes import (
    And,
    CharterCondition,
    CitationCountCondition,
    CitedByCondition,
    CitesCondition,
    DateCondition,
    KeywordCondition,
    Node,
    SubjectCondition,
    VerbCondition,
    YearCondition,
    join_nodes,
)
from search.query.parser.notices import Notice
from search.query.parser.ranges import MAX_DAY, MIN_DAY, Range, read_counts, read_dates, read_years

_YEAR_HELP = "可写作 年份:2014、年份:2014..2020、年份:>2014"
_DATE_HELP = "可写作 日期:2001-09-12、日期:2001年9月12日、日期:2001-09..2002、日期:>2001-09-12"
_FIELD = re.compile(r"[^\s:：]{1,20}[:：]\s*").match
_CHAPTER = "ch."  # of a label of the Charter; the rest is the Roman number
_LAST_CHAPTER = 19
_FIELD_LABELS = {"kind": "文件类型", "organ": "机关", "verb": "动词"}


@dataclass(slots=True)
class ValueReader:
    """Reader of the values of one query; ``notices`` are filled as it goes."""

    typed: str
    notices: list[Notice] = field(default_factory=list)

    def can_read(self, name: str) -> bool:
        """Return whether the values of the field ``name`` are no texts."""
        return name in self._readers

    def read(self, token: Token) -> Node | None:
        """Return the condition of a value; None when it was not understood."""
        return self._readers[token.name](token)

    @property
    def _readers(self) -> dict[str, Callable[[Token], Node | None]]:
        return {
            "year": self._read_years,
            "date": self._read_dates,
            "cites": self._read_cites,
            "cited_by": self._read_cited_by,
            "kind": self._read_keyword,
            "organ": self._read_keyword,
            "verb": self._read_verb,
            "subject": self._read_subject,
        }

    def _read_years(self, token: Token) -> Node | None:
        years = read_years(token.text)
        if not years:
            self._add(token, f"看不懂年份“{token.text}”，已略去；{_YEAR_HELP}。")
            return None
        self._notice_reversed(token, years, f"{years.first}..{years.last}")
        return YearCondition(years.first, years.last)

    def _read_dates(self, token: Token) -> Node | None:
        days = read_dates(token.text)
        if not days:
            self._add(token, f"看不懂日期“{token.text}”，或没有这一天，已略去；{_DATE_HELP}。")
            return None
        # A range that lies before or after all days is empty.
        first, last = date.fromordinal(min(days.first, MAX_DAY)), date.fromordinal(max(days.last, MIN_DAY))
        self._notice_reversed(token, days, f"{first}..{last}")
        return DateCondition(first, last)

    def _notice_reversed(self, token: Token, span: Range, written: str) -> None:
        if span.is_reversed:
            self._add(token, f"“{token.text}”的两端前后颠倒，已按 {written} 检索。")

    def _read_cites(self, token: Token) -> Node | None:
        if parts := _read_charter_parts(token.text):
            return self._read_charter(token, parts)
        symbol = self._read_symbol(token)
        return CitesCondition(symbol) if symbol else None

    def _read_charter(self, token: Token, parts: tuple[str, ...]) -> Node | None:
        """Return the condition that all chapters of ``parts`` are cited; articles by themselves are not counted."""
        chapters = [part.removeprefix(_CHAPTER) for part in parts if part.startswith(_CHAPTER)]
        if not chapters:
            self._add(token, f"《宪章》的条不能分别检索，“{token.text}”已按引用整部《宪章》检索。")
            return CitesCondition(CHARTER_SYMBOL)
        if len(chapters) < len(parts):
            self._add(token, f"《宪章》的条不能分别检索，“{token.text}”只按其中的章检索。")
        if any((parse_roman_number(chapter) or 0) > _LAST_CHAPTER for chapter in chapters):
            self._add(token, f"《宪章》只有十九章，没有“{token.text}”。")
        return join_nodes(And, [CharterCondition(chapter) for chapter in chapters])

    def _read_cited_by(self, token: Token) -> Node | None:
        if counts := read_counts(token.text):
            self._notice_reversed(token, counts, f"{counts.first}..{counts.last}")
            return CitationCountCondition(counts.first, counts.last)
        symbol = self._read_symbol(token)
        return CitedByCondition(symbol) if symbol else None

    def _read_symbol(self, token: Token) -> str | None:
        """Return the symbol that a text spells; one in a form unknown here stays as typed."""
        if spelling := read_spelling(token.text):
            if spelling.paragraphs:
                self._add(token, f"按引用检索不分段落；“{token.text}”已按 {spelling.symbol} 检索。")
            return spelling.symbol
        others = suggest_symbols(token.text)
        if "/" in token.text and not others:
            return token.text
        sentence = f"看不懂文号“{token.text}”，已略去；可写作 S/RES/1325(2000) 或 1325。"
        suggestion = ""
        if others:
            sentence = f"“{token.text}”的编号与年份不合，已略去；可能是 {others[0]}。"
            suggestion = self._replace(token, others[0])
        self._add(token, sentence, suggestion)
        return None

    def _read_keyword(self, token: Token) -> Node | None:
        value = find_value(token.name, token.text)
        if value:
            return KeywordCondition(token.name, value)
        self._notice_unknown_value(token)
        return None

    def _read_verb(self, token: Token) -> Node | None:
        verbs = find_verbs(token.text)
        if verbs:
            return VerbCondition(verbs)
        self._notice_unknown_value(token)
        return None

    def _read_subject(self, token: Token) -> Node | None:
        typed = token.text.strip().rstrip("*＊")
        if text := fold(typed).strip():
            return SubjectCondition(text, typed, is_prefix=typed != token.text.strip())
        self._add(token, f"看不懂主题词“{token.text}”，已略去；可写作 主题词:索马里。")
        return None

    def _notice_unknown_value(self, token: Token) -> None:
        label, nearest = _FIELD_LABELS[token.name], find_nearest_value(token.name, token.text)
        sentence = f"没有“{token.text}”这种{label}，已略去；可用 {list_values(token.name)}。"
        self._add(token, sentence, self._replace(token, nearest) if nearest else "")

    def _replace(self, token: Token, value: str) -> str:
        """Return the query with another value of the field."""
        return self.typed[: token.start] + self._field_of(token) + value + self.typed[token.end :]

    def _field_of(self, token: Token) -> str:
        """Return the field of a token as typed, with its colon; empty within the brackets of a field."""
        match = _FIELD(self.typed, token.start, token.end)
        return match[0] if match else ""

    def _add(self, token: Token, sentence: str, suggestion: str = "") -> None:
        self.notices.append(Notice(sentence, token.start, token.end, suggestion=suggestion))


def _read_charter_parts(typed: str) -> tuple[str, ...]:
    """Return the labels of the chapters and articles of the Charter that a text names; none for another text.

    A chapter may stand alone; an article needs the Charter, since 51条 may be of another text.
    """
    rest = re.sub(rf"(?i)^\s*/?{CHARTER_SYMBOL}\s*/\s*", "", typed)
    part = read_charter_part(rest)
    if part and (rest != typed or part.startswith(_CHAPTER)):
        return (part,)
    spelling = read_spelling(typed)
    return spelling.paragraphs if spelling and spelling.symbol == CHARTER_SYMBOL else ()
