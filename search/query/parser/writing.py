"""Writing of a tree as a query that ``parse_query`` reads as the same tree."""

import re
from collections.abc import Callable, Iterable
from datetime import date

from search.query.parser.fields import FIELD_NAMES, SCOPE_WORDS, SECTION_FIELDS, VERB_GROUPS, format_value
from search.query.parser.lexer import (
    CLOSE_QUOTES,
    OPEN_QUOTES,
    PARAGRAPH_WORDS,
    SENTENCE_WORDS,
)
from search.query.parser.nodes import (
    And,
    CharterCondition,
    CitationCountCondition,
    CitedByCondition,
    CitesCondition,
    DateCondition,
    Everything,
    KeywordCondition,
    Near,
    Node,
    Not,
    Or,
    Relation,
    SimilarCondition,
    SubjectCondition,
    TextCondition,
    VerbCondition,
    WildcardCondition,
    YearCondition,
)
from search.query.parser.ranges import MAX_COUNT, MAX_YEAR, MIN_YEAR
from search.query.parser.sections import EXCLUDED_PREFIX

_QUOTES = re.compile(f"[{OPEN_QUOTES}{CLOSE_QUOTES}]")
_NAMES = {name: others[0] for name, others in (FIELD_NAMES | SECTION_FIELDS).items()}
IsPlain = Callable[[TextCondition, str], bool]


def format_tree(node: Node, scope: str | None, is_plain: IsPlain) -> str:
    """Write a tree, and the section that limits all of it.

    ``is_plain`` says whether a text written without quotation marks is read as that text.
    """
    written = _Writer(is_plain).write(node)
    return f"{written} 段落:{SCOPE_WORDS[scope][0]}" if scope in SCOPE_WORDS and scope != "all" else written


class _Writer:
    def __init__(self, is_plain: IsPlain):
        self._is_plain = is_plain

    def write(self, node: Node, is_nested: bool = False) -> str:
        """Write a tree; with ``is_nested`` in brackets when it has several parts."""
        if isinstance(node, TextCondition):
            return self._text(node)
        if isinstance(node, Not):
            return f"NOT {self.write(node.part, True)}"
        if isinstance(node, Near):
            return self._near(node, is_nested)
        if isinstance(node, And | Or):
            return _join(
                (self.write(part, True) for part in node.parts), " OR " if isinstance(node, Or) else " ", is_nested
            )
        if isinstance(node, WildcardCondition):
            return _with_scope(node.typed, node.scope)
        if isinstance(node, SimilarCondition):
            return _with_scope(node.typed + "~", node.scope)
        return _format_value_condition(node)

    def _near(self, node: Near, is_nested: bool) -> str:
        written = self.write(node.parts[0], True)
        for relation, part in zip(node.relations, node.parts[1:], strict=True):
            written += f" {_format_relation(relation)} {self.write(part, True)}"
        return f"({written})" if is_nested else written

    def _text(self, text: TextCondition) -> str:
        typed = text.typed.strip()
        plain = typed + ("*" if text.is_prefix else "")
        is_pattern = text.is_word or (text.is_name and typed.endswith("~"))
        if is_pattern or (not text.is_phrase and self._is_plain(text, plain)):
            return _with_scope(plain, text.scope)
        return _with_scope('"' + _QUOTES.sub("", typed) + '"', text.scope)


def _join(parts: Iterable[str], operator: str, is_nested: bool) -> str:
    """Join parts that differ: alternatives by synonyms are written alike."""
    unique = list(dict.fromkeys(parts))
    written = operator.join(unique)
    return f"({written})" if is_nested and len(unique) > 1 else written


def _with_scope(written: str, scope: str | None) -> str:
    if not scope or scope == "all":
        return written
    if scope.startswith(EXCLUDED_PREFIX):
        return f"({written} -段落:{SCOPE_WORDS[scope.removeprefix(EXCLUDED_PREFIX)][0]})"
    return f"{_NAMES[scope]}:{written}"


def _format_relation(relation: Relation) -> str:
    names = {"paragraph": PARAGRAPH_WORDS[0], "sentence": SENTENCE_WORDS[0]}
    return names[relation] if isinstance(relation, str) else f"NEAR/{relation}"


def _format_value_condition(node: Node) -> str:
    if isinstance(node, YearCondition):
        return "年份:" + _format_span(node.first, node.last, MIN_YEAR, MAX_YEAR)
    if isinstance(node, DateCondition):
        return "日期:" + _format_span(node.first, node.last, date.min, date.max)
    if isinstance(node, CitationCountCondition):
        return f"被引:{node.first}..{node.last if node.last < MAX_COUNT else ''}"
    if isinstance(node, CitesCondition):
        return f"引用:{node.symbol}"
    if isinstance(node, CharterCondition):
        return f"引用:ch.{node.chapter}"
    if isinstance(node, CitedByCondition):
        return f"被引:{node.symbol}"
    if isinstance(node, VerbCondition):
        return _format_verbs(node)
    if isinstance(node, KeywordCondition):
        return f"{_NAMES[node.field]}:{format_value(node.field, node.value)}"
    if isinstance(node, SubjectCondition):
        return _format_subject(node)
    assert isinstance(node, Everything)
    return "*"


def _format_subject(node: SubjectCondition) -> str:
    written = node.typed + "*" * node.is_prefix
    return f"主题词:{written}" if node.typed.isalnum() else f'主题词:"{_QUOTES.sub("", written)}"'


def _format_span(first: object, last: object, least: object, greatest: object) -> str:
    if first == last:
        return str(first)
    return f"{first if first != least else ''}..{last if last != greatest else ''}"


def _format_verbs(node: VerbCondition) -> str:
    names = [group for group, words in VERB_GROUPS.items() if words == node.verbs and len(words) > 1]
    written = f"动词:{(*names, *node.verbs)[0]}"
    return f"({written} 引用:{node.symbol})" if node.symbol else written
