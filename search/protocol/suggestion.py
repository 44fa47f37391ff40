"""A completion of what a reader types."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A completion; ``count`` is the number of documents, or of citations when it is a document.

    ``url`` and ``key`` are the address and the primary key of a document.
    """

    text: str
    folded: str
    kind: str
    count: int
    url: str = ""
    key: int = 0
