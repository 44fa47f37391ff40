"""Parsed query: from what a reader typed to a tree with notices, and back."""

import re
from dataclasses import dataclass

from search.chinese.folding import fold
from search.query.parser.citing import pair_verbs_with_citations
from search.query.parser.grammar import Parser
from search.query.parser.lexer import CLOSE_BRACKETS, OPEN_BRACKETS, Lexer, Token
from search.query.parser.nodes import And, Node, Not, TextCondition, has_inclusion, iter_leaves
from search.query.parser.notices import Notice
from search.query.parser.plain_words import read_plain_words
from search.query.parser.writing import format_tree

_NUMBERED = re.compile(r"\d[^*＊?？]*").fullmatch
MAX_QUERY_LENGTH = 300  # characters; a longer query is truncated, with a notice
MAX_CONDITIONS = 40
MAX_FOLD_EXPANSION = 18  # characters; the most that one character folds to, U+FDFA


@dataclass(frozen=True, slots=True)
class Query:
    """Parsed query.

    ``node`` is None when there is no condition. ``verbatim`` is the whole query folded as one text, empty when the
    query excludes something: then a document with the same string is none of those asked for. ``scope`` is the section
    of ``段落:``. ``repaired`` is the query as understood, written by ``format_query``, when ``typed`` had to be
    repaired. ``is_plain`` when nothing but texts was typed; punctuation does then not matter in ``verbatim``.
    """

    typed: str
    node: Node | None
    verbatim: str
    scope: str | None = None
    notices: tuple[Notice, ...] = ()
    repaired: str = ""
    is_plain: bool = False

    @property
    def problems(self) -> tuple[str, ...]:
        """The sentences of the notices, each once."""
        return tuple(dict.fromkeys(notice.text for notice in self.notices))

    def texts(self) -> list[TextCondition]:
        """Return the texts to find and highlight, in the order typed; excluded texts are left out."""
        return [leaf for leaf in iter_leaves(self.node) if isinstance(leaf, TextCondition)]

    def with_node(self, node: Node | None) -> "Query":
        """Return the query with another tree; ``dataclasses.replace`` would take three times as long."""
        return Query(self.typed, node, self.verbatim, self.scope, self.notices, self.repaired, self.is_plain)

    def has_exclusions(self) -> bool:
        """Return whether any condition is negated."""
        return any(isinstance(leaf, Not) for leaf in iter_leaves(self.node))


def parse_query(typed: str) -> Query:
    """Parse what a reader typed.

    >>> [notice.text for notice in parse_query('"保护平民').notices]
    ['引号没有成对，已在末尾补上。']
    >>> format_query(parse_query("標題：（婦女 OR 儿童） 年份:2014-2020").node)
    '(标题:婦女 OR 标题:儿童) 年份:2014..2020'

    A query of nothing but operators is searched as text. So is ``-19疫情``: it was copied and is not meant as NOT.
    """
    if len(typed) <= MAX_QUERY_LENGTH and (words := read_plain_words(typed)):
        return Query(typed, words[0] if len(words) == 1 else And(words), fold(typed), is_plain=True)
    return parse_language(typed)


def parse_language(typed: str) -> Query:
    """Parse a query by lexer and grammar; ``parse_query`` does so unless it is nothing but words."""
    typed, whole = _truncate(_replace_surrogates(typed)), typed
    truncated = Notice(f"检索式太长，只用了前 {len(typed)} 个字。", len(typed), len(whole))
    lexer = Lexer(typed, [truncated] if len(typed) < len(whole) else [])
    tokens, notices = list(lexer.scan()), lexer.notices
    if len(tokens) > MAX_CONDITIONS:
        notices.append(Notice(f"条件太多，只用了前 {MAX_CONDITIONS} 个。", tokens[MAX_CONDITIONS].start, len(typed)))
        tokens = tokens[:MAX_CONDITIONS]
    before = len(notices)
    parser = Parser(typed, tokens, notices)
    node = pair_verbs_with_citations(parser.parse())
    verbatim = fold(typed)
    if _is_copied(tokens, node):
        excluded = typed.strip()[1:]
        notices.append(Notice(f"已按文字检索；要排除“{excluded}”，写作 NOT {excluded}。", 0, len(typed), False))
        node = TextCondition(verbatim, typed.strip(), is_phrase=True)
    elif node is None and parser.scope is None and verbatim:
        if not any(token.name for token in tokens):
            del notices[before:]
        copied = TextCondition(verbatim, typed.strip(), is_phrase=True)
        return Query(typed, copied, verbatim, notices=_order(notices))
    if _has_meant_exclusion(tokens):
        verbatim = ""
    repaired = format_query(node, parser.scope) if node and any(notice.is_repair for notice in notices) else ""
    is_plain = parser.scope is None and _is_plain_tree(node)
    return Query(typed, node, verbatim, parser.scope, _order(notices), repaired, is_plain)


def _is_plain_tree(node: Node | None) -> bool:
    """Return whether a tree is nothing but texts without quotation marks, fields and operators."""
    parts = node.parts if isinstance(node, And) else (node,)
    return all(isinstance(part, TextCondition) and part.is_plain for part in parts)


def _order(notices: list[Notice]) -> tuple[Notice, ...]:
    return tuple(dict.fromkeys(sorted(notices, key=lambda notice: notice.start)))


def _is_copied(tokens: list[Token], node: Node | None) -> bool:
    """Return whether a query is a text that begins with a hyphen and a number, such as ``-19疫情``."""
    is_hyphen = bool(tokens) and _is_hyphen_before_number(tokens, 0)
    return is_hyphen and node is not None and not has_inclusion(node)


def _is_hyphen_before_number(tokens: list[Token], index: int) -> bool:
    following = tokens[index + 1 : index + 2]
    is_hyphen = tokens[index].kind == "not" and tokens[index].text in "-－"
    return (
        is_hyphen
        and bool(following)
        and following[0].kind == "text"
        and not following[0].name
        and _NUMBERED(following[0].text) is not None
    )


def _has_meant_exclusion(tokens: list[Token]) -> bool:
    return any(token.kind == "not" and not _is_hyphen_before_number(tokens, at) for at, token in enumerate(tokens))


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


def format_query(node: Node, scope: str | None = None) -> str:
    """Write a tree as a query that ``parse_query`` reads as the same tree, without notices."""
    return format_tree(node, scope, _is_plain)


def _is_plain(text: TextCondition, written: str) -> bool:
    """Return whether a text without quotation marks is read as one, even within brackets."""
    if any(
        written.count(one) != written.count(other) for one, other in zip(OPEN_BRACKETS, CLOSE_BRACKETS, strict=True)
    ):
        return False
    lexer = Lexer(written)
    tokens = list(lexer.scan())
    if len(tokens) != 1 or tokens[0].kind != "text" or tokens[0].name:
        return False
    node = Parser(written, tokens, lexer.notices).parse()
    is_same = isinstance(node, TextCondition) and node.is_prefix == text.is_prefix
    return is_same and tokens[0].text == written and not lexer.notices
