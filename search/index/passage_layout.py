"""Where the paragraphs of a document lie: in its folded text and in its text as printed.

Kept as plain arrays, because a page of results reads twenty of them.
"""

import json
import struct
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from resolutions.text.parsed import ParagraphKind

SYMBOL_OWNER, TITLE_OWNER = -2, -1  # in place of a passage's number
PLAIN_FLAG = 1  # flag of a unit: every character of the passage folds to one, or is a blank
BLANK_BEFORE_FLAG = 2  # flag of a unit: a blank keeps its first word apart from the last one before it
MARK_CONTEXT_LENGTH = 16  # characters kept on either side of a footnote mark, for what is copied across it
HEAD_UNIT_COUNT = 2  # units: symbol and title come first
TITLE_UNIT_INDEX = 1
FIELD_OF_KIND = {
    "preamble": "preamble",
    "operative": "operative",
    "sub": "operative",
    "annex": "notes",
    "footnote": "notes",
}
PARAGRAPH_KINDS = [*map(str, ParagraphKind), ""]
TEXT_ENCODING = "utf-16-le"  # of folded and printed texts: read several times as fast as UTF-8
_HEAD = struct.Struct("<II")
_NUMBER = np.dtype("<i4")


def count_utf16_units(text: str) -> int:
    """The length of ``text`` in two-byte units: what the places in the printed text count."""
    return len(text.encode(TEXT_ENCODING, "surrogatepass")) // 2


@dataclass(frozen=True)
class PassageLayout:
    """``places`` are where the units of the folded text begin, in characters, the end included.

    A unit belongs to passage ``owners[i]`` (or ``TITLE_OWNER``, ``SYMBOL_OWNER``); ``flags`` say more of
    it. ``starts`` are where the passages begin in the printed text, the end included, in
    two-byte units. ``kinds`` are numbers into ``PARAGRAPH_KINDS``. ``strings`` are the labels, the anchors,
    and last the marks as JSON; ``bounds`` are where each begins, in bytes, the end included.
    """

    unit_starts: np.ndarray
    unit_owners: np.ndarray
    passage_starts: np.ndarray
    string_bounds: np.ndarray
    kinds: np.ndarray
    flags: bytes
    strings: bytes

    def to_bytes(self) -> bytes:
        numbers = np.concatenate([self.unit_starts, self.unit_owners, self.passage_starts, self.string_bounds]).astype(
            _NUMBER
        )
        parts = (numbers.tobytes(), self.kinds.astype(np.uint8).tobytes(), self.flags, self.strings)
        return _HEAD.pack(len(self.unit_owners), len(self.kinds)) + b"".join(parts)

    @classmethod
    def from_bytes(cls, raw: bytes) -> "PassageLayout":
        units, passages = _HEAD.unpack_from(raw)
        starts = 2 * units + 1
        bounds = starts + passages + 1
        numbers = np.frombuffer(raw, _NUMBER, bounds + 2 * passages + 2, _HEAD.size)
        kinds = _HEAD.size + numbers.nbytes
        flags = kinds + passages
        return cls(
            numbers[: units + 1],
            numbers[units + 1 : starts],
            numbers[starts:bounds],
            numbers[bounds:],
            np.frombuffer(raw, np.uint8, passages, kinds),
            raw[flags : flags + units],
            raw[flags + units :],
        )

    def _string(self, number: int) -> bytes:
        return self.strings[self.string_bounds[number] : self.string_bounds[number + 1]]

    def label(self, passage: int) -> str:
        return self._string(passage).decode()

    def anchor(self, passage: int) -> str:
        return self._string(len(self.kinds) + passage).decode()

    def kind(self, passage: int) -> str:
        return PARAGRAPH_KINDS[self.kinds[passage]]

    def marks(self, passage: int) -> list[tuple[int, int]]:
        return [(start, end) for start, end in self._all_marks.get(str(passage), ())]

    @cached_property
    def _all_marks(self) -> dict[str, list[list[int]]]:
        return json.loads(self._string(-2))

    def units_of(self, passage: int) -> list[int]:
        """The units of a passage: its text, then what surrounds its footnote marks."""
        after = HEAD_UNIT_COUNT + len(self.kinds)
        if after == len(self.unit_owners):
            return [HEAD_UNIT_COUNT + passage]
        return [HEAD_UNIT_COUNT + passage, *(after + np.flatnonzero(self.unit_owners[after:] == passage)).tolist()]

    def unit_span(self, unit: int) -> tuple[int, int]:
        return int(self.unit_starts[unit]), int(self.unit_starts[unit + 1])

    def unit_fields(self) -> list[tuple[int, str]]:
        """Each unit's place and index field."""
        return [
            (place, self._field(owner)) for place, owner in zip(self.unit_starts[:-1], self.unit_owners, strict=True)
        ]

    def _field(self, owner: int) -> str:
        if owner < 0:
            return "title" if owner == TITLE_OWNER else "symbol"
        return FIELD_OF_KIND.get(self.kind(owner), "body")
