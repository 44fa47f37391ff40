"""Measure the relevance of the ranking with the queries of ``bench/search/judgements.py``.

    python -m bench.search.relevance ../shared/corpus/zh

nDCG@10 measures the order of the first ten documents (1 is perfect), MRR the rank of the first document expected. For
paragraphs, hit@3 is the share of documents with at least one expected paragraph among the three shown; “share” is the
mean share of the expected paragraphs (three at most) among those shown. Queries below the best value are listed.
docs/ranking.md says how to judge a weight with these figures.
"""

import argparse
import math
import sys
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.search.judgements import Judgement, read_judgements
from search.chinese.dictionary import load_dictionary
from search.index.entries import IndexableDocument
from search.index.folder import IndexFolder
from search.index.maintenance import rebuild_index
from search.index.snapshot import SnapshotManager
from search.results.answer import Searcher
from search.results.run import SearchRequest
from search.weights import MAX_SNIPPETS
from tests.search.reading import TEXTS, read_source

SEED_NAMES = {"000": "2553", "001": "2594", "002": "2382", "003": "R", "004": "L"}


def get_text_name(path: Path) -> str:
    """Return the name by which the judgements call a text."""
    return SEED_NAMES.get(path.name[:3], path.stem) if path.parent == TEXTS else path.stem


def compute_dcg(grades: list[int]) -> float:
    """Return the discounted cumulative gain of the first ten grades."""
    return sum((2**grade - 1) / math.log2(index + 2) for index, grade in enumerate(grades[:10]))


def main() -> None:
    """Index the texts, check the judgements and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, help="folder of texts")
    parser.add_argument("--poor", type=float, default=0.8, help="list queries below this nDCG")
    options = parser.parse_args()
    if not options.texts.is_dir():
        sys.exit(f"{options.texts} does not exist; the texts are not part of the project.")
    paths = [*sorted(TEXTS.glob("*.txt")), *sorted(options.texts.glob("*.txt"))]
    names = {key: get_text_name(path) for key, path in enumerate(paths, start=1)}
    sources = [read_source(key, path) for key, path in enumerate(paths, start=1)]
    check_judgements(dict(zip(names.values(), sources, strict=True)))
    with TemporaryDirectory() as path:
        folder = IndexFolder(path)
        rebuild_index(folder, sources)
        report_relevance(Searcher(SnapshotManager(folder).snapshot(), load_dictionary()), names, options)


def check_judgements(sources: dict[str, IndexableDocument]) -> None:
    """Exit with a message when a judgement names an unknown document or paragraph."""
    for judged in read_judgements():
        if unknown_names := set(judged.grades) - set(sources):
            sys.exit(f"{judged.query}: no text {unknown_names}")
        for name, labels in judged.paragraphs.items():
            if unknown := labels - {passage.label for passage in sources[name].passages}:
                sys.exit(f"{judged.query}: no paragraph {unknown} in {name}")


def report_relevance(search: Searcher, names: dict[int, str], options: argparse.Namespace) -> None:
    """Search for every judged query and print the figures."""
    documents, paragraphs = DocumentRelevance(options.poor), ParagraphRelevance()
    for judged in read_judgements():
        answer = search.answer(SearchRequest(judged.query, size=10))
        found = [names[result.card.key] for result in answer.results]
        documents.judge(judged, found)
        for name, result in zip(found, answer.results, strict=True):
            if expected := judged.paragraphs.get(name):
                paragraphs.judge(judged.query, name, expected, [snippet.label for snippet in result.snippets])
    documents.report()
    paragraphs.report()


@dataclass
class DocumentRelevance:
    """Relevance of the order of documents; queries below ``poor`` are printed."""

    poor: float
    ndcgs: list[float] = field(default_factory=list)
    reciprocal_ranks: list[float] = field(default_factory=list)

    def judge(self, judged: Judgement, found: list[str]) -> None:
        """Compare the names of the documents found, in order, with a judgement."""
        grades = judged.grades
        ideal = compute_dcg(sorted(grades.values(), reverse=True))
        self.ndcgs.append(compute_dcg([grades.get(name, 0) for name in found]) / ideal)
        best = [rank for rank, name in enumerate(found, start=1) if grades.get(name) == max(grades.values())]
        self.reciprocal_ranks.append(1 / best[0] if best else 0.0)
        if self.ndcgs[-1] < self.poor:
            print(f"{self.ndcgs[-1]:.2f}  {judged.query}: {' '.join(found[:6])}  expected {' '.join(grades)}")

    def report(self) -> None:
        """Print nDCG@10 and MRR."""
        count = len(self.ndcgs)
        print(f"{count} queries: nDCG@10 {sum(self.ndcgs) / count:.3f}, MRR {sum(self.reciprocal_ranks) / count:.3f}")


@dataclass
class ParagraphRelevance:
    """Relevance of the paragraphs shown of each document; their order is that of the text and not judged."""

    queries: set[str] = field(default_factory=set)
    hits: list[bool] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)

    def judge(self, query: str, name: str, expected: frozenset[str], shown: list[str]) -> None:
        """Compare the labels of the paragraphs shown with those expected."""
        self.queries.add(query)
        right = len(expected & set(shown))
        self.hits.append(right > 0)
        self.shares.append(right / min(len(expected), MAX_SNIPPETS))
        if self.shares[-1] < 1:
            print(
                f"{self.shares[-1]:.2f}  {query}, of {name}: {' '.join(shown)}  expected {' '.join(sorted(expected))}"
            )

    def report(self) -> None:
        """Print hit@3 and the share."""
        count = len(self.hits)
        print(
            f"{len(self.queries)} queries with paragraphs, of {count} documents found: "
            f"hit@3 {sum(self.hits) / count:.3f}, share of the expected shown {sum(self.shares) / count:.3f}"
        )


if __name__ == "__main__":
    main()
