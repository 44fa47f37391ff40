"""Query language: parse a typed query into a tree of conditions, and write a tree as a query.

No input raises. Text that is no valid syntax is searched as text. An open quotation mark, an unmatched bracket or an
operator without a word is repaired, and ``Query.problems`` says so in Chinese.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from resolutions.text.citations.spellings import canonicalize_symbol
from search.chinese.folding import fold

MAX_QUERY_LENGTH = 300  # characters; a longer query is truncated, with a problem
MAX_CONDITIONS = 40
MAX_FOLD_EXPANSION = 18  # characters; the most that one character folds to, U+FDFA

AND_WORDS, OR_WORDS, NOT_WORDS = ("AND", "与", "與"), ("OR", "或"), ("NOT", "非")
QUERY_FIELDS = {
    "标题": "title",
    "標題": "title",
    "文号": "symbol",
    "文號": "symbol",
    "年份": "year",
    "引用": "cites",
    "段落": "scope",
    "title": "title",
    "symbol": "symbol",
    "year": "year",
    "cites": "cites",
    "section": "scope",
}
SCOPE_WORDS = {
    "全文": "all",
    "标题": "title",
    "標題": "title",
    "序言": "preamble",
    "序言部分": "preamble",
    "执行": "operative",
    "執行": "operative",
    "执行部分": "operative",
    "執行部分": "operative",
    "脚注": "notes",
    "腳註": "notes",
    "附件": "notes",
    "脚注与附件": "notes",
}


@dataclass(frozen=True, slots=True)
class TextCondition:
    """Text to find.

    ``text`` is folded and ``typed`` is not. ``is_phrase``: it was typed in quotation marks. ``is_prefix``: ``*``
    followed it. ``scope`` limits this condition alone. ``is_name``: another name of what was typed, which is found as
    one string in fuzzy mode too.
    """

    text: str
    typed: str
    is_phrase: bool = False
    is_prefix: bool = False
    scope: str | None = None
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class YearCondition:
    """Documents of the years ``first`` to ``last``, inclusive."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class CitesCondition:
    """Documents that cite the document of this canonical symbol."""

    symbol: str


@dataclass(frozen=True, slots=True)
class And:
    """Documents that meet all parts."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Documents that meet any part."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Documents that do not meet the part."""

    part: "Node"


Node = TextCondition | YearCondition | CitesCondition | And | Or | Not


@dataclass(frozen=True, slots=True)
class Query:
    """Parsed query.

    ``node`` is None when there is no condition. ``verbatim`` is the whole query folded as one text. ``is_plain`` when
    it is nothing but texts; punctuation does then not matter in ``verbatim``. ``scope`` is the section of ``段落:``.
    ``problems`` are Chinese sentences for the reader. ``repaired`` is the query as understood, written by
    ``format_query``, when ``typed`` had to be repaired.
    """

    typed: str
    node: Node | None
    verbatim: str
    scope: str | None = None
    problems: tuple[str, ...] = ()
    repaired: str = ""
    is_plain: bool = False

    def texts(self) -> list[TextCondition]:
        """Return the texts to find and highlight, in the order typed; excluded texts are left out."""
        return [leaf for leaf in _leaves(self.node) if isinstance(leaf, TextCondition)]

    def has_exclusions(self) -> bool:
        """Return whether any condition is negated."""
        return any(isinstance(leaf, Not) for leaf in _leaves(self.node))


def _leaves(node: Node | None) -> Iterator[Node]:
    """Yield the leaves of a tree in the order typed; a ``Not`` is one leaf."""
    if isinstance(node, And | Or):
        for part in node.parts:
            yield from _leaves(part)
    elif node is not None:
        yield node


