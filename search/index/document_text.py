"""The stored text of one document: folded, as it is searched, and as it was printed."""

from codecs import utf_16_le_decode
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from search.index.schema import GAP_MARK, STRUCTURE_FIELD
from search.index.segment_reader import SegmentReader


@dataclass(frozen=True)
class DocumentText:
    """Text of the document ``number`` of ``segment``; read on demand.

    Its squeezed text has the positions ``start`` to ``end`` of the segment; the last one separates it from the next.
    """

    segment: SegmentReader
    number: int
    start: int
    end: int

    @cached_property
    def gaps(self) -> np.ndarray:
        """The positions that follow each punctuation character, counted from the start of the document."""
        positions = self.segment.positions(STRUCTURE_FIELD, GAP_MARK)
        bounds = np.array([self.start, self.end], positions.dtype)  # see ``positions.py``
        low, high = positions.searchsorted(bounds).tolist()
        gaps: np.ndarray = positions[low:high].astype(np.int64) - self.start
        return gaps

    @cached_property
    def _has_surrogate_pairs(self) -> bool:
        length = self.end - self.start - 1 + len(self.gaps)
        return self.segment.byte_length("text", self.number) != 2 * length

    def folded(self, start: int = 0, end: int | None = None) -> str:
        """Return characters ``start`` to ``end`` of the folded text, end exclusive; by default all of it."""
        if end is None or self._has_surrogate_pairs:
            return _decode(self.segment.read_bytes("text", self.number))[start:end]
        return _decode(self.segment.read_bytes("text", self.number, 2 * start, 2 * end))

    def printed(self, start: int, end: int) -> str:
        """Return part of the text as printed; ``start`` and ``end`` count UTF-16 units, as ``PassageLayout`` does."""
        return _decode(self.segment.read_bytes("reading", self.number, 2 * start, 2 * end))


def _decode(raw: bytes) -> str:
    """Decode ``TEXT_ENCODING``; a page does so a hundred times, and ``bytes.decode`` looks the codec up each time."""
    return utf_16_le_decode(raw, "surrogatepass", True)[0]
