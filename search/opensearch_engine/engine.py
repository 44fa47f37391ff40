"""``SearchEngine`` over one index of an OpenSearch cluster."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from threading import Lock
from time import monotonic
from typing import Any, TypeVar

from django.db import Error, connection

from resolutions.advisory_lock import is_locked, try_lock, wait_for_lock
from resolutions.models import Document
from search.chinese.dictionary import load_dictionary
from search.chinese.folding import fold
from search.opensearch_engine import health
from search.opensearch_engine.answers.phrase_history import PhraseDocuments
from search.opensearch_engine.answers.searcher import ClusterSearcher
from search.opensearch_engine.answers.suggestions import StateKey, SuggestionStore
from search.opensearch_engine.cluster import bulk_writes
from search.opensearch_engine.cluster.client import Cluster, ClusterAddress
from search.opensearch_engine.cluster.errors import (
    ClusterError,
    ClusterIndexMissingError,
    ClusterIndexOutdatedError,
    ClusterUnreachableError,
)
from search.opensearch_engine.cluster.index_names import IndexNames
from search.opensearch_engine.conditions.clauses import MATCH_EVERYTHING
from search.opensearch_engine.reading.documents import Documents
from search.protocol.answer import Answer
from search.protocol.documents import IndexableDocument
from search.protocol.engine import CatchUp, IndexHealth, ReadDocuments
from search.protocol.errors import IndexMissingError, IndexUnavailableError, SearchBusyError
from search.protocol.phrase_history import PhraseHistory, PhraseVariant
from search.protocol.request import SearchRequest
from search.protocol.suggestion import Suggestion
from search.results.did_you_mean import find_similar_terms

STATE_SECONDS = 3.0  # between two looks at the state of the index, for suggestions
STAMPS_IN_REQUEST = 10_000
_Answer = TypeVar("_Answer")


class _Shared:
    """State of one index that the threads of a process share."""

    def __init__(self, cluster: Cluster, alias: str):
        self.names = IndexNames(cluster, alias)
        self.suggestions = SuggestionStore()
        self.lock = Lock()
        self.hidden: frozenset[int] = frozenset()
        self.state: tuple[StateKey, float] | None = None
        self.is_supported = False


@cache
def _shared(address: ClusterAddress, alias: str) -> _Shared:
    return _Shared(Cluster(address), alias)


class OpenSearchEngine:
    """The engine of one index. ``shards`` and ``replicas`` are those of new builds.

    The alias ``name`` leads to the build that is searched.
    """

    def __init__(self, address: ClusterAddress, name: str, shards: int = 1, replicas: int = 1):
        self.cluster, self.name, self.shards, self.replicas = Cluster(address), name, shards, replicas

    @property
    def _state(self) -> _Shared:
        return _shared(self.cluster.address, self.name)

    # Answers

    def search(self, request: SearchRequest) -> Answer:
        """Answer with the documents of the page checked in the database; one query."""
        return self._ask(
            lambda documents: ClusterSearcher(documents, request).answer(),
            lambda answer: [result.card.key for result in (*answer.results, *answer.partial.results)],
        )

    def suggest(self, typed: str) -> list[Suggestion]:
        """Complete what was typed; at most one query, for the titles."""
        with self._failures_noticed():
            documents = self._documents(())
            suggestions = self._state.suggestions.get(self._index_state(documents), documents).complete(typed)
        hidden = find_hidden(item.key for item in suggestions if item.key)
        return [item for item in suggestions if item.key not in hidden]

    def find_similar_terms(self, typed: str) -> list[str]:
        """Look among the terms that are suggested; no query."""
        with self._failures_noticed():
            documents = self._documents(())
            suggestions = self._state.suggestions.get(self._index_state(documents), documents)
            known = [term.folded for term in suggestions.terms if not term.url]
            counted: Any = documents.counted
            return find_similar_terms(fold(typed), known, counted)

    def find_phrase_uses(self, phrase: str, beside: str = "") -> PhraseHistory:
        """Find the uses with the documents shown checked in the database; one query."""
        return self._ask(
            lambda documents: PhraseDocuments(documents).find_uses(phrase, beside),
            lambda history: [document.card.key for document in history.earliest],
        )

    def find_phrase_variants(self, phrase: str) -> list[PhraseVariant]:
        """Find the variants with the document that each is quoted from checked in the database; one query."""
        return self._ask(
            lambda documents: PhraseDocuments(documents).find_variants(phrase),
            lambda variants: [variant.key for variant in variants],
        )

    def warm_up(self) -> None:
        """Load the dictionary; nothing is asked of the cluster, so a server starts while it is down."""
        load_dictionary()

    def _documents(self, hidden: Iterable[int]) -> Documents:
        self._require_supported()
        return Documents(self.cluster, self._state.names.current(), load_dictionary(), hidden)

    def _require_supported(self) -> None:
        """Check the version of the server once in each process."""
        if not self._state.is_supported:
            self.cluster.require_supported()
            self._state.is_supported = True

    def _ask(self, ask: Callable[[Documents], _Answer], keys_of: Callable[[_Answer], Iterable[int]]) -> _Answer:
        """Ask the index. Ask again without hidden documents when ``keys_of`` the answer has one.

        Thus totals, facets and pages are right too.
        """
        with self._failures_noticed():
            if self._state.hidden:  # some may have been published again
                self._state.hidden = frozenset(find_hidden(self._state.hidden))
            answer = ask(self._documents(self._state.hidden))
            if find_hidden(keys_of(answer)):
                answer = ask(self._documents(self._find_all_hidden()))
            return answer

    def _find_all_hidden(self) -> frozenset[int]:
        """Compare all documents of the index with the database; one query."""
        published = set(Document.objects.held().values_list("pk", flat=True))
        indexed = set(self._documents(()).list_keys(MATCH_EVERYTHING))
        self._state.hidden = frozenset(indexed - published)
        return self._state.hidden

    @contextmanager
    def _failures_noticed(self) -> Iterator[None]:
        """Look the alias up again after a failure, and let a server rebuild an index where that helps."""
        try:
            yield
        except IndexUnavailableError as error:
            self._state.names.expire()
            health.request_rebuild(error, self.is_being_rebuilt)
            raise

    @contextmanager
    def _state_failures_noticed(self) -> Iterator[None]:
        """Raise ``IndexUnavailableError`` for every failure of a question on the state of the index."""
        with self._failures_noticed():
            try:
                yield
            except SearchBusyError as error:
                raise ClusterUnreachableError("OpenSearch did not answer in time.") from error

    def _index_state(self, documents: Documents) -> StateKey:
        """Return what differs between two states of the index; asked once in ``STATE_SECONDS``."""
        known = self._state.state
        if known and known[0][0] == documents.index and monotonic() - known[1] < STATE_SECONDS:
            return known[0]
        body = {"size": 0, "track_total_hits": True, "aggs": {"last": {"max": {"field": "written"}}}}
        answer = documents.search(body)
        last = int(answer["aggregations"]["last"]["value"] or 0)
        state = documents.index, int(answer["hits"]["total"]["value"]), last
        self._state.state = state, monotonic()
        return state

    # Changes

    def update(self, keys: Iterable[int], read_documents: ReadDocuments) -> None:
        """Write the documents of one change, and return when searches see them.

        Raises ``ClusterWriteError``, an ``OSError``, when the cluster cannot be written.
        """
        with bulk_writes.write_errors():
            self._require_supported()
        with wait_for_lock(self._lock_name("write")):
            self._state.names.expire()
            with bulk_writes.write_errors():
                index = self._state.names.current()
            version = read_version()  # before the documents: a version is never newer than what it names
            operations = bulk_writes.build_operations(read_documents(), keys, version)
            bulk_writes.write(self.cluster, index, operations, is_visible=True)
        self._state.state = None

    def rebuild(self, documents: Iterable[IndexableDocument], catch_up: CatchUp | None = None) -> None:
        """Write a new build; other portals may change the current one meanwhile."""
        with wait_for_lock(self._lock_name("rebuild")):
            self._rebuild(documents, catch_up)
        self._state.state = None

    def _rebuild(self, documents: Iterable[IndexableDocument], catch_up: CatchUp | None) -> None:
        stamps: dict[int, str] = {}
        names = self._state.names
        with bulk_writes.write_errors():
            self._require_supported()
            names.require_own()
            aliased = names.aliased()
            names.remove([name for name in names.builds() if name not in aliased])
            build = names.create(self.shards)
        try:
            sources = _record_stamps(documents, stamps)
            operations = bulk_writes.build_operations(sources, (), read_version())
            bulk_writes.write(self.cluster, build, operations, is_visible=False)
            with wait_for_lock(self._lock_name("write")):
                late, keys = catch_up(stamps) if catch_up else ((), ())
                operations = bulk_writes.build_operations(late, keys, read_version())
                bulk_writes.write(self.cluster, build, operations, is_visible=False)
                bulk_writes.refresh(self.cluster, build)
                with bulk_writes.write_errors():
                    names.switch(build, self.replicas)
        except BaseException:
            with suppress(IndexUnavailableError, OSError):
                if build not in names.aliased():
                    names.remove([build])
            raise

    def recover(self, rebuild: Callable[[], object]) -> bool:
        """Rebuild an index that is missing or outdated; nothing helps while the cluster does not answer."""
        with try_lock(self._lock_name("recovery")) as is_locked:
            if not is_locked:
                return False
            self._state.names.expire()
            try:
                self._documents(())
            except (ClusterIndexMissingError, ClusterIndexOutdatedError):
                rebuild()
                return True
            except ClusterError:
                return False
            return False

    def _lock_name(self, purpose: str) -> str:
        return f"search index {self.name} {purpose}"

    # State

    def stamps(self, *, read_all_files: bool = False) -> Mapping[int, str]:
        """Read the stamps of all documents; OpenSearch verifies its files itself."""
        self._state.names.expire()
        with self._state_failures_noticed():
            return dict(_read_stamps(self._documents(())))

    def stamp(self, key: int) -> str:
        """Read the stamp of one document."""
        with self._state_failures_noticed():
            documents = self._documents(())
            hits = documents.list_hits({"term": {"key": key}}, 0, 1)
            return hits[0].stamp if hits else ""

    def health(self) -> IndexHealth:
        """Ask the cluster for the newest change; one query for the lock of rebuilds."""
        self._state.names.expire()
        try:
            age = health.seconds_since_change(self._documents(()))
        except IndexUnavailableError as error:
            return health.describe_failure(error, health.request_rebuild(error, self.is_being_rebuilt))
        except SearchBusyError as error:
            return IndexHealth("unreachable", None, False, str(error))
        return IndexHealth("ok", age, self.is_being_rebuilt(), "")

    def is_being_rebuilt(self) -> bool:
        """Look at the lock of rebuilds, which PostgreSQL knows for all machines; one query."""
        try:
            return is_locked(self._lock_name("rebuild"))
        except Error:
            return False

    def find_problem(self) -> str:
        """Ask the cluster for its version and the index for its state."""
        self._state.names.expire()
        try:
            self._documents(()).counts.statistics()
        except IndexMissingError:
            return ""
        except IndexUnavailableError as error:
            return str(getattr(error, "sentence", error))
        except SearchBusyError:
            return "OpenSearch did not answer in time."
        return ""


def read_version() -> int:
    """Return the version of documents that are read from the database now; one query.

    It is the clock of PostgreSQL in microseconds, which all machines share. The lock of writers makes it ascend.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint")
        return int(cursor.fetchone()[0])


def find_hidden(keys: Iterable[int]) -> set[int]:
    """Return those of ``keys`` that are not the keys of published documents; at most one query."""
    wanted = set(keys)
    return wanted - set(Document.objects.held().filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()


def _record_stamps(documents: Iterable[IndexableDocument], stamps: dict[int, str]) -> Iterator[IndexableDocument]:
    for document in documents:
        stamps[document.key] = document.stamp
        yield document


def _read_stamps(documents: Documents) -> Iterator[tuple[int, str]]:
    after = -1
    while True:
        later = {"range": {"key": {"gt": after}}}
        hits = documents.list_hits(later, 0, STAMPS_IN_REQUEST)
        yield from ((hit.key, hit.stamp) for hit in hits)
        if len(hits) < STAMPS_IN_REQUEST:
            return
        after = hits[-1].key
