"""Patterns of words in a query, ``wom?n`` and ``安理会~``: texts take the place of such conditions."""

from collections.abc import Callable
from dataclasses import replace

from search.query.parser import WITH_PARTS, Narrow, Node, Not, Or, SimilarCondition, TextCondition, WildcardCondition

Pattern = WildcardCondition | SimilarCondition
Find = Callable[[Pattern], list[TextCondition]]  # at least one text


def replace_patterns(node: Node | None, find: Find) -> Node | None:
    """Return a tree with the texts of ``find`` in place of each pattern; the same tree when it has none."""
    if isinstance(node, WildcardCondition | SimilarCondition):
        texts = find(node)
        return texts[0] if len(texts) == 1 else Or(tuple(texts))
    if isinstance(node, Not | Narrow):
        part = replace_patterns(node.part, find)
        return node if part is node.part or part is None else replace(node, part=part)
    if isinstance(node, WITH_PARTS):
        parts = tuple(part for each in node.parts if (part := replace_patterns(each, find)))
        is_same = all(one is other for one, other in zip(parts, node.parts, strict=True))
        return node if is_same else replace(node, parts=parts)
    return node


def fits_pattern(word: str, pattern: str) -> bool:
    """Return whether a word fits a pattern: ``*`` stands for any characters, ``?`` for one.

    >>> [fits_pattern(word, "wom?n*") for word in ("women", "womens", "womn")]
    [True, True, False]
    """
    at = mark = 0
    star = -1
    while at < len(word):
        index = mark
        if index < len(pattern) and pattern[index] == "*":
            star, mark, restart = index, index + 1, at
        elif index < len(pattern) and pattern[index] in ("?", word[at]):
            at, mark = at + 1, mark + 1
        elif star >= 0:
            restart += 1
            at, mark = restart, star + 1
        else:
            return False
    return all(character == "*" for character in pattern[mark:])


def build_text(pattern: Pattern, word: str) -> TextCondition:
    """Return the condition for a word that fits: a whole number or Latin word, or a Chinese string."""
    typed = pattern.typed + ("~" if isinstance(pattern, SimilarCondition) else "")
    is_word = word.isascii()
    return TextCondition(word, typed, scope=pattern.scope, is_word=is_word, is_name=not is_word)
