"""Turn an edited paragraph into corrections of the source text."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from resolutions.text.bare_strings import common_prefix_length, strip_blanks
from resolutions.text.text_corrections.overlay import Overlay, TextCorrection, fingerprint
from resolutions.text.text_corrections.passages import (
    CONTEXT_LENGTH,
    BareText,
    find_paragraph_starts,
    find_passage,
)

_MAX_COMPARED = 3000  # characters; a longer change is one correction
_BREAK = re.compile(r"\s*\n\s*")
_UNIT = re.compile(r"[0-9A-Za-z０-９（）() .,/-]+")  # a number or symbol is corrected as a whole
_MAX_GAP = 1  # equal characters between two changes that are one correction


@dataclass(frozen=True, slots=True)
class EditedWords:
    """Characters ``start`` to ``end`` (exclusive) of a paragraph are ``replacement``."""

    start: int
    end: int
    replacement: str


def list_edits(old: str, new: str) -> list[EditedWords]:
    """Return the changes from ``old`` to ``new`` in order; each replaces at least one printed character.

    >>> list_edits("第2 340(2017)号决义", "第2340(2017)号决议")
    [EditedWords(start=1, end=12, replacement='2340(2017)'), EditedWords(start=14, end=15, replacement='议')]
    >>> list_edits("妇女平安", "妇女和平安全")
    [EditedWords(start=1, end=2, replacement='女和'), EditedWords(start=3, end=4, replacement='安全')]

    Line breaks in ``new`` are left out, except in a table, which has its own.
    """
    new = new.replace("\r\n", "\n")
    if "\n" not in old:
        new = _BREAK.sub("", new)
    ranges = (_with_a_character(old, new, found) for found in _widened(old, new))
    return [EditedWords(a, b, new[c:d]) for a, b, c, d in ranges]


def _changed_ranges(old: str, new: str) -> Iterator[tuple[int, int, int, int]]:
    start = common_prefix_length(old, new)
    tail = common_prefix_length(old[start:][::-1], new[start:][::-1])
    left, right = old[start : len(old) - tail], new[start : len(new) - tail]
    if max(len(left), len(right)) > _MAX_COMPARED:
        yield start, start + len(left), start, start + len(right)
        return
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag != "equal":
            yield start + a, start + b, start + c, start + d


def _widened(old: str, new: str) -> Iterator[tuple[int, int, int, int]]:
    """Yield the changed ranges, widened to whole numbers and joined where they meet."""
    units = [unit.span() for unit in _UNIT.finditer(old)]
    group: list[tuple[int, int, int, int]] = []
    start = end = 0
    for change in _changed_ranges(old, new):
        touched = [unit for unit in units if unit[0] < change[1] and change[0] < unit[1]]
        first = min([change[0], *(unit[0] for unit in touched)])
        last = max([change[1], *(unit[1] for unit in touched)])
        if group and first - end > _MAX_GAP:
            yield _as_range(group, start, end)
            group = []
        start = min(start, first) if group else first
        end = max(end, last) if group else last
        group.append(change)
    if group:
        yield _as_range(group, start, end)


def _as_range(group: Sequence[tuple[int, int, int, int]], start: int, end: int) -> tuple[int, int, int, int]:
    """Return the range from ``start`` to ``end`` of the old text with its range in the new one."""
    return start, end, group[0][2] - (group[0][0] - start), group[-1][3] + (end - group[-1][1])


def _with_a_character(old: str, new: str, range_: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """Widen a range that holds no printed character of the old text to the one before it, else to the one behind."""
    a, b, c, d = range_
    while a and not old[a:b].strip() and old[a - 1] == new[c - 1 : c]:
        a, c = a - 1, c - 1
    while b < len(old) and not old[a:b].strip() and old[b] == new[d : d + 1]:
        b, d = b + 1, d + 1
    return a, b, c, d


def anchor_edits(
    source: str, overlay: Overlay, paragraphs: Sequence[str], order: int, new: str
) -> tuple[list[TextCorrection], list[str]]:
    """Return the corrections that make ``new`` of a paragraph, and the words that the source does not print together.

    ``overlay`` is the text that was read from ``source``, ``paragraphs`` are all texts of the document in order.
    """
    found, missing = _find_edits(overlay.text, paragraphs, order, new)
    corrected = BareText(_splice(overlay.text, found))
    corrections, growth = [], 0
    for start, end, replacement in found:
        at = bisect_left(corrected.offsets, start + growth)
        behind = bisect_left(corrected.offsets, start + growth + len(replacement))
        growth += len(replacement) - (end - start)
        context = corrected.context(at, behind)
        values = overlay.source_offset(start), overlay.text[start:end], replacement
        corrections.append(TextCorrection(*values, *context, fingerprint(source)))
    return corrections, missing


def _find_edits(
    text: str, paragraphs: Sequence[str], order: int, new: str
) -> tuple[list[tuple[int, int, str]], list[str]]:
    """Return the ranges of the text to replace, with their replacements, and the words that were not found."""
    old = paragraphs[order]
    first = find_paragraph_starts(text, paragraphs)[order] or 0
    bare = BareText(text)
    previous, following = "".join(paragraphs[max(0, order - 1) : order]), "".join(paragraphs[order + 1 : order + 2])
    found, missing = [], []
    for edit in list_edits(old, new):
        words = old[edit.start : edit.end]
        before = strip_blanks(previous + old[: edit.start])[-CONTEXT_LENGTH:]
        after = strip_blanks(old[edit.end :] + following)[:CONTEXT_LENGTH]
        passage = find_passage(bare, words, before, after, first + edit.start)
        if passage is None:
            missing.append(words)
        else:
            found.append((*bare.span(passage.start, passage.end), edit.replacement))
    return found, missing


def _splice(text: str, found: Sequence[tuple[int, int, str]]) -> str:
    pieces, at = [], 0
    for start, end, replacement in found:
        pieces += [text[at:start], replacement]
        at = end
    return "".join([*pieces, text[at:]])
