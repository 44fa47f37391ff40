"""Find the paragraph that a correction was made on, in a text that was read again."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from resolutions.text.bare_strings import common_prefix_length, strip_blanks
from resolutions.text.parsed import ParsedParagraph

_MIN_LENGTH = 12  # characters; shorter paragraphs have to be equal
_MIN_SHARE = 0.85  # of the character bigrams that two paragraphs have in common
_PIECE_LENGTHS = (12, 6, 3)  # characters beside the place of a split that find it again


@dataclass(frozen=True, slots=True)
class ParagraphCorrection:
    """A correction of the paragraph with the text ``words``, which was at index ``order``.

    ``action`` is ``change`` (set ``kind`` and ``label``), ``split`` (the second part begins ``at`` characters into the
    words, blanks not counted, and gets ``kind`` and ``label``) or ``join`` (append the next ``count`` paragraphs).
    """

    action: str
    words: str
    order: int
    kind: str = ""
    label: str = ""
    at: int = 0
    count: int = 1


def find_equal(paragraphs: Sequence[ParsedParagraph], correction: ParagraphCorrection) -> int | None:
    """Return the index of the paragraph with the correction's words; of several the nearest to its old index."""
    words = strip_blanks(correction.words)
    places = [place for place, paragraph in enumerate(paragraphs) if strip_blanks(paragraph.text) == words]
    return min(places, key=lambda place: abs(place - correction.order), default=None)


def find_similar(paragraphs: Sequence[ParsedParagraph], correction: ParagraphCorrection) -> int | None:
    """Return the index of the paragraph that differs in few characters, as after a correction of its words."""
    wanted = _bigrams(correction.words)
    if wanted.total() < _MIN_LENGTH:
        return None
    shares = [(_share(wanted, _bigrams(paragraph.text)), place) for place, paragraph in enumerate(paragraphs)]
    near = [(share, -abs(place - correction.order), place) for share, place in shares if share >= _MIN_SHARE]
    return max(near)[-1] if near else None


def is_done(paragraphs: Sequence[ParsedParagraph], correction: ParagraphCorrection) -> bool:
    """Return True when the text has no paragraph with the correction's words and is divided as the correction would."""
    words = strip_blanks(correction.words)
    texts = [strip_blanks(paragraph.text) for paragraph in paragraphs]
    if correction.action == "join":
        return any(text.startswith(words) for text in texts)
    if correction.action == "split":
        return (words[: correction.at], words[correction.at :]) in pairwise(texts)
    return False


def carry_offset(words: str, text: str, at: int) -> int:
    """Return the number of characters of ``text`` that stand for the first ``at`` of ``words``, blanks not counted.

    The text is that of the words after some of them were corrected.

    >>> carry_offset("1. 欢迎报告；2. 决定", "1. 欢迎并赞扬报告；2. 决定", 7)
    10
    """
    old, new = strip_blanks(words), strip_blanks(text)
    same = common_prefix_length(old, new)
    if at <= same:
        return at
    same_at_the_end = min(common_prefix_length(old[::-1], new[::-1]), len(new) - same)
    if at >= len(old) - same_at_the_end:
        return at + len(new) - len(old)
    for length in _PIECE_LENGTHS:  # words were corrected on both sides
        before, behind = old[max(at - length, 0) : at], old[at : at + length]
        found = [place + len(before) for place in _find_all(new, before)] + _find_all(new, behind)
        if found:
            return min(found, key=lambda place: abs(place - at))
    return at


def _find_all(text: str, piece: str) -> list[int]:
    return [place for place in range(len(text)) if text.startswith(piece, place)]


def _bigrams(text: str) -> Counter[str]:
    return Counter(map("".join, pairwise(strip_blanks(text))))


def _share(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / (one.total() + other.total() or 1)
