"""Lexer of the query language: splits a typed query into texts, phrases, brackets and operators."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from resolutions.text.citations.spellings import canonicalize_symbol
from search.query.parser.fields import RANGE_FIELDS, SYMBOL_FIELDS, find_field
from search.query.parser.nodes import Relation
from search.query.parser.notices import Notice
from search.query.parser.ranges import read_counts, read_dates, read_years

TokenKind = Literal["text", "phrase", "open", "close", "and", "or", "not", "near", "nothing"]
AND_WORDS, OR_WORDS, NOT_WORDS = ("AND", "与", "與", "&&", "&"), ("OR", "或", "||", "|"), ("NOT", "非")
PARAGRAPH_WORDS, SENTENCE_WORDS = ("同段",), ("同句",)
DEFAULT_DISTANCE, MAX_DISTANCE = 10, 1_000  # characters between two texts of NEAR

OPEN_QUOTES, CLOSE_QUOTES = '"“„«「『＂〝', '"”“»」』＂〞'
OPEN_BRACKETS, CLOSE_BRACKETS = "(（", ")）"
_BREAKING_QUOTES = '"“「『'  # these end a word that stands directly before them
_PLAIN = re.compile(rf"[^\s{_BREAKING_QUOTES}{OPEN_BRACKETS}{CLOSE_BRACKETS}]+").match
_YEAR_IN_BRACKETS = re.compile(r"\s{0,3}[(（]\s{0,3}[12１２]\d{3}\s{0,3}[)）]").match  # 1267 (1999) is one text
_LABEL = re.compile(r"[(（](?:\d{1,3}|[一二三四五六七八九十]{1,3}|[A-Za-z])[)）](?=[^\s()（）])").match  # of (二)款
_FIELD = re.compile(r"([^\W\d]{1,20}(?:-[^\W\d]{1,10})?)[:：](?!//)").match
_NEAR = re.compile(r"NEAR(?:[/／](\d{1,9}))?", re.I).fullmatch
_SLOP = re.compile(r"[~～](\d{0,9})").match
_WORDS_AHEAD = 5  # a range such as 12 September 2001 is read over so many words
_RANGE_READERS = {"year": read_years, "date": read_dates, "cited_by": read_counts}


@dataclass(frozen=True, slots=True)
class Token:
    """Token of a query: ``typed[start:end]``.

    ``name`` is the field of a text, phrase or opening bracket, or empty. ``relation`` is that of NEAR; of a phrase, the
    distance of its words. The text of ``nothing``, such as a field without a value, means no condition.
    """

    kind: TokenKind
    text: str
    start: int
    end: int
    name: str = ""
    relation: Relation | None = None


@dataclass(slots=True)
class Lexer:
    """Scanner of one query; ``notices`` are filled as it goes."""

    typed: str
    notices: list[Notice] = field(default_factory=list)
    _groups: list[str] = field(default_factory=list)  # fields of the brackets that are open

    def scan(self) -> Iterator[Token]:
        """Yield the tokens in order."""
        position = 0
        while (position := self._skip_blanks(position)) < len(self.typed):
            token = self._scan_one(position)
            self._count_bracket(token)
            yield token
            position = token.end

    def _count_bracket(self, token: Token) -> None:
        if token.kind == "open":
            self._groups.append(token.name or self._group)
        elif token.kind == "close" and self._groups:
            self._groups.pop()

    @property
    def _group(self) -> str:
        return self._groups[-1] if self._groups else ""

    def _skip_blanks(self, position: int) -> int:
        while position < len(self.typed) and self.typed[position].isspace():
            position += 1
        return position

    def _scan_one(self, start: int) -> Token:
        character = self.typed[start]
        if character in OPEN_QUOTES:
            return self._scan_phrase(start, start, self._group)
        if character in OPEN_BRACKETS and not _LABEL(self.typed, start):
            return Token("open", character, start, start + 1)
        if character in CLOSE_BRACKETS:
            return Token("close", character, start, start + 1)
        if character in "-－" and self.typed[start + 1 : start + 2].strip():
            return Token("not", character, start, start + 1)
        if (match := _FIELD(self.typed, start)) and (name := find_field(match[1])):
            return self._scan_field(match, name)
        return self._scan_value(start, start, self._group) if self._group else self._scan_word(start)

    def _scan_field(self, match: re.Match[str], name: str) -> Token:
        start, value = match.start(), self._skip_blanks(match.end())
        if value == len(self.typed) or self.typed[value] in CLOSE_BRACKETS:
            self.notices.append(Notice(f"“{match[0]}”后面没有内容，已略去。", start, match.end()))
            return Token("nothing", match[0], start, match.end())
        if self.typed[value] in OPEN_QUOTES:
            return self._scan_phrase(start, value, name)
        if self.typed[value] in OPEN_BRACKETS:
            return Token("open", self.typed[start : value + 1], start, value + 1, name)
        return self._scan_value(start, value, name)

    def _scan_phrase(self, start: int, quote: int, name: str) -> Token:
        opener = self.typed[quote]
        closers = CLOSE_QUOTES if opener in '"＂“' else CLOSE_QUOTES[OPEN_QUOTES.index(opener)]
        end = next((i for i in range(quote + 1, len(self.typed)) if self.typed[i] in closers), -1)
        if end < 0:
            self.notices.append(Notice("引号没有成对，已在末尾补上。", quote, len(self.typed)))
            end = len(self.typed)
        text = self.typed[quote + 1 : end]
        slop = _SLOP(self.typed, end + 1)
        if slop and not name:
            distance = min(int(slop[1] or DEFAULT_DISTANCE), MAX_DISTANCE)
            return Token("phrase", text, start, slop.end(), relation=distance)
        return Token("phrase", text, start, min(end + 1, len(self.typed)), name)

    def _scan_value(self, start: int, value: int, name: str) -> Token:
        """Scan the value of a field; ranges and symbols may have blanks."""
        ends = self._ends_of_words(value)
        for end in ends[:0:-1]:
            text = self.typed[value:end]
            is_symbol = name in SYMBOL_FIELDS and self._is_symbol_with_year(ends[0], text)
            if is_symbol or (name in RANGE_FIELDS and _RANGE_READERS[name](text)):
                return Token("text", text, start, end, name)
        word = self._scan_word(value)
        if word.kind == "text" or start != value:
            return Token("text", word.text, start, word.end, name)
        return word

    def _ends_of_words(self, start: int) -> list[int]:
        """Return the ends of the word at ``start`` and of those after it, as far as a value may reach."""
        ends = [self._end_of_word(start)]
        while len(ends) < _WORDS_AHEAD:
            following = self._skip_blanks(ends[-1])
            if following == len(self.typed) or self.typed[following] in OPEN_QUOTES + CLOSE_BRACKETS:
                break
            ends.append(self._end_of_word(following))
        return ends

    def _is_symbol_with_year(self, end_of_first: int, text: str) -> bool:
        following = self._skip_blanks(end_of_first)
        has_year = self.typed[following : following + 1] in tuple(OPEN_BRACKETS)
        return has_year and canonicalize_symbol(text) is not None

    def _end_of_word(self, start: int) -> int:
        """Return the end of the word at ``start``; brackets within a word belong to it while they are balanced."""
        plain = _PLAIN(self.typed, start)
        end, depth = plain.end() if plain else start, 0
        while end < len(self.typed):
            character = self.typed[end]
            if not depth and self.typed[end - 1 : end].isdigit() and (year := _YEAR_IN_BRACKETS(self.typed, end)):
                end = year.end()
                continue
            if character.isspace() or character in _BREAKING_QUOTES:
                break
            if character in OPEN_BRACKETS:
                depth += 1
            elif character in CLOSE_BRACKETS:
                if not depth:
                    break
                depth -= 1
            end += 1
        return max(end, start + 1)

    def _scan_word(self, start: int) -> Token:
        end = self._end_of_word(start)
        word = self.typed[start:end]
        kinds: tuple[tuple[TokenKind, tuple[str, ...]], ...]
        kinds = ("and", AND_WORDS), ("or", OR_WORDS), ("not", NOT_WORDS)
        for kind, words in kinds:
            if word in words or (word.isalpha() and to_ascii(word) in words):
                is_broken = "一" <= word <= "鿿" and self._is_beside_line_break(start, end)
                return Token("text" if is_broken else kind, word, start, end)
        relation = read_relation(word)
        if relation is not None:
            return Token("near", word, start, end, relation=relation)
        return Token("text", word, start, end)

    def _is_beside_line_break(self, start: int, end: int) -> bool:
        """Return whether a line of a copied text breaks before or after a word: 非 of 非法 is no operator there."""
        before, after = self.typed[:start], self.typed[end:]
        blanks = before[len(before.rstrip()) :] + after[: len(after) - len(after.lstrip())]
        return "\n" in blanks or "\r" in blanks


def to_ascii(word: str) -> str:
    """Convert full-width letters and signs to ASCII.

    >>> to_ascii("ＯＲ")
    'OR'
    """
    return "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in word)


def read_relation(word: str) -> Relation | None:
    """Return the relation that a word asks for: ``NEAR``, ``near/5``, ``同段``; None for another word.

    >>> read_relation("NEAR"), read_relation("near/5"), read_relation("near"), read_relation("同段")
    (10, 5, None, 'paragraph')
    """
    if word in PARAGRAPH_WORDS:
        return "paragraph"
    if word in SENTENCE_WORDS:
        return "sentence"
    match = _NEAR(to_ascii(word))
    if not match or (match[1] is None and to_ascii(word) != "NEAR"):
        return None
    return min(int(match[1]), MAX_DISTANCE) if match[1] else DEFAULT_DISTANCE
