"""Query expansion: synonyms of the field, other names, the mainland's terms for Taiwan's, and notations of numbers.

Synonyms come from the reviewed list ``synonyms.txt``, other names from ``other_names.txt``, English names from
``english_names.txt``. A query in traditional
characters is converted to the mainland's terms by OpenCC (``tw2sp``); one in simplified characters is not, because
such a conversion would change words of the mainland (支援 to 支持). Readers see what was added and can switch it off.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from operator import is_
from pathlib import Path

from resolutions.text.fold import is_ascii_word
from search.chinese.folding import fold, load_conversion, to_simplified
from search.chinese.needles import Needle, parse_needle
from search.chinese.squeezing import squeeze
from search.query.english_names import add_chinese_names
from search.query.name_pairs import read_name_pairs
from search.query.number_variants import join_spaced_numbers, vary_numbers
from search.query.parser import WITH_PARTS, Node, Not, Or, Query, TextCondition, iter_leaves

SYNONYMS_FILE = Path(__file__).with_name("synonyms.txt")
OTHER_NAMES_FILE = Path(__file__).with_name("other_names.txt")
MAX_NAMED_LENGTH = 20  # characters; a longer conversion is not shown to the reader
MAX_ALTERNATIVES = 8  # of one text, itself included, without those of its numbers; more would slow a query


def read_synonym_groups(path: Path = SYNONYMS_FILE) -> list[tuple[str, ...]]:
    """Read the groups of synonyms, as printed.

    A line has the terms of one group separated by ``=``, then a tab and a remark. ``#`` begins a comment line.
    """
    lines = (line.split("\t")[0] for line in path.read_text("utf-8").splitlines() if line and line[0] != "#")
    return [tuple(term.strip() for term in line.split("=")) for line in lines]


def read_other_names() -> list[tuple[str, str]]:
    """Read the names that are not used by the United Nations, each with the one that is; both as printed."""
    return read_name_pairs(OTHER_NAMES_FILE)


@cache
def _partners() -> dict[str, tuple[tuple[str, str], ...]]:
    """Return for each folded term, without punctuation, the terms to search for as well, each folded and as printed.

    A name of the United Nations has none by itself, but hides a shorter term within it: 尼日 in 尼日利亚.
    """
    partners: dict[str, tuple[tuple[str, str], ...]] = {_key(name): () for _, name in read_other_names()}
    pairs = [(term, other) for group in read_synonym_groups() for term in group for other in group if other != term]
    for term, other in [*pairs, *read_other_names()]:
        if (fold(other), other) not in partners.get(_key(term), ()):
            partners[_key(term)] = (*partners.get(_key(term), ()), (fold(other), other))
    return partners


def _key(term: str) -> str:
    """Return a term as it is looked for, folded and without punctuation."""
    return parse_needle(fold(term)).characters


@cache
def _by_beginning() -> dict[str, list[str]]:
    """Index the folded terms by their first two characters."""
    terms: dict[str, list[str]] = {}
    for term in _partners():
        terms.setdefault(term[:2], []).append(term)
    return terms


@lru_cache(maxsize=2_000)
def to_mainland_terms(typed: str) -> str:
    """Convert Taiwan's terms to those of the mainland, such as 查德 to 乍得."""
    return load_conversion("tw2sp")(typed)


@lru_cache(maxsize=2_000)
def is_simplified(typed: str) -> bool:
    """Return whether ``typed`` has no traditional character. Such a text is not converted."""
    return to_simplified(typed) == typed


def expand_query(query: Query, use_synonyms: bool = True) -> tuple[Query, tuple[str, ...]]:
    """Add alternatives to the texts of a query; return it with the synonyms that were added, as printed."""
    added: list[str] = []
    node = query.node
    if node and use_synonyms and _has_latin(node):
        node = join_spaced_numbers(add_chinese_names(node, added))
    node = _expand(node, use_synonyms, added) if node else None
    return query if node is query.node else query.with_node(node), tuple(dict.fromkeys(added))


