"""Haystack engine of the portal: Haystack's interface to the reader and writer of ``search.index``.

Views use ``Backend.answer``. ``SearchQuerySet`` reaches the same index through ``Backend.search``.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from threading import Lock
from typing import Any, TypeVar

from django.db.models import Model
from haystack import DEFAULT_ALIAS, connections
from haystack.backends import BaseEngine, BaseSearchBackend, BaseSearchQuery, log_query
from haystack.models import SearchResult
from haystack.utils import get_identifier

from resolutions.models import Document
from search import background_rebuild
from search.chinese.dictionary import load_dictionary
from search.index import maintenance
from search.index.folder import IndexFolder
from search.index.snapshot import Snapshot, get_snapshot_manager
from search.protocol.answer import Answer, DocumentResult
from search.protocol.errors import IndexUnavailableError, QueryTooComplexError, SearchBusyError
from search.protocol.phrase_history import PhraseHistory
from search.protocol.request import MATCH_ALL, SearchRequest
from search.protocol.suggestion import Suggestion
from search.query.parser import QUERY_FIELDS
from search.results.answer import Searcher
from search.results.phrase_history import find_phrase_uses
from search.results.suggest import SuggestionCache, SuggestionIndex
from search.search_indexes import build_indexables

_SORT_ORDERS = {"-adopted_on": "newest", "adopted_on": "oldest", "-citations_in": "cited"}
_FACET_FIELDS = ("kind", "organ", "year")
_STORED_FIELDS = ("symbol", "title", "kind", "organ", "year")
_ALL = 1_000_000  # documents; an upper bound for a query set without an end
_OPTIONS = {  # keywords of Haystack that ``Backend.search`` honours; ``fields`` only narrows what it may return
    "start_offset",
    "end_offset",
    "sort_by",
    "facets",
    "highlight",
    "models",
    "result_class",
    "fields",
}


_WHOLE_TEXT = ("content", "text")  # Haystack's names of the whole document
_LOOKUPS = ("content", "contains", "exact")
_Answer = TypeVar("_Answer")


_suggestions = SuggestionCache()


def get_suggestion_index(snapshot: Snapshot) -> SuggestionIndex:
    """Return the type-ahead index of ``snapshot``; it is built once for each generation."""
    return _suggestions.get(snapshot)


def find_hidden(keys: Iterable[int]) -> set[int]:
    """Return those of ``keys`` that are not the keys of published documents; at most one query.

    The index is behind the database while it cannot be written, so results are checked before they are shown.
    """
    wanted = set(keys)
    return wanted - set(Document.objects.held().filter(pk__in=wanted).values_list("pk", flat=True))


class _PublishedSnapshots:
    """Thread-safe cache of the newest snapshot without the documents that are no longer published.

    ``get`` returns the snapshot itself until ``exclude_hidden`` was called for it.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._whole: Snapshot | None = None
        self._published: Snapshot | None = None

    def get(self, snapshot: Snapshot) -> Snapshot:
        with self._lock:
            if self._whole is not snapshot:
                self._whole = self._published = None
            return self._published or snapshot

    def exclude_hidden(self, snapshot: Snapshot) -> Snapshot:
        """Compare all documents of ``snapshot`` with the database; one query."""
        published = set(Document.objects.held().values_list("pk", flat=True))
        indexed = set(snapshot.keys[snapshot.live_ids].tolist())
        with self._lock:
            self._whole, self._published = snapshot, snapshot.without(indexed - published)
            return self._published


_published_snapshots = _PublishedSnapshots()


def warm_up() -> None:
    """Load the dictionary, the conversion tables and the newest snapshot; let the server rebuild an unusable index.

    A server calls it before it forks, so that its workers share this memory. The comparison of texts uses the same
    dictionary. A missing index is no error: the server starts, and a process rebuilds it.
    """
    background_rebuild.enable()
    dictionary = load_dictionary()
    with suppress(IndexUnavailableError):
        snapshot = search_backend().snapshot()
        Searcher(snapshot, dictionary).answer(SearchRequest("安全理事会 決議"))
        get_suggestion_index(snapshot)


def search_backend() -> "Backend":
    """Return the backend of the default Haystack connection."""
    return connections[DEFAULT_ALIAS].get_backend()


