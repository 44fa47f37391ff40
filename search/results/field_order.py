"""Order of documents by several of their fields."""

from collections.abc import Sequence

import numpy as np

from search.index.snapshot import Ids, Snapshot

_LAST = 10**9  # later than any day or year
_COLUMNS = {"cited": "cited", "date": "days", "key": "keys", "year": "years"}


def rank_by_fields(snapshot: Snapshot, ids: Ids, order_by: Sequence[str]) -> np.ndarray:
    """Return a key for each of ``ids``, the highest first in the order of the fields; equal documents are equal.

    Documents without a date or year come last in both directions. Texts are compared by code point; ordering by one
    reads the card of every document.
    """
    columns = [_sort_column(snapshot, ids, name.removeprefix("-"), name.startswith("-")) for name in order_by]
    _, ranks = np.unique(np.stack(columns, axis=1), axis=0, return_inverse=True)
    keys: np.ndarray = -ranks.reshape(-1)
    return keys


def _sort_column(snapshot: Snapshot, ids: Ids, name: str, is_descending: bool) -> np.ndarray:
    """Return numbers that ascend in the order wanted."""
    if name in _COLUMNS:
        values: np.ndarray = getattr(snapshot, _COLUMNS[name])[ids].astype(np.int64)
        is_missing = (values == 0) & (name in ("date", "year"))
    else:
        texts = [getattr(snapshot.card(number), name) for number in ids.tolist()]
        _, values = np.unique(np.array(texts, object), return_inverse=True)
        is_missing = np.zeros(len(ids), bool)
    return np.where(is_missing, _LAST, -values if is_descending else values)