def _has_latin(node: Node) -> bool:
    """Return whether any text begins with a Latin letter or a digit; English names and numbers with blanks do."""
    if isinstance(node, TextCondition):
        return node.text[:1].isascii()
    return any(not isinstance(leaf, TextCondition) or leaf.text[:1].isascii() for leaf in iter_leaves(node))


def expand_node(node: Node) -> Node:
    """Add the alternatives to the texts of a tree."""
    return _expand(node, True, [])


def _expand(node: Node, use_synonyms: bool, added: list[str]) -> Node:
    if isinstance(node, WITH_PARTS):
        parts = tuple([_expand(part, use_synonyms, added) for part in node.parts])
        is_same = all(map(is_, parts, node.parts))
        return node if is_same else replace(node, parts=parts)
    if isinstance(node, Not):
        return Not(_expand(node.part, use_synonyms, added))
    if not isinstance(node, TextCondition) or node.scope == "symbol":
        return node
    if not use_synonyms:
        return node
    converted = [] if is_simplified(node.typed) else [to_mainland_terms(node.typed)]
    added += [other for other in converted if fold(other) != node.text and len(other) <= MAX_NAMED_LENGTH]
    alternatives = [replace(node, text=fold(other)) for other in converted]
    if not node.is_phrase:
        if synonyms := _synonyms(node, added):
            is_name = parse_needle(node.text).characters in _partners()  # the whole text is one term
            alternatives += [node.with_text(other, is_name) for other in synonyms]
        alternatives = [*alternatives[: MAX_ALTERNATIVES - 1], *vary_numbers(node, added)]
    return _either(node, alternatives) if alternatives else node


def _synonyms(text: TextCondition, added: list[str]) -> list[str]:
    """Return the variants of a text in which one term is replaced by a synonym; append the synonyms to ``added``."""
    variants = []
    needle = parse_needle(text.text)
    terms = _terms_in(needle)
    for term in terms:
        is_part_of_longer = any(term in other and term != other for other in terms)
        if not is_part_of_longer:
            for folded, printed in _partners()[term]:
                if parse_needle(folded).characters not in needle.characters:
                    variants.append(_replace(text.text, term, folded))
                    added.append(printed)
    return variants


def _terms_in(needle: Needle) -> list[str]:
    """Return the terms of the list that occur in a text."""
    string, by_beginning = needle.characters, _by_beginning()
    beginnings = {string[at : at + 2]: None for at in range(len(string) - 1)}
    found = [term for two in beginnings if two in by_beginning for term in by_beginning[two] if term in string]
    return [term for term in found if not term.isascii() or _is_whole_word(term, needle.string)]


def _is_whole_word(term: str, string: str) -> bool:
    """Return whether a Latin term stands by itself in ``string``; unami in unamir does not."""
    return any(
        not (is_ascii_word(string[start - 1 : start]) or is_ascii_word(string[end : end + 1]))
        for start, end in squeeze(string).find(parse_needle(term))
    )


def _replace(string: str, term: str, other: str) -> str:
    """Replace a term, whatever its punctuation."""
    if parse_needle(string).characters == string:
        return string.replace(term, other)
    pieces, at = [], 0
    for start, end in squeeze(string).find(parse_needle(term)):
        pieces += [string[at:start], other]
        at = end
    return "".join([*pieces, string[at:]])


def _either(text: TextCondition, alternatives: Sequence[TextCondition]) -> Node:
    readings, unique = [_reading(text)], []
    for other in alternatives:
        if other.text and _reading(other) not in readings:
            readings.append(_reading(other))
            unique.append(other)
    return Or((text, *unique)) if unique else text


def _reading(text: TextCondition) -> tuple[str, list[int]]:
    """Return what two texts have in common when punctuation that does not matter is all that they differ in."""
    needle = parse_needle(text.text)
    return (text.text, []) if text.is_phrase else (needle.characters, needle.number_gaps)
