"""Lay corrections over a source text, one after the other."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from resolutions.text.bare_strings import strip_blanks
from resolutions.text.parsed import CorrectionState
from resolutions.text.text_corrections.passages import BareText, Passage, find_passage

_ROUNDS = 2


@dataclass(frozen=True, slots=True)
class TextCorrection:
    """``words`` at offset ``start`` of the source are ``replacement``.

    ``before`` and ``after`` are the characters around the words without blanks, in the corrected text. ``source`` is
    the fingerprint of the source that ``start`` counts the characters of.
    """

    start: int
    words: str
    replacement: str
    before: str = ""
    after: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters ``start`` to ``end`` (exclusive) of the source are replaced by ``text``."""

    start: int
    end: int
    text: str

    @property
    def growth(self) -> int:
        """Number of characters by which the text becomes longer."""
        return len(self.text) - (self.end - self.start)


@dataclass(frozen=True, slots=True)
class Overlay:
    """A corrected text.

    ``edits`` are the changes of the source in order, without overlaps. ``states`` has the outcome of each correction,
    ``places`` its offset in the corrected text, None for one that was not applied.
    """

    text: str
    edits: tuple[Edit, ...] = ()
    states: tuple[CorrectionState, ...] = ()
    places: tuple[int | None, ...] = ()

    def corrected_offset(self, offset: int) -> int:
        """Return the offset in the corrected text of an offset in the source."""
        return _to_corrected(self.edits, offset)

    def source_offset(self, offset: int) -> int:
        """Return the offset in the source of an offset in the corrected text; inside an edit that of its start."""
        shift = 0
        for edit in self.edits:
            if offset < edit.start + shift:
                break
            if offset < edit.start + shift + max(len(edit.text), 1):
                return edit.start
            shift += edit.growth
        return offset - shift


def fingerprint(source: str) -> str:
    """Return a short digest that tells two sources apart."""
    return hashlib.sha256(source.encode(errors="surrogatepass")).hexdigest()[:16]


def lay_over(source: str, corrections: Sequence[TextCorrection]) -> Overlay:
    """Return the text with the corrections applied in the order in which they were made.

    In its own source a correction stands at its offset. In another one it finds its words by their context, whatever
    the line breaks, and is moot where the replacement is printed already. A correction without its place is tried once
    more behind the others, because its context holds their replacements. No input raises.
    """
    if not corrections:
        return Overlay(source)
    layers = _Layers(source)
    states: dict[int, CorrectionState] = {}
    starts: dict[int, int] = {}  # in the source
    pending = list(enumerate(corrections))
    for _round in range(_ROUNDS):
        for number, correction in pending:
            states[number], start = layers.add(correction)
            if start is not None:
                starts[number] = start
        pending = [(number, row) for number, row in pending if states[number] == CorrectionState.LOST]
    for number, _ in reversed(pending):
        later = _find_successor(corrections, number)
        states[number] = states[number] if later is None else states[later]
    unchanged = {edit.start for edit in layers.edits if edit.text == source[edit.start : edit.end]}
    states |= {number: CorrectionState.MOOT for number, start in starts.items() if start in unchanged}
    places = (starts.get(number) for number in range(len(corrections)))
    return Overlay(
        layers.text,
        layers.edits,
        tuple(states[number] for number in range(len(corrections))),
        tuple(None if start is None else _to_corrected(layers.edits, start) for start in places),
    )


def _find_successor(corrections: Sequence[TextCorrection], number: int) -> int | None:
    """Return the later correction of the words that a correction made."""
    made = corrections[number]
    wanted = made.start, made.source, made.replacement
    rest = enumerate(corrections[number + 1 :], start=number + 1)
    return next((later for later, row in rest if (row.start, row.source, row.words) == wanted), None)


class _Layers:
    """The corrections of one source so far, and the text that they make of it."""

    def __init__(self, source: str) -> None:
        self.text = self._source = source
        self.edits: tuple[Edit, ...] = ()
        self._fingerprint = fingerprint(source)
        self._bare: BareText | None = None

    def add(self, correction: TextCorrection) -> tuple[CorrectionState, int | None]:
        """Apply a correction; return its state and its start in the source, None for one that is not applied."""
        near = _to_corrected(self.edits, correction.start)
        end = near + len(correction.words)
        is_own = bool(correction.words) and correction.source == self._fingerprint
        if is_own and self.text[near:end] == correction.words:
            return CorrectionState.APPLIED, self._replace(near, end, correction.replacement)
        self._bare = self._bare or BareText(self.text)
        passage, state = _judge(self._bare, correction, near)
        if passage is None:
            return state, None
        return state, self._replace(*self._bare.span(passage.start, passage.end), correction.replacement)

    def _replace(self, start: int, end: int, replacement: str) -> int:
        self.edits, source_start = _merge(self.edits, start, end, replacement, self.text)
        self.text = self.text[:start] + replacement + self.text[end:]
        self._bare = None
        return source_start


def _judge(text: BareText, correction: TextCorrection, near: int) -> tuple[Passage | None, CorrectionState]:
    """Return the words to replace; None with the reason where there is nothing to replace."""
    context = correction.before, correction.after
    words = find_passage(text, correction.words, *context, near) if strip_blanks(correction.words) else None
    done = find_passage(text, correction.replacement, *context, near)
    if words and (done is None or words.score > done.score):
        return words, CorrectionState.APPLIED
    if words and done and (words.start, words.end) == (done.start, done.end):
        start, end = text.span(words.start, words.end)  # both differ in blanks, widths or forms alone
        if text.text[start:end] != correction.replacement:
            return words, CorrectionState.APPLIED
    return None, CorrectionState.MOOT if done else CorrectionState.LOST


def _to_corrected(edits: Iterable[Edit], offset: int) -> int:
    shift = 0
    for edit in edits:
        if edit.end > offset:
            return min(offset, edit.start) + shift
        shift += edit.growth
    return offset + shift


def _merge(edits: Iterable[Edit], start: int, end: int, replacement: str, text: str) -> tuple[tuple[Edit, ...], int]:
    """Return the edits with one more, given by its range in the corrected text, and its start in the source.

    The edits that it overlaps become one with it.
    """
    before: list[Edit] = []
    behind: list[Edit] = []
    first, last = start, end
    shift = shift_before = shift_behind = 0  # of the corrected text against the source
    for edit in edits:
        edit_start = edit.start + shift
        edit_end = edit_start + len(edit.text)
        shift += edit.growth
        if edit_end <= start:
            before.append(edit)
            shift_before = shift_behind = shift
        elif edit_start >= end:
            behind.append(edit)
        else:
            first, last = min(first, edit_start), max(last, edit_end)
            shift_behind = shift
    merged = Edit(first - shift_before, last - shift_behind, text[first:start] + replacement + text[end:last])
    return (*before, merged, *behind), merged.start
