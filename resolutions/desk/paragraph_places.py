"""Find the paragraphs of a document on the pages of its original.

Offsets count the characters of the source text that are not white space, as ``TextPlace`` does. Words that an editor
has corrected are found where they were printed.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from resolutions.sources.text_places import NOWHERE, TextPlace
from resolutions.text.bare_strings import common_prefix_length, strip_blanks
from resolutions.text.text_corrections import Overlay

_OPENING_LENGTH = 16  # characters that identify the beginning of a paragraph
_Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ParagraphPlace:
    """Boxes of the lines of a paragraph in order, and the offsets in its text of characters in doubt."""

    lines: tuple[TextPlace, ...] = ()
    doubtful: tuple[int, ...] = ()

    @property
    def first_page(self) -> int | None:
        """Number of the page where the paragraph begins; None when no page shows it."""
        return self.lines[0].page if self.lines else None


def find_places(
    source: str, overlay: Overlay, paragraphs: Sequence[str], places: Sequence[TextPlace]
) -> list[ParagraphPlace]:
    """Return the place of each paragraph; ``places`` are those of the whole source text in order.

    ``overlay`` was laid over ``source``.
    """
    bare_text = strip_blanks(source)
    ends = list(accumulate(place.characters for place in places))
    found = []
    for paragraph, found_range in zip(paragraphs, _find_source_ranges(source, overlay, paragraphs), strict=True):
        if found_range is None or not places:
            found.append(ParagraphPlace())
            continue
        start, end = found_range
        first = bisect_right(ends, start)
        behind = bisect_right(ends, end - 1) + 1
        chosen = places[first:behind]
        doubts = [
            ends[first + at] - place.characters + offset - start
            for at, place in enumerate(chosen)
            for offset in place.doubtful
        ]
        kept = _doubts_in_paragraph(paragraph, bare_text[start:end], doubts)
        found.append(ParagraphPlace(tuple(place for place in chosen if place.page != NOWHERE), kept))
    return found


def _find_source_ranges(source: str, overlay: Overlay, paragraphs: Sequence[str]) -> list[_Range | None]:
    """Return the range of each paragraph in the source, before its words were corrected."""
    ranges = find_ranges(strip_blanks(overlay.text), paragraphs)
    if not overlay.edits:
        return ranges
    corrected, printed = _offsets(overlay.text), _offsets(source)

    def to_source(at: int) -> int:
        return bisect_left(printed, overlay.source_offset(corrected[at]))

    return [one and (to_source(one[0]), to_source(one[1] - 1) + 1) for one in ranges]


def find_ranges(bare_text: str, paragraphs: Sequence[str]) -> list[_Range | None]:
    """Return the range of each paragraph in a text without white space; None where it is not found.

    The search starts behind the paragraph before, then at the beginning, because notes are printed elsewhere. A
    paragraph whose words were corrected lies between its neighbours.
    """
    ranges: list[_Range | None] = []
    at = 0
    for paragraph in paragraphs:
        words = strip_blanks(paragraph)
        opening = words[:_OPENING_LENGTH]
        start = bare_text.find(opening, at) if opening else -1
        if start < 0 and opening:
            start = bare_text.find(opening)
        if start < 0:
            ranges.append(None)
            continue
        end = _find_end(bare_text, words, start)
        ranges.append((start, end))
        at = end
    return _fill_between(ranges)


def _find_end(bare_text: str, words: str, start: int) -> int:
    """Return the end of a paragraph; text that was left out of it, as page heads, may lie inside."""
    end = start + len(words)
    if bare_text.startswith(words, start):
        return end
    closing = words[-_OPENING_LENGTH:]
    found = bare_text.find(closing, start, end + len(words) // 2 + 200)
    return found + len(closing) if found >= 0 else min(end, len(bare_text))


def _fill_between(ranges: Sequence[_Range | None]) -> list[_Range | None]:
    filled = list(ranges)
    for at in range(1, len(filled) - 1):
        before, after = filled[at - 1], filled[at + 1]
        if filled[at] is None and before and after and before[1] < after[0]:
            filled[at] = before[1], after[0]
    return filled


def _doubts_in_paragraph(paragraph: str, source: str, doubts: Sequence[int]) -> tuple[int, ...]:
    """Return the offsets in ``paragraph``; those of characters that an editor has changed are left out."""
    if not doubts:
        return ()
    words = strip_blanks(paragraph)
    ahead = common_prefix_length(words, source)
    behind = common_prefix_length(words[ahead:][::-1], source[ahead:][::-1])
    shift = len(words) - len(source)
    offsets = _offsets(paragraph)
    kept = [at if at < ahead else at + shift for at in doubts if at < ahead or at >= len(source) - behind]
    return tuple(offsets[at] for at in kept if 0 <= at < len(offsets))


def _offsets(text: str) -> list[int]:
    """Return the offsets of the characters that are not white space."""
    return [at for at, character in enumerate(text) if not character.isspace()]
