"""``SearchEngine`` over one index folder."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from search import background_rebuild
from search.chinese.dictionary import load_dictionary
from search.chinese.folding import fold
from search.index import maintenance
from search.index.folder import IndexFolder
from search.index.snapshot import Snapshot, SnapshotManager, get_snapshot_manager
from search.protocol.answer import Answer
from search.protocol.documents import IndexableDocument
from search.protocol.engine import CatchUp, IndexHealth, ReadDocuments
from search.protocol.errors import IndexUnavailableError, QueryTooComplexError, SearchBusyError
from search.protocol.phrase_history import PhraseHistory, PhraseVariant
from search.protocol.request import SearchRequest
from search.protocol.suggestion import Suggestion
from search.results.answer import Searcher
from search.results.did_you_mean import find_similar_terms
from search.results.phrase_history import find_phrase_uses
from search.results.phrase_variants import find_phrase_variants
from search.results.suggest import SuggestionCache
from search.whoosh_engine.health import measure_health
from search.whoosh_engine.published import PublishedSnapshots, find_hidden

_Answer = TypeVar("_Answer")
_suggestions = SuggestionCache()  # as the snapshots, shared by all threads of the process
_published_snapshots = PublishedSnapshots()


class WhooshEngine:
    """The engine of one index folder; an object holds no open file."""

    def __init__(self, path: str | Path):
        self.folder = IndexFolder(path)

    @property
    def _manager(self) -> SnapshotManager:
        return get_snapshot_manager(str(self.folder.path))

    # Answers

    def search(self, request: SearchRequest) -> Answer:
        """Answer with the documents of the page checked in the database; one query."""
        return self._ask(
            lambda snapshot: Searcher(snapshot, load_dictionary()).answer(request),
            lambda answer: [result.card.key for result in (*answer.results, *answer.partial.results)],
        )

    def suggest(self, typed: str) -> list[Suggestion]:
        """Complete what was typed; at most one query, for the titles."""
        newest = self.snapshot()
        with self._damage_noticed():
            suggestions = _suggestions.get(newest).complete(typed)
        hidden = find_hidden(item.key for item in suggestions if item.key)
        return [item for item in suggestions if item.key not in hidden]

    def find_similar_terms(self, typed: str) -> list[str]:
        """Look among the terms that are suggested; no query."""
        newest = self.snapshot()
        with self._damage_noticed():
            known = [term.folded for term in _suggestions.get(newest).terms if not term.url]
            return find_similar_terms(fold(typed), known, newest)

    def find_phrase_uses(self, phrase: str, beside: str = "") -> PhraseHistory:
        """Find the uses with the documents shown checked in the database; one query."""
        return self._ask(
            lambda snapshot: find_phrase_uses(snapshot, phrase, beside),
            lambda history: [document.card.key for document in history.earliest],
        )

    def find_phrase_variants(self, phrase: str) -> list[PhraseVariant]:
        """Find the variants with the document that each is quoted from checked in the database; one query."""
        return self._ask(
            lambda snapshot: find_phrase_variants(lambda _: snapshot, phrase),
            lambda variants: [variant.key for variant in variants],
        )

    def warm_up(self) -> None:
        """Load the newest snapshot and its suggestions."""
        dictionary = load_dictionary()
        with suppress(IndexUnavailableError):
            snapshot = self.snapshot()
            Searcher(snapshot, dictionary).answer(SearchRequest("安全理事会 决議"))
            _suggestions.get(snapshot)

    def snapshot(self) -> Snapshot:
        """Return the newest generation of the index.

        It may have documents that were withdrawn a moment ago. Raises ``IndexUnavailableError``; a server then starts
        a rebuild.
        """
        try:
            return self._manager.snapshot()
        except IndexUnavailableError:
            background_rebuild.request_rebuild(self.is_being_rebuilt)
            raise

    def _ask(self, ask: Callable[[Snapshot], _Answer], keys_of: Callable[[_Answer], Iterable[int]]) -> _Answer:
        """Ask the newest snapshot. Ask again without hidden documents when ``keys_of`` the answer has one.

        Thus totals, facets and pages are right too.
        """
        newest = self.snapshot()
        with self._damage_noticed():
            answer = ask(_published_snapshots.get(newest))
            if find_hidden(keys_of(answer)):
                answer = ask(_published_snapshots.exclude_hidden(newest))
            return answer

    @contextmanager
    def _damage_noticed(self) -> Iterator[None]:
        """Raise ``IndexUnavailableError`` in place of any other error that a file damaged a moment ago caused."""
        try:
            yield
        except (IndexUnavailableError, QueryTooComplexError, SearchBusyError):
            raise
        except Exception:
            self._manager.expire()
            self.snapshot()
            raise

    # Changes

    def update(self, keys: Iterable[int], read_documents: ReadDocuments) -> None:
        """Write one new generation."""
        with self.folder.write_lock():
            maintenance.replace_documents(self.folder, read_documents(), keys)

    def rebuild(self, documents: Iterable[IndexableDocument], catch_up: CatchUp | None = None) -> None:
        """Write a new build; other processes may change the current one meanwhile."""
        maintenance.rebuild_index(self.folder, documents, catch_up)

    def recover(self, rebuild: Callable[[], object]) -> bool:
        """Verify all files first."""
        with self.folder.try_recovery_lock() as is_locked:
            if not is_locked:
                return False
            try:
                self.folder.verify()
            except IndexUnavailableError:
                rebuild()
                return True
            return False

    # State

    def stamps(self, *, read_all_files: bool = False) -> Mapping[int, str]:
        """Read all cards. Otherwise files are read only when this process has not verified them."""
        manager = SnapshotManager(self.folder) if read_all_files else self._manager
        return manager.snapshot().stamps()

    def stamp(self, key: int) -> str:
        """Read one card."""
        return self._manager.snapshot().stamp(key)

    def health(self) -> IndexHealth:
        """Read again only the files whose status in the file system has changed since they were verified."""
        return measure_health(self.folder)

    def is_being_rebuilt(self) -> bool:
        """Ask for the lock of rebuilds."""
        return self.folder.is_being_rebuilt()

    def find_problem(self) -> str:
        """Return no problem: the folder of an index needs no settings and no server."""
        return ""
