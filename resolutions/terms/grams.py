"""Word groups of a paragraph that may be a term: English words in a row, Chinese words in a row."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from resolutions.text.english_words import BARRIER, COMMON_WORDS, JOINED, split_words, stem_word
from search.chinese.cover import split_words as split_chinese_words
from search.chinese.dictionary import Dictionary


def _read_words(name: str) -> frozenset[str]:
    return frozenset(Path(__file__).with_name(name).read_text("utf-8").split())


MAX_ENGLISH_WORDS = 5
MAX_CHINESE_WORDS = 4
MAX_CHINESE_LENGTH = 14  # characters
_RUN_ENDS = "。，、；：？！（）()《》“”\"' \n,;:.—…-"
# A term begins and ends with none of these: particles, counts, and words that only join.
_FUNCTION_CHARACTERS = frozenset(
    "的和与及或对在为以等所其该各将被应于由向从至并而且也还有是这那此第号段条项个年月日次不内外中上下之可须能会要已"
)
_FUNCTION_WORDS = _read_words("chinese_function_words.txt")
_JOINING_WORDS = COMMON_WORDS | _read_words("english_joining_words.txt")


def english_key(text: str) -> str:
    """Return the words of a folded text without common endings, one blank between them.

    >>> english_key("peacekeeping operations")
    'peacekeep operation'
    """
    return " ".join(map(stem_word, text.split()))


def iter_passages(words: str) -> Iterator[list[str]]:
    """Yield the words of each passage of ``ParagraphPair.words``, without the repetition with joined hyphens."""
    for passage in words.split(BARRIER):
        yield passage.partition(JOINED)[0].split()


def english_grams(text: str) -> Iterator[str]:
    """Yield the groups of one to five words within the punctuation marks of a text, folded.

    A group neither begins nor ends with a common word or a number.

    >>> list(english_grams("Condemns the attack, again"))
    ['condemns', 'condemns the attack', 'attack']
    """
    return (gram for gram, _ in english_grams_with_keys(text))


def english_grams_with_keys(text: str) -> Iterator[tuple[str, str]]:
    """Yield the groups of ``english_grams``, each with its ``english_key``.

    >>> list(english_grams_with_keys("Condemns attacks"))
    [('condemns', 'condemn'), ('condemns attacks', 'condemn attack'), ('attacks', 'attack')]
    """
    for run in _split_at_marks(text):
        words = [word.text for word in split_words(run)]
        stems = list(map(stem_word, words))
        for start, end in _iter_groups(words, MAX_ENGLISH_WORDS, _is_english_edge):
            yield " ".join(words[start:end]), " ".join(stems[start:end])


_split_at_marks = re.compile(r"[,;:.!?()\[\]“”\"—–\n]+").split


def _is_english_edge(word: str) -> bool:
    return len(word) > 1 and word not in _JOINING_WORDS and not word[0].isdigit()


def chinese_grams(text: str, dictionary: Dictionary) -> Iterator[str]:
    """Yield the groups of one to four words of a folded text within its punctuation marks, without numbers.

    >>> from search.chinese.dictionary import Dictionary
    >>> list(chinese_grams("谴责袭击", Dictionary(["谴责", "袭击"])))
    ['谴责', '谴责袭击', '袭击']
    """
    for run in text.translate(_AS_BREAKS).split("\n"):
        words = split_chinese_words(run, dictionary)
        for start, end in _iter_groups(words, MAX_CHINESE_WORDS, _is_chinese_edge):
            if len(gram := "".join(words[start:end])) <= MAX_CHINESE_LENGTH and len(gram) > 1 and not _has_ascii(gram):
                yield gram


_AS_BREAKS = str.maketrans(dict.fromkeys(_RUN_ENDS, "\n"))


def _is_chinese_edge(word: str) -> bool:
    return word not in _FUNCTION_CHARACTERS and word not in _FUNCTION_WORDS and not word.isascii()


def _has_ascii(gram: str) -> bool:
    return any(character.isascii() for character in gram)


def _iter_groups(words: Sequence[str], most: int, is_edge: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    """Yield the place of the first word of each group, and the place behind its last."""
    edges = [is_edge(word) for word in words]
    for start in range(len(words)):
        if edges[start]:
            for end in range(start + 1, min(start + most, len(words)) + 1):
                if edges[end - 1]:
                    yield start, end


def is_part(part: str, whole: str) -> bool:
    """Return whether a group is, or is in, another one; an English word is no part of a longer word.

    >>> is_part("human", "human rights"), is_part("art", "party"), is_part("禁运", "武器禁运")
    (True, False, True)
    """
    return f" {part} " in f" {whole} " if part.isascii() else part in whole


def is_cut_off(part: str, whole: str) -> bool:
    """Return whether a group is a longer one without the words, or characters, that stand directly beside it.

    >>> is_cut_off("human", "human rights"), is_cut_off("crime prevention", "crime prevention and criminal justice")
    (True, False)

    What only a common word joins to it is no part of the term.
    """
    if part == whole or not is_part(part, whole):
        return False
    if not part[0].isascii():
        before, _, after = whole.partition(part)
        return _FUNCTION_CHARACTERS.isdisjoint(before[-1:] + after[:1])
    before, _, after = f" {whole} ".partition(f" {part} ")
    neighbours = [*before.split()[-1:], *after.split()[:1]]
    return bool(neighbours) and COMMON_WORDS.isdisjoint(neighbours)
