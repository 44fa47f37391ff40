"""Haystack's backend and query over any ``SearchEngine``."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from haystack.backends import BaseSearchBackend, BaseSearchQuery, log_query
from haystack.models import SearchResult
from haystack.utils import get_identifier

from resolutions.models import Document
from search.protocol.answer import DocumentResult
from search.protocol.engine import SearchEngine
from search.protocol.errors import IndexUnavailableError
from search.protocol.request import MATCH_ALL, SearchRequest
from search.query.parser import QUERY_FIELDS
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


class Backend(BaseSearchBackend):
    """Backend of a connection; a subclass creates its ``engine``.

    ``more_like_this`` and ``build_schema`` are those of the base class and raise ``NotImplementedError``: the
    portal finds similar paragraphs by their sketches in the database, and its schema is not made from
    Haystack's fields.
    """

    engine: SearchEngine

    def update(self, index: Any, iterable: Iterable[Document], commit: bool = True) -> None:
        """Add or replace documents; an index that is missing or outdated is replaced by one of these alone."""
        sources = list(build_indexables(iterable))
        try:
            self.engine.update([source.key for source in sources], lambda: sources)
        except IndexUnavailableError:
            self.engine.rebuild(sources)

    def remove(self, obj_or_string: Document | str, commit: bool = True) -> None:
        """Remove a document, given itself or its Haystack identifier. Raises ``IndexUnavailableError``."""
        key = int(get_identifier(obj_or_string).rsplit(".", 1)[1])
        self.engine.update([key], list)

    def clear(self, models: Iterable[type[Model]] | None = None, commit: bool = True) -> None:
        """Empty the index, unless ``models`` are given and ``Document`` is not among them."""
        if models is None or Document in models:
            self.engine.rebuild([])

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
        answer = self.engine.search(
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
