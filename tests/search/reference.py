"""References for the numpy code of the search: they read a folded text character by character."""

import re
from collections import Counter
from collections.abc import Collection, Iterator

from search.chinese.dictionary import Dictionary
from search.chinese.gap_characters import is_gap_character
from search.chinese.tokens import EDGE_NGRAM_PREFIX, MAX_JOINED_WORDS, MAX_NGRAM_LENGTH, NGRAM_PREFIX

LETTERS, DIGITS, CHINESE_DIGITS = (
    set(s) for s in ("abcdefghijklmnopqrstuvwxyz", "0123456789", "〇零一二三四五六七八九")
)
WORD = re.compile("[a-z0-9]+")


def is_barrier(text: str, before: int, after: int, unit_starts: Collection[int] = ()) -> bool:
    """True when only a query that has punctuation there too crosses what is between two offsets."""
    gap, around = set(text[before + 1 : after]), {text[before], text[after]}
    if not gap:
        return False
    crosses_unit = any(before < start <= after for start in unit_starts)
    return (
        crosses_unit
        or bool(gap & set("。!?"))
        or around <= DIGITS
        or (around <= LETTERS and not gap <= set("-'·"))
        or (around <= CHINESE_DIGITS and not gap <= {"·"})
    )


def split_at_gaps(text: str) -> list[int]:
    """The offsets of the characters that are no punctuation."""
    return [offset for offset, character in enumerate(text) if not is_gap_character(character)]


def find(text: str, string: str, unit_starts: Collection[int] = ()) -> Iterator[tuple[int, int]]:
    """The ranges of a folded text that read like a string; those may overlap."""
    kept, wanted = split_at_gaps(text), split_at_gaps(string)
    for first in range(len(kept) - len(wanted) + 1):
        offsets = kept[first : first + len(wanted)]
        if [text[i] for i in offsets] == [string[i] for i in wanted] and all(
            _fits(text, offsets[n - 1 : n + 1], wanted[n] - wanted[n - 1] > 1, unit_starts)
            for n in range(1, len(wanted))
        ):
            yield offsets[0], offsets[-1] + 1


def _fits(text: str, offsets: list[int], is_gap_typed: bool, unit_starts: Collection[int]) -> bool:
    before, after = offsets
    if {text[before], text[after]} <= DIGITS:
        return is_gap_typed == (after - before > 1)
    return is_gap_typed or not is_barrier(text, before, after, unit_starts)


def tokens(text: str, dictionary: Dictionary, unit_starts: Collection[int] = ()) -> Counter[tuple[int, str]]:
    """Count the tokens of the folded ``text`` with their positions, punctuation left out."""
    found: Counter[tuple[int, str]] = Counter()
    for stretch, position, word_starts in _stretches(text, unit_starts):
        found += Counter({(position + i, t): n for (i, t), n in _tokens(stretch, word_starts, dictionary).items()})
    return found


def _stretches(text: str, unit_starts: Collection[int]) -> Iterator[tuple[str, int, set[int]]]:
    """The parts of a text between barriers without punctuation, their positions, and where a gap was in them."""
    kept = split_at_gaps(text)
    stretch, start, gaps = "", 0, set()
    for position, offset in enumerate(kept):
        before = kept[position - 1] if position else offset - 1
        if position and is_barrier(text, before, offset, unit_starts):
            yield stretch, start, gaps
            stretch, start, gaps = "", position, set()
        elif offset - before > 1:
            gaps.add(len(stretch))
        stretch += text[offset]
    yield stretch, start, gaps


def _tokens(text: str, gaps: set[int], dictionary: Dictionary) -> Counter[tuple[int, str]]:
    found = Counter((i, c) for i, c in enumerate(text) if c != "\n" and not WORD.match(c))
    for i in range(len(text)):
        for j in range(i + 2, len(text) + 1):
            if text[i:j] not in dictionary.words:
                break
            found.update([(i, text[i:j])] if dictionary.words[text[i:j]] else [])
    for run in WORD.finditer(text):
        bounds = [run.start(), *(gap for gap in sorted(gaps) if run.start() < gap < run.end()), run.end()]
        for number, start in enumerate(bounds[:-1]):
            found.update((start, text[start:end]) for end in bounds[number + 1 :][:MAX_JOINED_WORDS])
            found.update((start, EDGE_NGRAM_PREFIX + ngram) for ngram in _ngrams(text, start, run.end()))
        for start in range(*run.span()):
            found.update((start, NGRAM_PREFIX + ngram) for ngram in _ngrams(text, start, run.end()))
    return found


def _ngrams(text: str, start: int, end: int) -> list[str]:
    return [text[start:stop] for stop in range(start + 1, min(start + MAX_NGRAM_LENGTH, end) + 1)]
