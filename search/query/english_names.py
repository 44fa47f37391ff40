"""English names and terms (``english_names.txt``) in a query, each with the Chinese one as an alternative."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from search.chinese.folding import fold
from search.query.name_pairs import read_name_pairs
from search.query.parser import And, Node, Not, Or, TextCondition

ENGLISH_NAMES_FILE = Path(__file__).with_name("english_names.txt")
_LATIN_WORD = re.compile(r"[a-z0-9]+")


def read_english_names() -> list[tuple[str, str]]:
    """Read the English names with the Chinese ones, as printed."""
    return read_name_pairs(ENGLISH_NAMES_FILE)


def _split_latin(text: str) -> tuple[str, ...]:
    return tuple(_LATIN_WORD.findall(text))


@cache
def _chinese_names() -> dict[tuple[str, ...], str]:
    """Return the Chinese names by the folded words of the English ones."""
    return {_split_latin(fold(english)): chinese for english, chinese in read_english_names()}


@cache
def _max_words() -> int:
    return max(map(len, _chinese_names()))


def add_chinese_names(node: Node, added: list[str]) -> Node:
    """Return the tree with the Chinese name beside each English one; append the names to ``added``.

    The words of a name must follow one another: ``Western Sahara`` is a name, ``Sahara, Western`` is not.
    """
    if isinstance(node, Or):
        return Or(tuple(add_chinese_names(part, added) for part in node.parts))
    if isinstance(node, Not):
        return Not(add_chinese_names(node.part, added))
    parts = node.parts if isinstance(node, And) else (node,)
    expanded = tuple(_expand_parts(parts, added))
    return expanded[0] if len(expanded) == 1 else And(expanded)


def _expand_parts(parts: Sequence[Node], added: list[str]) -> Iterator[Node]:
    """Yield the parts; those that make up the longest name become one."""
    start = 0
    while start < len(parts):
        end, name = _find_name(parts, start)
        if name:
            added.append(name)
            words = parts[start] if end == start + 1 else And(tuple(parts[start:end]))
            first = parts[start]
            assert isinstance(first, TextCondition)
            yield Or((words, replace(first, text=fold(name), typed=name)))
        else:
            part = parts[start]
            yield add_chinese_names(part, added) if isinstance(part, And | Or | Not) else part
        start = end


def _find_name(parts: Sequence[Node], start: int) -> tuple[int, str]:
    """Return the end of the longest name that begins at part ``start``, and the Chinese name; "" when there is none."""
    found, words = (start + 1, ""), list[str]()
    for end in range(start, min(len(parts), start + _max_words())):
        part = parts[end]
        if not isinstance(part, TextCondition) or part.is_phrase or part.is_prefix or part.scope == "symbol":
            break
        if not part.text.isascii() or part.scope != getattr(parts[start], "scope", None):
            break
        words += _split_latin(part.text)
        if name := _chinese_names().get(tuple(words)):
            found = end + 1, name
    return found
