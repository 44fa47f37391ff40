"""Grammar of the query language: a recursive-descent parser from tokens to a tree.

``OR`` binds weakest, then words side by side or ``AND``, then ``NOT``, then ``NEAR`` and ``同段``.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from search.query.parser.lexer import DEFAULT_DISTANCE, Token, TokenKind
from search.query.parser.nodes import And, Everything, Near, Node, Not, Or, Relation, TextCondition, join_nodes
from search.query.parser.notices import Notice
from search.query.parser.sections import Section, limit_to_sections
from search.query.parser.values import ValueReader
from search.query.parser.words import WordReader

_NEAR_HELP = "两边只能是词语、短语，或括号里用 OR 连接的词语"


@dataclass(slots=True)
class Parser:
    """Parser of one query; ``at`` is the index of the next token.

    ``scope`` is the section of ``段落:`` when it limits the whole query. ``notices`` are filled as it goes.
    """

    typed: str
    tokens: list[Token]
    notices: list[Notice]
    scope: str | None = None
    at: int = 0
    _fields: list[str] = field(default_factory=list)  # of the brackets that are open
    _words: WordReader = field(init=False)
    _values: ValueReader = field(init=False)

    def __post_init__(self) -> None:
        self._words = WordReader(self.typed, len(self.tokens) == 1, self.notices)
        self._values = ValueReader(self.typed, self.notices)

    def parse(self) -> Node | None:
        """Return the tree of the query, or None when no condition is left."""
        node = self._either(is_whole_query=True)
        while self.at < len(self.tokens):
            self._add(self.tokens[self.at], "多出一个右括号，已略去。")
            self.at += 1
            node = join_nodes(And, [node, self._either()])
        return node

    def _peek(self) -> TokenKind | str:
        return self.tokens[self.at].kind if self.at < len(self.tokens) else "end"

    def _take(self) -> Token:
        self.at += 1
        return self.tokens[self.at - 1]

    def _add(self, token: Token, sentence: str) -> None:
        self.notices.append(Notice(sentence, token.start, token.end))

    def _either(self, is_whole_query: bool = False) -> Node | None:
        first, sections = self._all()
        if is_whole_query and self.at == len(self.tokens) and self._set_scope(sections):
            return first
        parts = [limit_to_sections(first, sections)]
        while self._peek() == "or":
            operator = self._take()
            parts.append(limit_to_sections(*self._all()))
            if parts[-1] is None or parts[-2] is None:
                self._add(operator, f"“{operator.text}”的一边没有检索词，已略去。")
        return join_nodes(Or, parts)

    def _set_scope(self, sections: tuple[Section, ...]) -> bool:
        """Limit the whole query to one section; False when it is not limited to exactly one."""
        if len(sections) == 1 and not sections[0].is_excluded:
            self.scope = sections[0].scope
            return True
        return False

    def _all(self) -> tuple[Node | None, tuple[Section, ...]]:
        """Return the conditions that stand side by side, and the sections that limit them."""
        parts: list[Node | None] = []
        sections: tuple[Section, ...] = ()
        while self._peek() not in ("or", "close", "end"):
            if self._peek() == "and":
                operator = self._take()
                if not parts or self._peek() in ("or", "and", "close", "end"):
                    self._add(operator, f"“{operator.text}”的一边没有检索词，已略去。")
            elif found := self._read_sections():
                first = self.tokens[self.at - 1]
                if sections:
                    self._add(first, "“段落:”写了不止一次，只用了最后一个；几个部分都要时写作 段落:(序言 OR 执行)。")
                sections = found
            else:
                parts.append(self._one())
        if sections and not any(parts):
            self._add(self.tokens[self.at - 1], "“段落:”要和检索词一起用，如 妇女 段落:执行。")
        return self._without_stars(parts), sections

    @staticmethod
    def _without_stars(parts: Iterable[Node | None]) -> Node | None:
        """Combine conditions; ``*`` changes nothing beside another condition, but exclusions need something."""
        parts = [part for part in parts if part is not None]
        others = [part for part in parts if not isinstance(part, Everything)]
        has_condition = any(not isinstance(part, Not) for part in others)
        return join_nodes(And, list(others if has_condition else dict.fromkeys(parts)))

    def _read_sections(self) -> tuple[Section, ...]:
        """Read ``段落:执行``, ``-段落:执行`` or ``段落:(序言 OR 执行)``; nothing when something else comes next."""
        is_excluded = self._peek() == "not"
        start = self.at + is_excluded
        if start >= len(self.tokens) or self.tokens[start].name != "scope" or self._fields[-1:] == ["scope"]:
            return ()
        self.at = start
        token = self._take()
        tokens = [token]
        if token.kind == "open":
            tokens = []
            while self._peek() not in ("close", "end"):
                tokens.append(self._take())
            self._close(token)
        sections = [self._read_section(one, is_excluded) for one in tokens if one.kind in ("text", "phrase")]
        return tuple(dict.fromkeys(section for section in sections if section)) or (Section("all"),)

    def _read_section(self, token: Token, is_excluded: bool) -> Section | None:
        section = Section.read(token.text, is_excluded)
        if not section:
            self._add(token, f"没有“{token.text}”这一部分，已略去；可用 序言、执行、正文、脚注、附件、标题。")
        return section

    def _one(self) -> Node | None:
        token = self._take()
        if token.kind == "not":
            if self._peek() in ("or", "and", "close", "end"):
                self._add(token, f"“{token.text}”后面没有检索词，已略去。")
                return None
            part = self._one()
            return Not(part) if part else None
        if token.kind == "near":
            self._add(token, f"“{token.text}”的一边没有检索词，已略去。")
            return None
        node = self._operand(token)
        return self._near(node) if self._peek() == "near" else node

    def _operand(self, token: Token) -> Node | None:
        if token.kind == "nothing":
            return None
        if token.kind == "open":
            return self._group(token)
        if token.name == "scope":
            self._add(token, "“段落:”要和检索词并列，如 妇女 段落:执行；这里的已略去。")
            return None
        name = token.name or (self._fields[-1] if self._fields else "")
        return self._values.read(token) if self._values.can_read(name) else self._words.read(token)

    def _group(self, token: Token) -> Node | None:
        self._fields.append(token.name or (self._fields[-1] if self._fields else ""))
        start = self.at
        node = self._either()
        self._fields.pop()
        is_empty = self.at == start
        self._close(token)
        if is_empty:
            self._add(token, "括号里没有检索词，已略去。")
        return node

    def _close(self, opened: Token) -> None:
        if self._peek() == "close":
            self.at += 1
        else:
            self._add(opened, "括号没有成对，已在末尾补上。")

    def _near(self, first: Node | None) -> Node | None:
        """Read the other parts of a chain such as ``妇女 NEAR/5 和平 同段 安全``."""
        parts, relations, operators = [first], list[Relation](), list[Token]()
        while self._peek() == "near":
            operator = self._take()
            if self._peek() not in ("text", "phrase", "open"):
                self._add(operator, f"“{operator.text}”的一边没有检索词，已略去。")
                continue
            operators.append(operator)
            relations.append(operator.relation if operator.relation is not None else DEFAULT_DISTANCE)
            parts.append(self._operand(self._take()))
        if len(parts) == 1:
            return first
        if all(map(_can_be_near, parts)):
            return Near(tuple(part for part in parts if part), tuple(relations))
        self._add(operators[0], f"“{operators[0].text}”{_NEAR_HELP}；已按 AND 检索。")
        return join_nodes(And, parts)


def _can_be_near(node: Node | None) -> bool:
    if isinstance(node, Or):
        return all(map(_can_be_near, node.parts))
    return isinstance(node, TextCondition)
