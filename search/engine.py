"""The portal's Haystack engine: Haystack's seam on one side, our own reading of a Whoosh index on the other."""

from contextlib import suppress
from functools import cache

from django.apps import apps
from haystack import DEFAULT_ALIAS, connections
from haystack.backends import BaseEngine, BaseSearchBackend, BaseSearchQuery, log_query
from haystack.models import SearchResult
from haystack.utils import get_identifier

from search.chinese.dictionary import load_dictionary
from search.index import maintenance
from search.index.folder import IndexFolder, IndexUnavailableError
from search.index.snapshot import Snapshot, SnapshotManager
from search.query.parser import QUERY_FIELDS
from search.results.answer import Answer, Searcher
from search.results.run import MATCH_ALL, SearchRequest
from search.results.suggest import SuggestionCache, SuggestionIndex
from search.search_indexes import build_indexable

_SORTS = {"-adopted_on": "newest", "adopted_on": "oldest", "-citations_in": "cited"}
_FACET_FIELDS = ("kind", "organ", "year")
_ALL = 1_000_000  # more than there will ever be


@cache
def get_snapshot_manager(path: str) -> SnapshotManager:
    """One reader a process: its threads share the posting lists it has decoded."""
    return SnapshotManager(IndexFolder(path))


_suggestions = SuggestionCache()


def get_suggestion_index(snapshot: Snapshot) -> SuggestionIndex:
    """What can be suggested from the newest generation, worked out once for each."""
    return _suggestions.get(snapshot)


def warm_up() -> None:
    """Load what every query needs, so that a server can do it once, before its workers part.

    Words, conversions and the newest generation are then shared memory. No index is no error: it may come later.
    """
    words = load_dictionary()
    with suppress(IndexUnavailableError):
        snapshot = search_backend().snapshot()
        Searcher(snapshot, words).answer(SearchRequest("安全理事会 決議"))
        get_suggestion_index(snapshot)


def search_backend() -> "Backend":
    """The backend of the default Haystack connection."""
    return connections[DEFAULT_ALIAS].get_backend()


class Backend(BaseSearchBackend):
    def __init__(self, connection_alias: str, **options):
        super().__init__(connection_alias, **options)
        self.folder = IndexFolder(options["PATH"])
        self._path = str(options["PATH"])

    def answer(self, request: SearchRequest) -> Answer:
        """Answer a reader's request. Raises ``IndexUnavailableError``."""
        return Searcher(self.snapshot(), load_dictionary()).answer(request)

    def snapshot(self) -> Snapshot:
        """The newest generation. Raises ``IndexUnavailableError``."""
        return get_snapshot_manager(self._path).snapshot()

    # What Haystack asks for

    def setup(self) -> None:
        """Nothing to prepare: the folder is made by the first writer."""

    def update(self, index, iterable, commit: bool = True) -> None:
        sources = [build_indexable(document) for document in iterable]
        try:
            with self.folder.write_lock():
                maintenance.replace_documents(self.folder, sources, [source.key for source in sources])
        except IndexUnavailableError:
            maintenance.rebuild_index(self.folder, sources)

    def remove(self, obj_or_string, commit: bool = True) -> None:
        key = int(get_identifier(obj_or_string).rsplit(".", 1)[1])
        with self.folder.write_lock():
            maintenance.replace_documents(self.folder, [], [key])

    def clear(self, models=None, commit: bool = True) -> None:
        maintenance.rebuild_index(self.folder, [])

    @log_query
    def search(self, query_string: str, **kwargs) -> dict:
        first, last = kwargs.get("start_offset") or 0, kwargs.get("end_offset")
        sort_by = (kwargs.get("sort_by") or ["relevance"])[0]
        answer = self.answer(
            SearchRequest(
                query_string,
                mode="exact",
                sort=_SORTS.get(sort_by, "relevance"),
                offset=first,
                size=(_ALL if last is None else last) - first,
                with_facets=bool(kwargs.get("facets")),
                with_snippets=bool(kwargs.get("highlight")),
            )
        )
        result_class = kwargs.get("result_class") or SearchResult
        facets = {
            name: [(one.value, one.count) for one in answer.facets[name]]
            for name in _FACET_FIELDS
            if name in answer.facets
        }
        return {
            "results": [_search_result(found, result_class) for found in answer.results],
            "hits": answer.total,
            "facets": {"fields": facets} if facets else {},
        }

    def more_like_this(self, model_instance, additional_query_string=None, **kwargs) -> dict:
        return {"results": [], "hits": 0}

    def build_schema(self, fields):
        return "text", {}


def _search_result(found, result_class):
    card = found.card
    model = apps.get_model("resolutions", "Document")
    stored = {name: getattr(card, name) for name in ("symbol", "title", "kind", "organ", "year")}
    highlighted = {"text": [snippet.text for snippet in found.snippets]}
    return result_class(
        model._meta.app_label, model._meta.model_name, card.key, found.score, **stored, highlighted=highlighted
    )


class HaystackQuery(BaseSearchQuery):
    """Haystack's filters written in the portal's query language."""

    def build_query_fragment(self, field: str, filter_type: str, value) -> str:
        value = value.prepare(self) if hasattr(value, "prepare") else str(value)
        if value == MATCH_ALL:
            return MATCH_ALL
        name = field if field in QUERY_FIELDS else ""
        written = value if filter_type == "content" and not name else f'"{value}"'
        return f"{name}:{written}" if name else written


class Engine(BaseEngine):
    backend = Backend
    query = HaystackQuery
