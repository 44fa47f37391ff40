"""Positions of a needle: where its tokens occur, as far as the gaps of the text between them fit it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from search.chinese.cover import PositionedToken
from search.chinese.needles import Needle
from search.index.document_text import DocumentText
from search.index.positions import Positions
from search.index.schema import BARRIER_MARK, GAP_MARK
from search.index.snapshot import Snapshot

_Check: TypeAlias = Callable[[Positions, Positions], np.ndarray]  # from structure and positions to those that stay


def is_decided_by_tokens(needle: Needle, tokens: Sequence[PositionedToken]) -> bool:
    """Return whether one token alone decides where ``needle`` occurs."""
    return len(tokens) == 1 and not (needle.is_verbatim and len(needle.string) > 1)


def find_positions(snapshot: Snapshot, scope: str, needle: Needle, tokens: Sequence[PositionedToken]) -> Positions:
    """Return the positions at which ``needle`` begins, given the ``tokens`` that cover it."""
    positions = snapshot.phrase_positions(scope, tokens)
    if not len(positions) or is_decided_by_tokens(needle, tokens):
        return positions
    if needle.is_verbatim:
        positions = _select_same_gaps(snapshot, needle, positions)
        return _select_same_text(snapshot, needle, positions) if _needs_text(needle) else positions
    for first, last in _loose_pieces(needle, tokens):
        positions = snapshot.select_clear(positions, BARRIER_MARK, first, last)
    for at in needle.number_gaps:
        positions = snapshot.select(positions, BARRIER_MARK, _has_count(at, 1))
    return positions


def _loose_pieces(needle: Needle, tokens: Sequence[PositionedToken]) -> list[tuple[int, int]]:
    """Return the pieces of a needle that more than one token covers without overlap; no token crosses a barrier."""
    loose = []
    for first, last in needle.pieces:
        end = first
        for token in (token for token in tokens if first <= token.offset < last):
            if first < end <= token.offset:
                loose.append((first, last))
                break
            end = max(end, token.end)
    return loose


def _has_count(at: int, count: int) -> _Check:
    """Check that the structure has ``count`` entries before the character ``at``."""

    def check(structure: Positions, positions: Positions) -> np.ndarray:
        right, left = (structure.searchsorted(positions + at, side) for side in ("right", "left"))
        is_equal: np.ndarray = right - left == count
        return is_equal

    return check


def _select_same_gaps(snapshot: Snapshot, needle: Needle, positions: Positions) -> Positions:
    """Select the positions whose gaps are as long as those of ``needle`` and at the same places."""
    for first, last in needle.pieces:
        if last - first > 1:
            positions = snapshot.select_clear(positions, GAP_MARK, first, last)
    for at, gap in needle.gaps:
        positions = snapshot.select(positions, GAP_MARK, _has_count(at, len(gap)))
    return positions


def _needs_text(needle: Needle) -> bool:
    """Return whether tokens and lengths of gaps do not yet decide: several characters of a gap have an order."""
    return bool(needle.lead or needle.trail) or any(len(gap) > 1 for _, gap in needle.gaps)


def _select_same_text(snapshot: Snapshot, needle: Needle, positions: Positions) -> Positions:
    """Select the positions at which the folded text has the string of ``needle``."""
    ids = np.unique(snapshot.starts.searchsorted(positions, "right") - 1)
    kept = [positions[:0]]
    for number, local in zip(ids.tolist(), snapshot.positions_in(positions, ids), strict=True):
        stored = snapshot.text(number)
        text, gaps = stored.folded(), stored.gaps
        offsets = local + gaps.searchsorted(local, "right")
        if needle.characters:
            flags = [text.startswith(needle.string, offset) for offset in (offsets - len(needle.lead)).tolist()]
        else:
            starts = local + gaps.searchsorted(local, "left")
            flags = [needle.string in text[a:b] for a, b in zip(starts.tolist(), offsets.tolist(), strict=True)]
        kept.append(local[flags] + snapshot.starts[number])
    return np.concatenate(kept).astype(positions.dtype)


@dataclass(frozen=True, slots=True)
class Spans:
    """Ranges of the folded text of one document; both arrays ascend, ``ends`` are exclusive."""

    starts: np.ndarray
    ends: np.ndarray

    def __len__(self) -> int:
        return len(self.starts)


NO_SPANS = Spans(np.empty(0, np.int64), np.empty(0, np.int64))


def locate(document: DocumentText, needle: Needle, positions: Positions) -> Spans:
    """Return where ``needle`` stands in the folded text of a document, given its ``positions`` from the start of it."""
    if not len(positions):
        return NO_SPANS
    if not needle.characters:
        starts = np.array(
            [match.start() for match in re.finditer(re.escape(needle.string), document.folded())], np.int64
        )
        return Spans(starts, starts + len(needle.string))
    gaps = document.gaps
    last = positions + (len(needle.characters) - 1)
    starts = positions + gaps.searchsorted(positions, "right")
    ends = last + gaps.searchsorted(last, "right") + 1
    if not (needle.lead or needle.trail):
        return Spans(starts, ends)
    text = document.folded()
    wide = [needle.widen(text, start, end) for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    return Spans(*np.array(wide, np.int64).T)
