"""Sentences for the reader about the parts of a query that were not understood."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """A Chinese sentence about ``typed[start:end]`` of a query.

    ``is_repair``: the query was changed to be understood. ``suggestion`` is the query that may be meant, or empty.
    """

    text: str
    start: int
    end: int
    is_repair: bool = True
    suggestion: str = ""
