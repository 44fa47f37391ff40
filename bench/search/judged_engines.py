"""Engines that answer the judged queries; each is asked with the query as typed and returns keys, best first."""

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from bench.search.fts5 import Fts5
from bench.search.peers import RESULT_LIMIT, flatten_parts, space_document, split_query
from search.chinese.dictionary import load_dictionary
from search.index.folder import IndexFolder
from search.index.maintenance import rebuild_index
from search.index.snapshot import SnapshotManager
from search.protocol.documents import IndexableDocument
from search.protocol.request import SearchRequest
from search.results.answer import Searcher
from search.results.run import find_documents

RankQuery = Callable[[str], list[int]]
NO_RANKING, PLAIN_BM25, FTS5_OR = "no ranking", "BM25, any word", "FTS5, any word"
WITHOUT_PARTIAL, PORTAL_PAGE = "portal, all words", "portal's page"
USUAL_K1, USUAL_B = 1.2, 0.75


class PlainBm25:
    """BM25 with its usual values over jieba's words, any of which is enough."""

    def __init__(self, sources: Iterable[IndexableDocument]):
        words = {source.key: [word for word in space_document(source).split() if word.isalnum()] for source in sources}
        mean = sum(map(len, words.values())) / len(words)
        self._norms = {key: USUAL_K1 * (1 - USUAL_B + USUAL_B * len(own) / mean) for key, own in words.items()}
        self._postings: dict[str, dict[int, int]] = {}
        for key, own in words.items():
            for word, count in Counter(own).items():
                self._postings.setdefault(word, {})[key] = count

    def rank(self, query: str) -> list[int]:
        """Return the keys of the best documents."""
        scores: Counter[int] = Counter()
        for word in set(flatten_parts(split_query(query))):
            postings = self._postings.get(word, {})
            idf = math.log(1 + (len(self._norms) - len(postings) + 0.5) / (len(postings) + 0.5))
            for key, count in postings.items():
                scores[key] += idf * count * (USUAL_K1 + 1) / (count + self._norms[key])  # type: ignore[assignment]
        return [key for key, _ in scores.most_common(RESULT_LIMIT)]


class Portal:
    """The portal's search over an index in ``folder``, asked in four ways."""

    def __init__(self, folder: Path, sources: Collection[IndexableDocument]):
        self.folder = IndexFolder(folder)
        rebuild_index(self.folder, sources)
        self.searcher = Searcher(SnapshotManager(self.folder).snapshot(), load_dictionary())

    def list_matches(self, query: str) -> list[int]:
        """Return the first documents found in the order of the index."""
        matched = find_documents(self.searcher.snapshot, self.searcher.dictionary, SearchRequest(query))
        return [self.searcher.snapshot.card(number).key for number in matched.ids[:RESULT_LIMIT].tolist()]

    def rank_matches(self, query: str) -> list[int]:
        """Return the best documents that have all words."""
        return self._rank(query, with_partial=False)

    def rank_page(self, query: str) -> list[int]:
        """Return the documents of the first results page: those with all words, then those that lack some."""
        return self._rank(query, with_partial=True)

    def _rank(self, query: str, with_partial: bool) -> list[int]:
        request = SearchRequest(
            query, size=RESULT_LIMIT, with_facets=False, with_snippets=False, with_partial=with_partial
        )
        answer = self.searcher.answer(request)
        return [result.card.key for result in (*answer.results, *answer.partial.results)]

    def list_paragraphs(self, query: str) -> dict[int, list[str]]:
        """Return the labels of the paragraphs shown of each document of the page, the best first."""
        answer = self.searcher.answer(SearchRequest(query, size=RESULT_LIMIT, with_facets=False, with_partial=True))
        rows = (*answer.results, *answer.partial.results)
        return {row.card.key: [snippet.label for snippet in row.snippets] for row in rows}


def build_peers(folder: Path, sources: Collection[IndexableDocument]) -> dict[str, RankQuery]:
    """Build the indexes of the peers."""
    fts5 = Fts5(folder)
    fts5.build(sources)
    return {PLAIN_BM25: PlainBm25(sources).rank, FTS5_OR: lambda query: fts5.rank_any(split_query(query))}


def list_engines(portal: Portal, peers: dict[str, RankQuery]) -> dict[str, RankQuery]:
    """Return all engines in the order of the table."""
    return {
        NO_RANKING: portal.list_matches,
        **peers,
        WITHOUT_PARTIAL: portal.rank_matches,
        PORTAL_PAGE: portal.rank_page,
    }
