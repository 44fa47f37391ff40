"""Terms of the index that are like what was typed, for a search without results."""

from collections.abc import Iterable

from search.chinese.pinyin import to_pinyin
from search.index.snapshot import Snapshot
from search.query.edits import is_one_edit

MAX_SIMILAR_TERMS = 6
MIN_CORRECTED_LENGTH, MAX_CORRECTED_LENGTH = 2, 12  # characters typed for which similar terms are looked up


def find_similar_terms(typed: str, terms: Iterable[str], snapshot: Snapshot) -> list[str]:
    """Return the ``terms`` of the index that are one edit from ``typed`` or have the same pinyin.

    All strings are folded. The order is that of ``terms``; at most ``MAX_SIMILAR_TERMS``.
    """
    if not MIN_CORRECTED_LENGTH <= len(typed) <= MAX_CORRECTED_LENGTH:
        return []
    pinyin = to_pinyin(typed).full
    similar = [term for term in terms if term != typed and (is_one_edit(term, typed) or to_pinyin(term).full == pinyin)]
    return [term for term in similar if len(snapshot.postings("all", term).ids)][:MAX_SIMILAR_TERMS]
