"""Other readings of a query for the documents that lack some words: homophones, slips of one character, pinyin.

A reading replaces only what occurs in no document, by a word that occurs in some.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby

from search.chinese.dictionary import read_dictionary_terms
from search.chinese.folding import fold
from search.chinese.homophones import find_homophones, find_words_of_pinyin
from search.query.edits import MIN_EDITED_LENGTH, is_one_edit
from search.query.parser import Node, Or, TextCondition
from search.query.synonyms import expand_node
from search.results.matching import Matcher

MAX_CORRECTED_TEXT = 24  # characters; a longer text was copied, not typed
MAX_READINGS = 3  # of one string
MAX_EDITED_LENGTH = 12
_NUMERALS = frozenset("0123456789〇零一二三四五六七八九十百千")


@dataclass(frozen=True, slots=True)
class Slip:
    """A folded string that occurs nowhere, and the words that may be meant, those in most documents first."""

    typed: str
    words: tuple[str, ...]


_Piece = tuple[Node, Slip | None]  # a condition, and the slip in it


def correct_conditions(conditions: Iterable[Node], matcher: Matcher) -> tuple[list[Node], tuple[Slip, ...]]:
    """Return free conditions with other readings as alternatives, and the slips that were read otherwise."""
    pieces: list[_Piece] = []
    for is_latin, run in groupby(conditions, _is_latin):
        nodes = list(run)
        pieces += _correct_latin(nodes, matcher) if is_latin else _correct_chinese(nodes, matcher)
    return [node for node, _ in pieces], tuple(dict.fromkeys(slip for _, slip in pieces if slip))


def _is_latin(node: Node) -> bool:
    return isinstance(node, TextCondition) and node.text.isascii() and node.text.isalpha()


def _correct_latin(nodes: Sequence[Node], matcher: Matcher) -> Iterator[_Piece]:
    """Read words of letters as pinyin, first all of them joined."""
    texts = [node for node in nodes if isinstance(node, TextCondition)]
    joined = replace(texts[0], text="".join(text.text for text in texts))
    words = _read_pinyin(joined.text, matcher)
    if words:
        yield _offer(joined, words)
    else:
        yield from (_offer(text, _read_pinyin(text.text, matcher)) for text in texts)


def _read_pinyin(letters: str, matcher: Matcher) -> list[str]:
    return [] if _occurs(letters, matcher) else _choose(find_words_of_pinyin(letters, matcher.dictionary), matcher)


def _correct_chinese(nodes: Iterable[Node], matcher: Matcher) -> Iterator[_Piece]:
    for node in nodes:
        text = _typed_text(node)
        pieces = list(_split_at_slips(text.text, matcher)) if text and len(text.text) <= MAX_CORRECTED_TEXT else []
        if text and any(words for _, words in pieces):
            yield from (_offer(replace(text, text=string, typed=string), words) for string, words in pieces)
        else:
            yield node, None


def _typed_text(node: Node) -> TextCondition | None:
    """Return the text that the reader typed; None for alternatives of the reader's own."""
    parts = node.parts if isinstance(node, Or) else (node,)
    texts = [part for part in parts if isinstance(part, TextCondition)]
    return texts[0] if len(texts) == len(parts) and len({text.typed for text in texts}) == 1 else None


def _split_at_slips(text: str, matcher: Matcher) -> Iterator[tuple[str, list[str]]]:
    """Yield the pieces of a text, each with its other readings; none for a piece that stays."""
    boundaries = [0]
    for word in matcher.split_words(text):
        boundaries.append(boundaries[-1] + len(word))
    if boundaries[-1] != len(text):
        return  # punctuation between the words
    done = start = 0
    while start < len(boundaries) - 1:
        end, words = _find_slip(text, boundaries, start, matcher)
        if words:
            if boundaries[start] > boundaries[done]:
                yield text[boundaries[done] : boundaries[start]], []
            yield text[boundaries[start] : boundaries[end]], words
            done = end
        start = end
    if done < len(boundaries) - 1:
        yield text[boundaries[done] :], []


def _find_slip(text: str, boundaries: Sequence[int], start: int, matcher: Matcher) -> tuple[int, list[str]]:
    """Return the end of the longest slip that begins at a boundary, and its readings; the next boundary without one."""
    homophones = find_homophones(text[boundaries[start] :], matcher.dictionary)
    for end in range(len(boundaries) - 1, start, -1):
        string = text[boundaries[start] : boundaries[end]]
        words = _choose((word for word in homophones if len(word) == len(string)), matcher)
        words = words or _choose(_find_edited(string, matcher), matcher)
        if words and not _occurs(string, matcher):
            return end, words
    return start + 1, []


def _find_edited(string: str, matcher: Matcher) -> Iterator[str]:
    """Yield words with two neighbours exchanged, then terms of the field that differ by one character."""
    if not 1 < len(string) <= MAX_EDITED_LENGTH:
        return
    for at in range(len(string) - 1):
        swapped = string[:at] + string[at + 1] + string[at] + string[at + 2 :]
        if swapped != string and matcher.dictionary.words.get(swapped):
            yield swapped
    if len(string) >= MIN_EDITED_LENGTH and not matcher.dictionary.words.get(string):
        for length in (len(string), len(string) - 1, len(string) + 1):
            for term in _field_terms().get(length, ()):
                if is_one_edit(term, string) and not _NUMERALS & (set(term) ^ set(string)):
                    yield term


def find_similar_words(text: str, matcher: Matcher) -> list[str]:
    """Return words that sound like a folded text, or differ from it by one character, and occur; the frequent first."""
    homophones = (word for word in find_homophones(text, matcher.dictionary) if len(word) == len(text))
    return _choose((word for word in (*homophones, *_find_edited(text, matcher)) if word != text), matcher)


@cache
def _field_terms() -> dict[int, list[str]]:
    """Return the folded terms of the field by length."""
    terms: dict[int, list[str]] = {}
    for term in map(fold, read_dictionary_terms()):
        terms.setdefault(len(term), []).append(term)
    return terms


def _choose(words: Iterable[str], matcher: Matcher) -> list[str]:
    """Return the words that occur in some document, those in most documents first."""
    counts = {word: len(matcher.snapshot.postings(matcher.scope, word).ids) for word in words}
    return sorted((word for word in counts if counts[word]), key=lambda word: -counts[word])[:MAX_READINGS]


def _occurs(string: str, matcher: Matcher) -> bool:
    return bool(len(matcher.match_string(string, matcher.scope).ids))


def _offer(text: TextCondition, words: Sequence[str]) -> _Piece:
    """Return the text with other readings, and the synonyms of those, as alternatives."""
    if not words:
        return expand_node(text), None
    readings = [_alternatives(replace(text, text=word, typed=word)) for word in words]
    return Or((text, *(alternative for alternatives in readings for alternative in alternatives))), Slip(
        text.text, tuple(words)
    )


def _alternatives(text: TextCondition) -> tuple[Node, ...]:
    node = expand_node(text)
    return node.parts if isinstance(node, Or) else (node,)
