"""Documents cited in one breath: side by side in one list, under one verb and one theme."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

MAX_GAP = 16  # characters at most between two members of a list: 、 or ，1973年10月25日第


class CitationSpan(NamedTuple):
    """A citation; ``start`` and ``end`` count characters of its paragraph."""

    paragraph: int
    start: int
    end: int
    target: int
    source: int
    verb: str
    theme: str


@dataclass(frozen=True, slots=True)
class CocitedPair:
    """Two documents, lists that hold both, documents with such a list, and the newest such paragraph's key."""

    first: int
    second: int
    lists: int
    sources: int
    paragraph: int


def iter_citation_lists(mentions: Iterable[CitationSpan]) -> Iterator[list[CitationSpan]]:
    """Lists of two or more documents; ``mentions`` come by paragraph and start.

    >>> places = [(0, 5, 7), (6, 9, 8), (60, 65, 9)]
    >>> row = [CitationSpan(1, start, end, target, 1, "", "") for start, end, target in places]
    >>> [[mention.target for mention in breath] for breath in iter_citation_lists(row)]
    [[7, 8]]
    """
    breath: list[CitationSpan] = []
    for mention in mentions:
        if breath and not _continues(breath[-1], mention):
            if len(breath) > 1:
                yield breath
            breath = []
        breath.append(mention)
    if len(breath) > 1:
        yield breath


def count_cocitations(mentions: Iterable[CitationSpan], of: int | None = None) -> list[CocitedPair]:
    """Pairs by how many documents cite them in one breath; ``of`` limits them to those with one document."""
    lists: dict[tuple[int, int], int] = {}
    sources: dict[tuple[int, int], set[int]] = {}
    places: dict[tuple[int, int], int] = {}
    for breath in iter_citation_lists(mentions):
        targets = sorted({mention.target for mention in breath})
        for pair in combinations(targets, 2):
            if of is not None and of not in pair:
                continue
            lists[pair] = lists.get(pair, 0) + 1
            sources.setdefault(pair, set()).add(breath[0].source)
            places[pair] = breath[0].paragraph
    found = [CocitedPair(*pair, count, len(sources[pair]), places[pair]) for pair, count in lists.items()]
    return sorted(found, key=lambda pair: (-pair.sources, -pair.lists, pair.first, pair.second))


def _continues(before: CitationSpan, after: CitationSpan) -> bool:
    same = (before.paragraph, before.verb, before.theme) == (after.paragraph, after.verb, after.theme)
    return same and 0 <= after.start - before.end <= MAX_GAP
