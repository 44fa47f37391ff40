"""An edit that another editor's change overtook: the paragraph it was meant for, and typed beside saved values."""

from dataclasses import dataclass

from resolutions.comparison.alignment import character_bigrams, dice_similarity
from resolutions.comparison.word_diff import DiffSegment, diff_words
from resolutions.models import Document, Paragraph

_MAX_COMPARED_LENGTH = 5000  # characters; the words of a longer text are not compared


@dataclass(frozen=True, slots=True)
class TypedValue:
    """A field with its saved and its typed value, each as segments of their difference."""

    label: str
    saved: list[DiffSegment]
    typed: list[DiffSegment]


def compare_values(label: str, saved: str, typed: str) -> TypedValue:
    """Return the difference of a saved and a typed value."""
    if max(len(saved), len(typed)) > _MAX_COMPARED_LENGTH:
        return TypedValue(label, [DiffSegment("old", saved)], [DiffSegment("new", typed)])
    return TypedValue(label, *diff_words(saved, typed))


def find_paragraph_seen(document: Document, order: int, seen: str) -> Paragraph | None:
    """Return the present paragraph that is most like the text ``seen``, of several the nearest to ``order``.

    Two queries. None for a document without paragraphs.
    """
    rows = list(document.paragraphs.in_reading_order().prefetch_related("citations__target"))
    wanted = character_bigrams(seen)
    shares = [(dice_similarity(wanted, character_bigrams(row.text)), -abs(row.order - order), row) for row in rows]
    return max(shares, key=lambda share: share[:2])[2] if shares else None