_OPEN_QUOTES, _CLOSE_QUOTES = '"“„«「『＂〝', '"”“»」』＂〞'
_OPEN, _CLOSE = "(（", ")）"
_BREAKING_QUOTES = '"“「『'  # these end a word that stands directly before them
_PLAIN = re.compile(rf"[^\s{_BREAKING_QUOTES}{_OPEN}{_CLOSE}]+").match
_QUOTES = re.compile(f"[{_OPEN_QUOTES}{_CLOSE_QUOTES}]")
_NEEDS_QUOTES = re.compile(rf"\s|{_QUOTES.pattern}|^[-－]").search
_FIELD = re.compile(f"({'|'.join(sorted(QUERY_FIELDS, key=len, reverse=True))})[:：]", re.I)
_YEARS = re.compile(r"(\d{4})?\s*(?:\.\.+|…|-|—|–|~|～|至|到)\s*(\d{4})?|(\d{4})")


_TokenKind = Literal["text", "phrase", "open", "close", "and", "or", "not"]
_OPERATORS: tuple[tuple[_TokenKind, tuple[str, ...]], ...] = (("and", AND_WORDS), ("or", OR_WORDS), ("not", NOT_WORDS))


@dataclass(slots=True)
class _Token:
    """Token of a query; ``name`` is the field of a text or phrase, or empty."""

    kind: _TokenKind
    text: str
    name: str = ""