class Backend(BaseSearchBackend):
    """Haystack backend over one index folder, the option ``PATH`` of the connection.

    ``more_like_this`` and ``build_schema`` are those of the base class and raise ``NotImplementedError``: the
    portal finds similar paragraphs by their sketches in the database, and its schema is not made from
    Haystack's fields.
    """

    def __init__(self, connection_alias: str, **options: Any):
        super().__init__(connection_alias, **options)
        self.folder = IndexFolder(options["PATH"])
        self._path = str(options["PATH"])

    def answer(self, request: SearchRequest) -> Answer:
        """Answer a reader's request with published documents only; one query for the documents of the page.

        Raises ``IndexUnavailableError``, ``QueryTooComplexError`` and ``SearchBusyError``.
        """
        return self._ask(
            lambda snapshot: Searcher(snapshot, load_dictionary()).answer(request),
            lambda answer: [result.card.key for result in (*answer.results, *answer.partial.results)],
        )

    def find_phrase_uses(self, phrase: str, beside: str = "") -> PhraseHistory:
        """Find the uses of a phrase in published documents; one query. Raises ``IndexUnavailableError``."""
        return self._ask(
            lambda snapshot: find_phrase_uses(snapshot, phrase, beside),
            lambda history: [document.card.key for document in history.earliest],
        )

    def complete(self, typed: str) -> list[Suggestion]:
        """Complete what was typed; at most one query, for the titles. Raises ``IndexUnavailableError``."""
        newest = self.snapshot()
        with self._damage_noticed():
            suggestions = get_suggestion_index(newest).complete(typed)
        hidden = find_hidden(item.key for item in suggestions if item.key)
        return [item for item in suggestions if item.key not in hidden]

    def snapshot(self) -> Snapshot:
        """Return the newest generation of the index.

        It may have documents that were withdrawn a moment ago. Raises ``IndexUnavailableError``; a server then starts
        a rebuild.
        """
        try:
            return get_snapshot_manager(self._path).snapshot()
        except IndexUnavailableError:
            background_rebuild.request_rebuild(self.folder)
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
            get_snapshot_manager(self._path).expire()
            self.snapshot()
            raise

    # Haystack's interface

    def update(self, index: Any, iterable: Iterable[Document], commit: bool = True) -> None:
        """Add or replace documents; an index that is missing or outdated is replaced by one of these alone."""
        sources = list(build_indexables(iterable))
        try:
            with self.folder.write_lock():
                maintenance.replace_documents(self.folder, sources, [source.key for source in sources])
        except IndexUnavailableError:
            maintenance.rebuild_index(self.folder, sources)

    def remove(self, obj_or_string: Document | str, commit: bool = True) -> None:
        """Remove a document, given itself or its Haystack identifier. Raises ``IndexUnavailableError``."""
        key = int(get_identifier(obj_or_string).rsplit(".", 1)[1])
        with self.folder.write_lock():
            maintenance.replace_documents(self.folder, [], [key])

    def clear(self, models: Iterable[type[Model]] | None = None, commit: bool = True) -> None:
        """Empty the index, unless ``models`` are given and ``Document`` is not among them."""
        if models is None or Document in models:
            maintenance.rebuild_index(self.folder, [])

    @log_query
    def search(self, query_string: str, **kwargs: Any) -> dict[str, Any]:
        """Run a query for ``SearchQuerySet``, exactly as typed.

        Raises ``NotImplementedError`` for an option that would otherwise be ignored, such as ``narrow_queries``.
        """
        unsupported = sorted(name for name, value in kwargs.items() if value and name not in _OPTIONS)
        if unsupported:
            raise NotImplementedError(f"The portal's search engine does not support {', '.join(unsupported)}.")
        models = kwargs.get("models")
        if models and Document not in models:
            return {"results": [], "hits": 0, "facets": {}}
        first, last = kwargs.get("start_offset") or 0, kwargs.get("end_offset")
        answer = self.answer(
            SearchRequest(
                query_string,
                mode="exact",
                sort=_sort_order(kwargs.get("sort_by") or []),
                offset=first,
                size=(_ALL if last is None else last) - first,
                with_facets=bool(kwargs.get("facets")),
                with_snippets=bool(kwargs.get("highlight")),
            )
        )
        result_class = kwargs.get("result_class") or SearchResult
        facets = {
            name: [(facet.value, facet.count) for facet in answer.facets[name]]
            for name in _FACET_FIELDS
            if name in answer.facets
        }
        return {
            "results": [_search_result(result, result_class) for result in answer.results],
            "hits": answer.total,
            "facets": {"fields": facets} if facets else {},
        }


def _sort_order(sort_by: list[str]) -> str:
    """Return the portal's name of a Haystack order. Raises ``NotImplementedError`` for one that has none."""
    if not sort_by:
        return "relevance"
    if len(sort_by) > 1 or sort_by[0] not in _SORT_ORDERS:
        raise NotImplementedError(f"order_by takes one of {', '.join(_SORT_ORDERS)}, not {', '.join(sort_by)}.")
    return _SORT_ORDERS[sort_by[0]]


def _search_result(result: DocumentResult, result_class: type[SearchResult]) -> SearchResult:
    card, model = result.card, Document._meta
    stored = {name: getattr(card, name) for name in _STORED_FIELDS}
    highlighted = {"text": [snippet.text for snippet in result.snippets]}
    return result_class(model.app_label, model.model_name, card.key, result.score, **stored, highlighted=highlighted)


class HaystackQuery(BaseSearchQuery):
    """Haystack's filters written in the portal's query language."""

    def build_query_fragment(self, field: str, filter_type: str, value: Any) -> str:
        """Write one filter as a condition.

        Raises ``NotImplementedError`` for a field or lookup that the query language cannot express.
        """
        if filter_type not in _LOOKUPS or (field not in _WHOLE_TEXT and field not in QUERY_FIELDS):
            raise NotImplementedError(f"The query language has no condition for {field}__{filter_type}.")
        value = value.prepare(self) if hasattr(value, "prepare") else str(value)
        if value == MATCH_ALL:
            return MATCH_ALL
        if field in _WHOLE_TEXT:
            return value if filter_type == "content" else f'"{value}"'
        return f'{field}:"{value}"'


class Engine(BaseEngine):
    """The value of ``ENGINE`` in ``HAYSTACK_CONNECTIONS``."""

    backend = Backend
    query = HaystackQuery
