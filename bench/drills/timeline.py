"""Editions that a reader may have seen of a document, by the changes that a publisher printed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from bench.drills.publisher import UNDECIDED, Change


@dataclass(frozen=True, slots=True)
class Interval:
    """Time in which readers may see ``edition``; 0 is a document that is not published."""

    edition: int
    start: float
    end: float


class Timeline:
    """Intervals of all editions of made documents; each has edition 1 at first.

    A change may be seen from its start on, and the state before it until its end. A change that failed may have been
    committed or not, so the states before and after it stay possible until the next confirmed change ends.
    """

    def __init__(self, numbers: Iterable[int], changes: Iterable[Change]) -> None:
        self._intervals: dict[int, list[Interval]] = defaultdict(list)
        by_number: dict[int, list[Change]] = {number: [] for number in numbers}
        for change in changes:
            by_number[change.number].append(change)
        for number, own in by_number.items():
            self._add(number, own)

    def possible(self, number: int, began: float, ended: float) -> set[int]:
        """Return the editions that an answer between ``began`` and ``ended`` may show."""
        return {each.edition for each in self._intervals[number] if each.start <= ended and began <= each.end}

    def final(self, number: int) -> set[int]:
        """Return the editions that the document may have after all changes."""
        return {each.edition for each in self._intervals[number] if each.end == float("inf")}

    def _add(self, number: int, changes: list[Change]) -> None:
        open_since: list[tuple[int, float]] = [(1, 0.0)]
        for change in changes:
            if change.edition == UNDECIDED:
                continue
            if not change.error:
                self._intervals[number] += [Interval(edition, start, change.ended) for edition, start in open_since]
                open_since = []
            open_since.append((change.edition, change.began))
        self._intervals[number] += [Interval(edition, start, float("inf")) for edition, start in open_since]