@dataclass(slots=True)
class _Parser:
    """Recursive-descent parser; ``at`` is the index of the next token."""

    typed: str
    problems: list[str] = field(default_factory=list)
    scope: str | None = None
    tokens: list[_Token] = field(default_factory=list)
    at: int = 0

    # Scanner

    def scan(self) -> None:
        """Split the query into tokens."""
        position = 0
        while position < len(self.typed):
            if self.typed[position].isspace():
                position += 1
            else:
                position = self._scan_one(position)

    def _scan_one(self, start: int) -> int:
        character = self.typed[start]
        if character in _OPEN_QUOTES:
            return self._scan_phrase(start, "")
        if character in _OPEN:
            return self._add("open", character, start + 1)
        if character in _CLOSE:
            return self._add("close", character, start + 1)
        if character in "-－" and start + 1 < len(self.typed) and not self.typed[start + 1].isspace():
            return self._add("not", character, start + 1)
        if match := _FIELD.match(self.typed, start):
            return self._scan_field(match)
        return self._scan_word(start, "")

    def _scan_field(self, match: re.Match[str]) -> int:
        name, start = QUERY_FIELDS[match[1].lower()], match.end()
        while start < len(self.typed) and self.typed[start].isspace():
            start += 1
        if start == len(self.typed) or self.typed[start] in _CLOSE:
            self.problems.append(f"“{match[0]}”后面没有内容，已略去。")
            return start
        if self.typed[start] in _OPEN_QUOTES:
            return self._scan_phrase(start, name)
        return self._scan_word(start, name)

    def _scan_phrase(self, start: int, name: str) -> int:
        closers = _CLOSE_QUOTES if self.typed[start] in '"＂“' else _CLOSE_QUOTES[_OPEN_QUOTES.index(self.typed[start])]
        end = next((i for i in range(start + 1, len(self.typed)) if self.typed[i] in closers), -1)
        if end < 0:
            self.problems.append("引号没有成对，已在末尾补上。")
            end = len(self.typed)
        return self._add("phrase", self.typed[start + 1 : end], end + 1, name)

    def _scan_word(self, start: int, name: str) -> int:
        plain = _PLAIN(self.typed, start)
        end, depth = plain.end() if plain else start, 0
        while end < len(self.typed):
            character = self.typed[end]
            if character.isspace() or character in _BREAKING_QUOTES:
                break
            if character in _OPEN:
                depth += 1
            elif character in _CLOSE:
                if not depth:
                    break
                depth -= 1
            end += 1
        end = max(end, start + 1)
        word = self.typed[start:end]
        for kind, words in _OPERATORS:
            if not name and word in words:
                return self._add(kind, word, end)
        return self._add("text", word, end, name)

    def _add(self, kind: _TokenKind, text: str, end: int, name: str = "") -> int:
        self.tokens.append(_Token(kind, text, name))
        return end

    # Tree

    def parse(self) -> Node | None:
        """Return the tree of the query, or None when no condition is left."""
        self.scan()
        if len(self.tokens) > MAX_CONDITIONS:
            self.tokens = self.tokens[:MAX_CONDITIONS]
            self.problems.append(f"条件太多，只用了前 {MAX_CONDITIONS} 个。")
        node = self._either()
        while self.at < len(self.tokens):  # an unmatched closing bracket
            self.problems.append("多出一个右括号，已略去。")
            self.at += 1
            node = _join(And, [node, self._either()])
        return node

    def _peek(self) -> str:
        return self.tokens[self.at].kind if self.at < len(self.tokens) else "end"

    def _either(self) -> Node | None:
        parts = [self._all()]
        while self._peek() == "or":
            word = self.tokens[self.at].text
            self.at += 1
            parts.append(self._all())
            if parts[-1] is None or parts[-2] is None:
                self.problems.append(f"“{word}”的一边没有检索词，已略去。")
        return _join(Or, parts)

    def _all(self) -> Node | None:
        parts: list[Node | None] = []
        while self._peek() not in ("or", "close", "end"):
            if self._peek() == "and":
                word = self.tokens[self.at].text
                self.at += 1
                if not parts or self._peek() in ("or", "and", "close", "end"):
                    self.problems.append(f"“{word}”的一边没有检索词，已略去。")
                continue
            parts.append(self._one())
        return _join(And, parts)

    def _one(self) -> Node | None:
        token = self.tokens[self.at]
        self.at += 1
        if token.kind == "not":
            if self._peek() in ("or", "and", "close", "end"):
                self.problems.append(f"“{token.text}”后面没有检索词，已略去。")
                return None
            part = self._one()
            return Not(part) if part else None
        if token.kind == "open":
            node = self._either()
            if self._peek() == "close":
                self.at += 1
            else:
                self.problems.append("括号没有成对，已在末尾补上。")
            return node
        return self._condition(token)

    def _condition(self, token: _Token) -> Node | None:
        if token.name == "year":
            return self._years(token.text)
        if token.name == "cites":
            return CitesCondition(canonicalize_symbol(token.text) or token.text)
        if token.name == "scope":
            self._scope(token.text)
            return None
        return _text(token)

    def _years(self, text: str) -> Node | None:
        match = _YEARS.fullmatch(fold(text).replace("年", ""))
        if not match or not any(match.groups()):
            self.problems.append(f"看不懂年份“{text}”，已略去；可写作 年份:2014 或 年份:2014..2020。")
            return None
        first, last = match[3] or match[1], match[3] or match[2]
        years = int(first or 1), int(last or 9999)
        return YearCondition(min(years), max(years))

    def _scope(self, text: str) -> None:
        if text in SCOPE_WORDS:
            self.scope = SCOPE_WORDS[text]
        else:
            self.problems.append(f"没有“{text}”这一部分，已略去；可用 序言、执行、脚注、附件、标题。")


def _text(token: _Token) -> TextCondition | None:
    typed = token.text
    is_prefix = token.kind == "text" and len(typed) > 1 and typed[-1] in "*＊"
    typed = typed[:-1] if is_prefix else typed
    folded = fold(typed)
    return TextCondition(folded, typed, token.kind == "phrase", is_prefix, token.name or None) if folded else None


def _join(kind: type[And] | type[Or], parts: list[Node | None]) -> Node | None:
    present = tuple(part for part in parts if part is not None)
    if len(present) < 2:
        return present[0] if present else None
    return kind(present)


