"""Names of subjects that contain a term as whole words: 制裁 in 遵守制裁, 索马里 in 索马里局势, but not 马里."""

import re
import unicodedata
from functools import cache, lru_cache
from itertools import accumulate

from search.chinese.cover import split_words
from search.chinese.dictionary import Dictionary, load_dictionary, read_dictionary_terms
from search.chinese.folding import fold

_PLACES_REMARK = "决议中的国名与地名"  # of the names of places in the dictionary
_FUNCTION_CHARACTERS = frozenset("的之和与及或中对在为以")
_FUNCTION_WORDS = frozenset(("a", "an", "and", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"))
_QUALIFIERS = frozenset("核反小非")  # 核裁军 is a kind of 裁军, but 南苏丹 is no part of 苏丹
_MAX_KEPT_NAMES = 20_000
_is_part = re.compile(r"\n|--+|[—–,，、;；:：()（）]+").split
_AND = re.compile("([和与])")
_RUN = re.compile(r"[a-z0-9]+|[^\W_a-z0-9]+")


def names_term(names: str, term: str, is_prefix: bool = False) -> bool:
    """Return whether one of several folded names, a line each, contains a folded term as whole words.

    >>> [names_term("索马里局势\\nsomalia situation", term) for term in ("索马里", "局势", "somalia", "马里", "somali")]
    [True, True, True, False, False]
    >>> names_term("恐怖主义", "恐", is_prefix=True), names_term("苏丹——政治状况", "苏丹 政治状况")
    (True, True)

    Punctuation and blanks do not matter. A function word such as 和 names nothing; another single character names a
    whole part of a name, or what stands before its word: 核 in 核裁军. With ``is_prefix`` the last word may go on.
    """
    wanted = _compact(term)
    if not wanted or _says_nothing(term):
        return wanted != "" and any(_compact(name) == wanted for name in names.split("\n"))
    return any(_contains(name, wanted, is_prefix) for name in names.split("\n"))


def _contains(name: str, wanted: str, is_prefix: bool) -> bool:
    compact = _compact(name)
    if wanted not in compact:
        return False
    bounds = _bounds(name)
    is_alone = len(wanted) == 1 and not is_prefix and wanted not in _QUALIFIERS and not wanted.isascii()
    if is_alone:
        return any(_compact(part) == wanted for part in _is_part(name))
    at = compact.find(wanted)
    while at >= 0:
        if at in bounds and (is_prefix or at + len(wanted) in bounds):
            return True
        at = compact.find(wanted, at + 1)
    return False


@lru_cache(maxsize=_MAX_KEPT_NAMES)
def _compact(name: str) -> str:
    """Return the letters, digits and characters of a folded name."""
    return "".join(one for one in name if one.isalnum() or unicodedata.category(one).startswith("M"))


@lru_cache(maxsize=_MAX_KEPT_NAMES)
def _bounds(name: str) -> frozenset[int]:
    """Return the places in the compact name where a word begins or ends."""
    words = [_compact(word) for run in _RUN.findall(name) for word in _split_run(run)]
    return frozenset((0, *accumulate(map(len, words))))


def _split_run(run: str) -> list[str]:
    if run.isascii():
        return [run]
    dictionary = load_dictionary()
    return [part for word in split_words(run, dictionary) for part in _split_word(word, dictionary)]


def _split_word(word: str, dictionary: Dictionary) -> list[str]:
    """Return the shortest words of a compound word; a place's name is split at 和 alone, unless it is 某某共和国."""
    if word in _place_names() and not word.endswith("国"):
        return _AND.split(word)
    if len(word) < 3:
        return [word]
    parts = dictionary.split_compound(word)
    first, *rest = parts or [word]
    says_enough = all(len(part) > 1 or part in _FUNCTION_CHARACTERS for part in rest)
    if not rest or not says_enough or (len(first) == 1 and first not in _QUALIFIERS):
        return [word]
    return [shorter for part in parts for shorter in _split_word(part, dictionary)]


@cache
def _place_names() -> frozenset[str]:
    terms = read_dictionary_terms()
    return frozenset(fold(term) for term, remark in terms.items() if remark == _PLACES_REMARK)


def _says_nothing(term: str) -> bool:
    words = _RUN.findall(term)
    return all(word in _FUNCTION_WORDS or _FUNCTION_CHARACTERS.issuperset(word) for word in words)
