"""Loops over whole arrays of documents and positions, in numpy and, when it was built, as compiled code.

Both give the same answers. ``python -m search.kernels.build`` builds the compiled ones;
docs/decisions/compiled-kernels.md says what they are worth.
"""

import hashlib
import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

import numpy as np

from search.kernels import plain
from search.kernels.plain import Packed, Pairs, ScoreParts, StructureParts, Terms, Words

FOLDER = Path(__file__).parent
_is_numpy_only = False
SOURCE, DIGEST_FILE = FOLDER / "compiled.pyx", FOLDER / "compiled.sha256"


class Kernels(Protocol):
    """The kernels; ``plain`` documents them."""

    NAME: str

    def find_phrase(self, terms: Terms) -> np.ndarray: ...

    def pack_marks(self, marks: np.ndarray, size: int) -> np.ndarray: ...

    def select_clear(self, positions: np.ndarray, parts: StructureParts, first: int, last: int) -> np.ndarray: ...

    def merge_positions(self, lists: list[np.ndarray]) -> np.ndarray: ...

    def count_documents(self, positions: np.ndarray, starts: np.ndarray, live: np.ndarray) -> Pairs: ...

    def score(
        self, ids: np.ndarray, frequencies: np.ndarray, norms: np.ndarray, documents: int, k1: float
    ) -> np.ndarray: ...

    def sum_scores(self, ids: np.ndarray, parts: ScoreParts, constants: np.ndarray) -> np.ndarray: ...

    def intersect(self, lists: list[np.ndarray]) -> np.ndarray: ...

    def unite(self, lists: list[np.ndarray]) -> np.ndarray: ...

    def are_in(self, wanted: np.ndarray, ids: np.ndarray) -> np.ndarray: ...

    def pack_ids(self, ids: np.ndarray, documents: int) -> Packed: ...

    def match_words(self, words: Words) -> np.ndarray: ...

    def add_nearness(
        self,
        scores: np.ndarray,
        ids: np.ndarray,
        terms: list[list[np.ndarray]],
        starts: np.ndarray,
        wanted: int,
        near_ids: np.ndarray,
        near_distance: int,
        boost: float,
        span_of_half: float,
    ) -> None: ...

    def find_best(self, scores: np.ndarray, wanted: int) -> np.ndarray: ...


def choose_kernels(position_type: np.dtype) -> Kernels:
    """Return the kernels for positions of a type: the compiled ones when there are some, and they know the type."""
    is_known = not _is_numpy_only and position_type == np.uint32 and sys.byteorder == "little"
    return (load_compiled() if is_known else None) or plain


def leave_out_compiled() -> None:
    """Use numpy only from now on in this process, for a comparison."""
    global _is_numpy_only
    _is_numpy_only = True


@cache
def load_compiled() -> Kernels | None:
    """Return the compiled kernels; None when they were not built, or from another source."""
    try:
        if DIGEST_FILE.read_text() == compute_digest():
            return cast(Kernels, import_module(f"{__name__}.compiled"))
    except (OSError, ImportError):
        pass
    return None


def compute_digest() -> str:
    """Return the SHA-256 of the source of the compiled kernels."""
    return hashlib.sha256(SOURCE.read_bytes()).hexdigest()