def parse_query(typed: str) -> Query:
    """Parse what a reader typed.

    >>> parse_query("妇女 -儿童").node
    And(parts=(TextCondition(text='妇女', typed='妇女', is_phrase=False, is_prefix=False, scope=None, is_name=False), \
Not(part=TextCondition(text='儿童', typed='儿童', is_phrase=False, is_prefix=False, scope=None, is_name=False))))
    >>> parse_query('"保护平民').problems
    ('引号没有成对，已在末尾补上。',)

    A query that only excludes is searched as text: ``-19疫情`` was copied and is not meant as NOT.
    """
    problems: list[str] = []
    typed, whole = _truncate(_replace_surrogates(typed)), typed
    if len(typed) < len(whole):
        problems.append(f"检索式太长，只用了前 {len(typed)} 个字。")
    parser = _Parser(typed, list(problems))
    node = parser.parse()
    verbatim = fold(typed)
    is_empty = node is None and parser.scope is None
    if verbatim and (is_empty or (node is not None and not _has_inclusion(node))):
        node, parser.problems = TextCondition(verbatim, typed.strip(), is_phrase=True), problems
    repaired = format_query(node, parser.scope) if parser.problems and node else ""
    problems = list(dict.fromkeys(parser.problems))
    return Query(typed, node, verbatim, parser.scope, tuple(problems), repaired, is_plain=_is_plain(node, parser.scope))


def _is_plain(node: Node | None, scope: str | None) -> bool:
    """Return whether a tree is nothing but texts without quotation marks, fields and operators."""
    parts = node.parts if isinstance(node, And) else (node,)
    return scope is None and all(
        isinstance(part, TextCondition) and not (part.is_phrase or part.is_prefix or part.scope) for part in parts
    )


def _replace_surrogates(typed: str) -> str:
    """Replace lone surrogates, which cannot be encoded, by U+FFFD."""
    try:
        typed.encode()
    except UnicodeEncodeError:
        return typed.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return typed


def _truncate(typed: str) -> str:
    """Truncate a query so that neither it nor its folded form exceeds ``MAX_QUERY_LENGTH``."""
    typed = typed[:MAX_QUERY_LENGTH]
    while len(typed) * MAX_FOLD_EXPANSION > MAX_QUERY_LENGTH and len(fold(typed)) > MAX_QUERY_LENGTH:
        typed = typed[: len(typed) * 3 // 4]
    return typed


def _has_inclusion(node: Node) -> bool:
    return any(not isinstance(leaf, Not) for leaf in _leaves(node))


_SCOPE_NAMES = {"title": "标题", "preamble": "序言", "operative": "执行", "notes": "脚注"}
_FIELD_NAMES = {"title": "标题", "symbol": "文号"}


def format_query(node: Node, scope: str | None = None, is_nested: bool = False) -> str:
    """Write a tree as a query that ``parse_query`` reads as the same tree."""
    if isinstance(node, TextCondition):
        written = _format_text(node)
    elif isinstance(node, YearCondition):
        first, last = (node.first if node.first > 1 else ""), (node.last if node.last < 9999 else "")
        written = f"年份:{node.first}" if node.first == node.last else f"年份:{first}..{last}"
    elif isinstance(node, CitesCondition):
        written = f"引用:{node.symbol}"
    elif isinstance(node, Not):
        written = f"NOT {format_query(node.part, is_nested=True)}"
    else:
        parts = dict.fromkeys(
            format_query(part, is_nested=True) for part in node.parts
        )  # alternatives by synonyms are written alike
        written = (" OR " if isinstance(node, Or) else " ").join(parts)
        written = f"({written})" if is_nested and len(parts) > 1 else written
    return f"{written} 段落:{_SCOPE_NAMES[scope]}" if scope and scope != "all" else written


def _format_text(text: TextCondition) -> str:
    typed = text.typed.strip()
    if text.is_phrase or _NEEDS_QUOTES(typed) or sum(map(typed.count, _OPEN)) != sum(map(typed.count, _CLOSE)):
        written = '"' + _QUOTES.sub("", typed) + '"'
    else:
        written = typed + ("*" if text.is_prefix else "")
    return f"{_FIELD_NAMES[text.scope]}:{written}" if text.scope in _FIELD_NAMES else written
