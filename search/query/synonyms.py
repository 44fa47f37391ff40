"""Other ways to say the same: short forms of the field, and Taiwan's words for places and things.

The reviewed list is ``synonyms.txt``; readers see what was added and can switch it off.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

import opencc

from search.chinese.folding import fold, to_simplified
from search.query.parser import And, Node, Not, Or, Query, TextCondition

SYNONYMS_FILE = Path(__file__).with_name("synonyms.txt")
MAX_ALTERNATIVES = 8  # of one text; a longer list would slow a query down without helping


def read_synonym_groups(path: Path = SYNONYMS_FILE) -> list[tuple[str, ...]]:
    """The groups of the list, each a row of terms as printed."""
    lines = (line.split("\t")[0] for line in path.read_text("utf-8").splitlines() if line and line[0] != "#")
    return [tuple(term.strip() for term in line.split("=")) for line in lines]


@cache
def _partners() -> dict[str, tuple[tuple[str, str], ...]]:
    """Each folded term with the other terms of its groups, folded and as printed."""
    partners: dict[str, tuple[tuple[str, str], ...]] = {}
    for group in read_synonym_groups():
        for term in group:
            others = tuple((fold(other), other) for other in group if other != term)
            partners[fold(term)] = partners.get(fold(term), ()) + others
    return partners


@cache
def _by_first() -> dict[str, list[str]]:
    """The terms by their first character."""
    terms: dict[str, list[str]] = {}
    for term in _partners():
        terms.setdefault(term[0], []).append(term)
    return terms


@cache
def _taiwan() -> opencc.OpenCC:
    return opencc.OpenCC("tw2sp")


@lru_cache(maxsize=2_000)
def to_mainland_terms(typed: str) -> str:
    """The words of Taiwan said as on the mainland: 查德 → 乍得."""
    return _taiwan().convert(typed)


@lru_cache(maxsize=2_000)
def is_simplified(typed: str) -> bool:
    """Whether ``typed`` holds no traditional character: in quotation marks it is then meant to the letter."""
    return to_simplified(typed) == typed


def expand_query(query: Query, use_synonyms: bool = True) -> tuple[Query, tuple[str, ...]]:
    """The query with its texts widened, and the terms added by the synonym list, to be shown."""
    added: list[str] = []
    node = _expand(query.node, use_synonyms, added) if query.node else None
    return query if node is query.node else replace(query, node=node), tuple(dict.fromkeys(added))


def _expand(node: Node, use_synonyms: bool, added: list[str]) -> Node:
    if isinstance(node, And | Or):
        return type(node)(tuple(_expand(part, use_synonyms, added) for part in node.parts))
    if isinstance(node, Not):
        return Not(_expand(node.part, use_synonyms, added))
    if not isinstance(node, TextCondition) or node.scope == "symbol":
        return node
    others = [] if node.is_phrase and is_simplified(node.typed) else [to_mainland_terms(node.typed)]
    if use_synonyms and not node.is_phrase:
        others += _synonyms(node, added)
    return _either(node, others)


def _synonyms(text: TextCondition, added: list[str]) -> Iterable[str]:
    """The text with each known term in it replaced by its partners; what is added is noted."""
    found = []
    terms = _terms_in(text.text)
    for term in terms:
        if not any(term in other and term != other for other in terms):  # a longer one that covers it speaks for it
            for folded, printed in _partners()[term]:
                if folded not in text.text:
                    found.append(text.text.replace(term, folded))
                    added.append(printed)
    return found


def _terms_in(string: str) -> list[str]:
    """The terms of the list in ``string``; most are ruled out by their first character."""
    return [term for first in dict.fromkeys(string) for term in _by_first().get(first, ()) if term in string]


def _either(text: TextCondition, others: Iterable[str]) -> Node:
    unique = dict.fromkeys(fold(other) for other in others if other != text.typed)
    alternatives = [replace(text, text=other) for other in unique if other and other != text.text]
    return Or((text, *alternatives[: MAX_ALTERNATIVES - 1])) if alternatives else text
