"""Measure the order of results with the judged queries of ``bench/search/judgements.py``.

    python -m bench.search.relevance ../shared/corpus/zh

nDCG@10 scores the whole order (1 is perfect), MRR the rank of the first expected document. For paragraphs, hit@3 is the
share of documents with at least one expected paragraph among the three shown; the second figure is the share of the
expected paragraphs (three at most) that are shown. Results below these expectations are listed.
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
    """Return the name of a text in the judgements."""
    return SEED_NAMES.get(path.name[:3], path.stem) if path.parent == TEXTS else path.stem


def compute_dcg(worths: list[int]) -> float:
    """Return the discounted cumulative gain of the first ten results."""
    return sum((2**worth - 1) / math.log2(place + 2) for place, worth in enumerate(worths[:10]))


def main() -> None:
    """Index the texts in a temporary folder and report."""
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
    """Exit when a judgement names a document or paragraph that does not exist."""
    for judged in read_judgements():
        if unknown := set(judged.worth) - set(sources):
            sys.exit(f"{judged.query}: no text {unknown}")
        for name, labels in judged.paragraphs.items():
            if missing := labels - {passage.label for passage in sources[name].passages}:
                sys.exit(f"{judged.query}: no paragraph {set(missing)} in {name}")


def report_relevance(search: Searcher, names: dict[int, str], options: argparse.Namespace) -> None:
    """Run all judged queries and print the figures."""
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
    """Gains and ranks of the expected documents."""

    poor: float
    gains: list[float] = field(default_factory=list)
    ranks: list[float] = field(default_factory=list)

    def judge(self, judged: Judgement, found: list[str]) -> None:
        """Score the documents of one query, best first; print them when they are below ``poor``."""
        worth = judged.worth
        self.gains.append(
            compute_dcg([worth.get(name, 0) for name in found]) / compute_dcg(sorted(worth.values(), reverse=True))
        )
        best = [place for place, name in enumerate(found, start=1) if worth.get(name) == max(worth.values())]
        self.ranks.append(1 / best[0] if best else 0.0)
        if self.gains[-1] < self.poor:
            print(f"{self.gains[-1]:.2f}  {judged.query}: {' '.join(found[:6])}  expected {' '.join(worth)}")

    def report(self) -> None:
        """Print nDCG@10 and MRR."""
        count = len(self.gains)
        print(f"{count} queries: nDCG@10 {sum(self.gains) / count:.3f}, MRR {sum(self.ranks) / count:.3f}")


@dataclass
class ParagraphRelevance:
    """Expected paragraphs among the three shown of each document."""

    queries: set[str] = field(default_factory=set)
    hits: list[bool] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)

    def judge(self, query: str, name: str, expected: frozenset[str], shown: list[str]) -> None:
        """Score the paragraphs shown of one document; print them when one is missing."""
        self.queries.add(query)
        right = len(expected & set(shown))
        self.hits.append(right > 0)
        self.shares.append(right / min(len(expected), MAX_SNIPPETS))
        if self.shares[-1] < 1:
            wanted = " ".join(sorted(expected))
            print(f"{self.shares[-1]:.2f}  {query}, of {name}: {' '.join(shown)}  expected {wanted}")

    def report(self) -> None:
        """Print hit@3 and the share of expected paragraphs shown."""
        count = len(self.hits)
        print(
            f"{len(self.queries)} queries with paragraphs, of {count} documents found: "
            f"hit@3 {sum(self.hits) / count:.3f}, share of the expected shown {sum(self.shares) / count:.3f}"
        )


if __name__ == "__main__":
    main()
