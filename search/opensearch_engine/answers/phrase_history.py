"""Uses and variants of a phrase, counted in documents fetched from the cluster."""

from collections.abc import Sequence

from search.chinese.folding import fold
from search.opensearch_engine.conditions.clauses import require
from search.opensearch_engine.reading.documents import BY_DATE, Documents
from search.opensearch_engine.reading.fetched_snapshot import FetchedSnapshot
from search.protocol.phrase_history import PhraseHistory, PhraseVariant
from search.results.phrase_history import MAX_USES, find_phrase_uses
from search.results.phrase_variants import find_phrase_variants

FIRST_DOCUMENTS = 200  # fetched at first; twice as many each time that they have too few uses
MAX_VARIANT_DOCUMENTS = MAX_USES  # with one string; of a more frequent string the earliest are read


class PhraseDocuments:
    """The documents that contain strings, the earliest first, opened as snapshots."""

    def __init__(self, documents: Documents):
        self.documents = documents
        self._opened: dict[str, FetchedSnapshot] = {}

    def find_uses(self, phrase: str, beside: str) -> PhraseHistory:
        """Find the uses as ``find_phrase_uses`` does, in as many of the earliest documents as it reads."""
        strings = [string for string in (fold(phrase), fold(beside)) if string]
        count = FIRST_DOCUMENTS
        while True:
            snapshot = self._open(strings, count)
            history = find_phrase_uses(snapshot, phrase, beside)
            if history.is_cut or snapshot.count < count:
                return history
            count *= 2

    def find_variants(self, phrase: str) -> list[PhraseVariant]:
        """Return variants of a phrase, the most frequent first."""
        return find_phrase_variants(self._open_string, phrase)

    def _open_string(self, string: str) -> FetchedSnapshot:
        if string not in self._opened:
            self._opened[string] = self._open([string], MAX_VARIANT_DOCUMENTS)
        return self._opened[string]

    def _open(self, strings: Sequence[str], count: int) -> FetchedSnapshot:
        """Return the earliest documents that contain all ``strings``, at most ``count``."""
        conditions = [self.documents.match_string(string, "all") for string in strings]
        hits = self.documents.list_hits(require(*conditions), 0, count, BY_DATE) if strings else []
        return self.documents.open(self.documents.fetch(hits))
