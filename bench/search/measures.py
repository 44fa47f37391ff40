"""Measures of relevance: nDCG@10, reciprocal rank, recall@20, and the share of judged paragraphs shown."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from search.weights import MAX_SNIPPETS

NDCG_DEPTH = 10


def compute_dcg(grades: Sequence[int]) -> float:
    """Return the discounted cumulative gain of the first ten grades."""
    return sum((2**grade - 1) / math.log2(index + 2) for index, grade in enumerate(grades[:NDCG_DEPTH]))


@dataclass(slots=True)
class DocumentMeasures:
    """Means over queries of the order of the documents found."""

    ndcgs: list[float] = field(default_factory=list)
    reciprocal_ranks: list[float] = field(default_factory=list)
    recalls: list[float] = field(default_factory=list)
    empty: list[bool] = field(default_factory=list)

    def add(self, grades: Mapping[str, int], found: Sequence[str]) -> float:
        """Compare the names of the documents found, the best first, with the grades; return the nDCG@10."""
        ideal = compute_dcg(sorted(grades.values(), reverse=True))
        self.ndcgs.append(compute_dcg([grades.get(name, 0) for name in found]) / ideal)
        best = max(grades.values())
        ranks = [rank for rank, name in enumerate(found, start=1) if grades.get(name) == best]
        self.reciprocal_ranks.append(1 / ranks[0] if ranks else 0.0)
        self.recalls.append(len(grades.keys() & set(found)) / len(grades))
        self.empty.append(not found)
        return self.ndcgs[-1]

    @property
    def count(self) -> int:
        """Number of queries."""
        return len(self.ndcgs)

    def means(self) -> tuple[float, float, float, float]:
        """Return nDCG@10, MRR, recall@20 and the share of queries without a document."""
        columns = self.ndcgs, self.reciprocal_ranks, self.recalls, self.empty
        ndcg, rank, recall, empty = (sum(column) / max(len(column), 1) for column in columns)
        return ndcg, rank, recall, empty


@dataclass(slots=True)
class ParagraphMeasures:
    """Means over documents of the paragraphs shown of each."""

    queries: set[str] = field(default_factory=set)
    firsts: list[bool] = field(default_factory=list)
    hits: list[bool] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)

    def add(self, query: str, expected: frozenset[str], shown: Sequence[str]) -> float:
        """Compare the labels of the paragraphs shown, the best first, with those expected; return the share shown."""
        right = len(expected & set(shown))
        self.queries.add(query)
        self.firsts.append(bool(shown) and shown[0] in expected)
        self.hits.append(right > 0)
        self.shares.append(right / min(len(expected), MAX_SNIPPETS))
        return self.shares[-1]

    def describe(self) -> str:
        """Return a line with hit@1, hit@3 and the share of the expected paragraphs that are shown."""
        count = max(len(self.hits), 1)
        figures = (sum(column) / count for column in (self.firsts, self.hits, self.shares))
        first, hit, share = figures
        return (
            f"{len(self.queries)} queries with paragraphs, of {len(self.hits)} documents found: "
            f"hit@1 {first:.3f}, hit@3 {hit:.3f}, share of the expected shown {share:.3f}"
        )
