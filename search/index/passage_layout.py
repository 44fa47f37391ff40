"""Offsets of a document's paragraphs in its folded text and in its text as printed.

They are stored as plain arrays, because a page of results reads the layouts of twenty documents.
"""

import json
import struct
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from resolutions.text.parsed import ParagraphKind
from search.protocol.documents import FIELD_OF_KIND

SYMBOL_OWNER, TITLE_OWNER, AGENDA_OWNER = -3, -2, -1  # in place of the number of a passage
PLAIN_FLAG = 1  # flag of a unit: every character of the passage folds to exactly one or is a blank
BLANK_BEFORE_FLAG = 2  # flag of a unit: it begins with a blank that separates its first word from the unit before
MARK_CONTEXT_LENGTH = 16  # characters indexed on each side of a footnote mark, for text copied with the mark
HEAD_UNIT_COUNT = 3  # the units of symbol, title and agenda item, which come first
TITLE_UNIT_INDEX, AGENDA_UNIT_INDEX = 1, 2
HEAD_FIELDS = {SYMBOL_OWNER: "symbol", TITLE_OWNER: "title", AGENDA_OWNER: "agenda"}
PARAGRAPH_KINDS = [*map(str, ParagraphKind), ""]
TEXT_ENCODING = "utf-16-le"  # of folded and printed texts; decodes several times as fast as UTF-8
_HEAD = struct.Struct("<II")
_NUMBER = np.dtype("<i4")


def count_utf16_units(text: str) -> int:
    """Return the length of ``text`` in UTF-16 units, in which offsets in the printed text are counted."""
    return len(text.encode(TEXT_ENCODING, "surrogatepass")) // 2


@dataclass(frozen=True)
class PassageLayout:
    """Units of a document's folded text and the passages they belong to.

    - ``unit_starts``: characters, followed by the end of the last unit.
    - ``unit_owners``: number of a passage, or one of the owners of the units that come first.
    - ``passage_starts``: UTF-16 units of the printed text, followed by the end of the last passage.
    - ``string_bounds``: bytes of ``strings``, followed by its length.
    - ``kinds``: indices of ``PARAGRAPH_KINDS``, one for each passage.
    - ``flags``: ``PLAIN_FLAG`` and ``BLANK_BEFORE_FLAG``, one byte for each unit.
    - ``strings``: the labels of all passages, then their anchors, then their footnote marks as one JSON object.
    """

    unit_starts: np.ndarray
    unit_owners: np.ndarray
    passage_starts: np.ndarray
    string_bounds: np.ndarray
    kinds: np.ndarray
    flags: bytes
    strings: bytes

    def to_bytes(self) -> bytes:
        """Encode the layout for its column."""
        arrays = [self.unit_starts, self.unit_owners, self.passage_starts, self.string_bounds]
        numbers = np.concatenate(arrays).astype(_NUMBER)
        parts = (numbers.tobytes(), self.kinds.astype(np.uint8).tobytes(), self.flags, self.strings)
        return _HEAD.pack(len(self.unit_owners), len(self.kinds)) + b"".join(parts)

    @classmethod
    def from_bytes(cls, raw: bytes) -> "PassageLayout":
        """Decode what ``to_bytes`` encoded; the arrays are views of ``raw``."""
        units, passages = _HEAD.unpack_from(raw)
        starts = 2 * units + 1
        bounds = starts + passages + 1
        numbers = np.frombuffer(raw, _NUMBER, bounds + 2 * passages + 2, _HEAD.size)
        kinds = _HEAD.size + numbers.nbytes
        flags = kinds + passages
        return cls(
            unit_starts=numbers[: units + 1],
            unit_owners=numbers[units + 1 : starts],
            passage_starts=numbers[starts:bounds],
            string_bounds=numbers[bounds:],
            kinds=np.frombuffer(raw, np.uint8, passages, kinds),
            flags=raw[flags : flags + units],
            strings=raw[flags + units :],
        )

    def _string(self, number: int) -> bytes:
        return self.strings[self.string_bounds[number] : self.string_bounds[number + 1]]

    def label(self, passage: int) -> str:
        """Return the label of a passage, such as ``12`` or ``p3``."""
        return self._string(passage).decode()

    def anchor(self, passage: int) -> str:
        """Return the fragment of a passage's address."""
        return self._string(len(self.kinds) + passage).decode()

    def kind(self, passage: int) -> str:
        """Return the ``ParagraphKind`` of a passage, or an empty string for an unknown kind."""
        return PARAGRAPH_KINDS[int(self.kinds[passage])]

    def marks(self, passage: int) -> list[tuple[int, int]]:
        """Return the ranges of footnote marks in a passage as printed: characters, end exclusive."""
        return [(start, end) for start, end in self._all_marks.get(str(passage), ())]

    @cached_property
    def _all_marks(self) -> dict[str, list[list[int]]]:
        marks: dict[str, list[list[int]]] = json.loads(self._string(-2))
        return marks

    def units_of(self, passage: int) -> list[int]:
        """Return the units of a passage: its text, then the contexts of its footnote marks."""
        after = HEAD_UNIT_COUNT + len(self.kinds)
        if after == len(self.unit_owners):
            return [HEAD_UNIT_COUNT + passage]
        contexts: list[int] = (after + np.flatnonzero(self.unit_owners[after:] == passage)).tolist()
        return [HEAD_UNIT_COUNT + passage, *contexts]

    def unit_span(self, unit: int) -> tuple[int, int]:
        """Return the characters of the folded text that a unit spans, end exclusive."""
        return int(self.unit_starts[unit]), int(self.unit_starts[unit + 1])

    def printed_span(self, passage: int) -> tuple[int, int]:
        """Return the UTF-16 units of the printed text that a passage spans, end exclusive."""
        return int(self.passage_starts[passage]), int(self.passage_starts[passage + 1])

    def unit_fields(self) -> list[tuple[int, str]]:
        """Return the start and the index field of each unit."""
        owners = zip(self.unit_starts[:-1].tolist(), self.unit_owners.tolist(), strict=True)
        return [(start, self._field(owner)) for start, owner in owners]

    def _field(self, owner: int) -> str:
        if owner < 0:
            return HEAD_FIELDS[owner]
        return FIELD_OF_KIND.get(self.kind(owner), "body")
