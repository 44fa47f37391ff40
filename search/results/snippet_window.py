"""Part of a long paragraph that a snippet shows: whole sentences if they fit, never half a symbol or bracket."""

import re
from collections.abc import Iterable, Sequence

from search import weights
from search.protocol.highlights import Range

_CLOSERS = "”’」』）)】》〉]"
_OPENERS = "“‘「『（(【《〈["
_SENTENCE_END = re.compile(rf"(?:[。；！？\n]|[;!?](?![A-Za-z0-9/]))[{re.escape(_CLOSERS)}\s]*")
_PAUSE = re.compile(r"(?:[，、：]|[,:](?![0-9/]))\s*")
# A symbol, number or Latin word: S/RES/1325(2000), 第1325 (2000)号决议, 2013年, 3,000, UNMISS.
_TOKEN = re.compile(
    r"(?:第\s?)?[A-Za-z0-9０-９Ａ-Ｚａ-ｚ](?:[A-Za-z0-9０-９Ａ-Ｚａ-ｚ/／.,·'()（）\[\]－–-]|\s(?=[(（][0-9]))*"
    r"[号年月日段条次届章项%％]?(?:决议|会议)?"
)
# Short enough to be kept whole; what is in brackets has no brackets itself, so that no text is read twice.
_BRACKETED = re.compile(r"[（(][^（()）]{0,60}[)）]|《[^《》]{0,60}》|“[^“”]{0,60}”|「[^「」]{0,60}」")


def select_window(text: str, ranges: Sequence[Range]) -> Range:
    """Select the part of a passage to show: whole sentences around as many hits as fit, with context before the first.

    The part is about ``MAX_SNIPPET_LENGTH`` characters long; a sentence that ends soon after is shown to its end, and
    one long hit may double it.
    """
    length = weights.MAX_SNIPPET_LENGTH
    dense_length = int(length * weights.DENSE_SHARE)
    if len(text) <= length:
        return 0, len(text)
    first = _densest_start(ranges, dense_length) if ranges else (0, 0)
    start = _window_start(text, first[0], int(length * weights.CONTEXT_SHARE))
    end = max(start + length, min(first[1], start + 2 * length))
    if len(text) - end < weights.MIN_CUT_LENGTH:
        return start, len(text)
    return start, _window_end(text, max(first[1], start + dense_length), end)


def _densest_start(ranges: Sequence[Range], reach: int) -> Range:
    """Return the hit with the most hits starting within ``reach`` characters from it; the first of equals."""
    return max(ranges, key=lambda hit: (sum(hit[0] <= start < hit[0] + reach for start, _ in ranges), -hit[0]))


def _window_start(text: str, hit: int, reach: int) -> int:
    """Return the start of the sentence of a hit, else of its clause, at most ``reach`` characters before it."""
    low = max(hit - reach, 0)
    if low == 0:
        return 0
    kept = _kept_ranges(text, low, hit)
    for marks in (_SENTENCE_END, _PAUSE):
        if cuts := _cuts(marks, text, low, hit, kept):
            return cuts[-1]
    start = _leave(low, kept, forwards=False)
    return start if hit - start <= 2 * reach else low


def _window_end(text: str, least: int, end: int) -> int:
    """Return the end of the last sentence between two offsets, of one that ends soon after, or of the last clause."""
    kept = _kept_ranges(text, least, end)
    late = end + weights.MAX_LATE_END
    for marks, last in ((_SENTENCE_END, end), (_SENTENCE_END, late), (_PAUSE, end)):
        if cuts := _cuts(marks, text, least, last, kept):
            position = cuts[0] if last == late else cuts[-1]
            return len(text[:position].rstrip())
    position = _leave(end, kept, forwards=False)
    return position if position > least else _leave(end, kept, forwards=True)


def _cuts(marks: re.Pattern[str], text: str, first: int, last: int, kept: list[Range]) -> list[int]:
    """Return the ends of the marks between two offsets that lie in none of the ranges ``kept``."""
    ends = [match.end() for match in marks.finditer(text, first, min(last, len(text)))]
    return [end for end in ends if not any(low < end < high for low, high in kept)]


def _kept_ranges(text: str, first: int, last: int) -> list[Range]:
    """Return the ranges around and between two offsets that are not to be cut: tokens and what is in brackets."""
    first, last = max(first - weights.MAX_SNIPPET_LENGTH, 0), min(last + weights.MAX_SNIPPET_LENGTH, len(text))
    return [match.span() for marks in (_TOKEN, _BRACKETED) for match in marks.finditer(text, first, last)]


def _leave(position: int, kept: Iterable[Range], forwards: bool) -> int:
    """Move a position out of the ranges ``kept`` that it lies in."""
    inside = [span for span in kept if span[0] < position < span[1]]
    if not inside:
        return position
    return max(high for _, high in inside) if forwards else min(low for low, _ in inside)
