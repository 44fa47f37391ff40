"""Co-citation: documents that are members of the same list of citations.

A list is a run of citations in one paragraph, under one verb and one theme, with at most
``MAX_GAP`` characters between two members.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

MAX_GAP = 16  # characters; the longest separator of two members is ，1973年10月25日第


class CitationSpan(NamedTuple):
    """A citation. ``start`` and ``end`` count characters of its paragraph from 0, end exclusive."""

    paragraph: int
    start: int
    end: int
    target: int
    source: int
    verb: str
    theme: str


@dataclass(frozen=True, slots=True)
class CocitedPair:
    """Two documents by key, the smaller first.

    ``lists`` counts the lists that have both, ``sources`` the documents with such a list;
    ``paragraph`` is the key of the last paragraph with one.
    """

    first: int
    second: int
    lists: int
    sources: int
    paragraph: int


def iter_citation_lists(spans: Iterable[CitationSpan]) -> Iterator[list[CitationSpan]]:
    """Yield the lists of at least two citations; ``spans`` are sorted by paragraph and start.

    >>> spans = [CitationSpan(1, start, start + 5, target, 1, "", "") for start, target in ((0, 7), (6, 8), (60, 9))]
    >>> [[span.target for span in members] for members in iter_citation_lists(spans)]
    [[7, 8]]
    """
    members: list[CitationSpan] = []
    for span in spans:
        if members and not _continues(members[-1], span):
            if len(members) > 1:
                yield members
            members = []
        members.append(span)
    if len(members) > 1:
        yield members


def count_cocitations(spans: Iterable[CitationSpan], with_document: int | None = None) -> list[CocitedPair]:
    """Count the pairs of all lists, sorted by number of citing documents, most first.

    ``with_document`` limits them to the pairs of one document.
    """
    lists: dict[tuple[int, int], int] = {}
    sources: dict[tuple[int, int], set[int]] = {}
    paragraphs: dict[tuple[int, int], int] = {}
    for members in iter_citation_lists(spans):
        for pair in combinations(sorted({span.target for span in members}), 2):
            if with_document is not None and with_document not in pair:
                continue
            lists[pair] = lists.get(pair, 0) + 1
            sources.setdefault(pair, set()).add(members[0].source)
            paragraphs[pair] = members[0].paragraph
    pairs = [CocitedPair(*pair, count, len(sources[pair]), paragraphs[pair]) for pair, count in lists.items()]
    return sorted(pairs, key=lambda pair: (-pair.sources, -pair.lists, pair.first, pair.second))


def _continues(previous: CitationSpan, span: CitationSpan) -> bool:
    is_same = (previous.paragraph, previous.verb, previous.theme) == (span.paragraph, span.verb, span.theme)
    return is_same and 0 <= span.start - previous.end <= MAX_GAP
