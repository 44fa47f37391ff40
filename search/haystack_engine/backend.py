"""Haystack's backend over any ``SearchEngine``."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from haystack.backends import BaseSearchBackend, log_query
from haystack.utils import get_identifier

from resolutions.models import Document
from search.haystack_engine.conditions import read_query
from search.haystack_engine.results import (
    FACETS,
    ORDERS,
    STORED_FIELDS,
    base_field,
    build_facets,
    build_results,
    translate_order,
)
from search.protocol.engine import SearchEngine
from search.protocol.errors import IndexUnavailableError
from search.protocol.request import SearchRequest
from search.query.parser import And, Narrow
from search.search_indexes import DocumentIndex, build_indexables

_ALL = 1_000_000  # documents; an upper bound for a query set without an end
_OPTIONS = {  # keywords of Haystack that ``Backend.search`` honours
    "start_offset",
    "end_offset",
    "sort_by",
    "facets",
    "highlight",
    "models",
    "limit_to_registered_models",  # documents are the only model
    "narrow_queries",
    "result_class",
    "fields",
    "spelling_query",
}


_UNSTORED_FIELDS = set(DocumentIndex.fields) - set(STORED_FIELDS)


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
    def search(self, query_string: str, **options: Any) -> dict[str, Any]:
        """Run a query: filters as ``HaystackQuery`` writes them, or the query language. Synonyms are not added.

        Raises ``NotImplementedError`` for what would otherwise be ignored, such as ``date_facets`` and ``boost``.
        """
        _refuse_unsupported(options)
        spelling = self._suggest_spelling(options.get("spelling_query") or query_string)
        models = options.get("models")
        if not query_string or (models and Document not in models):
            return {"results": [], "hits": 0, "facets": {}, "spelling_suggestion": spelling}
        first, last = options.get("start_offset") or 0, options.get("end_offset")
        narrowed = tuple(Narrow(read_query(str(written))) for written in options.get("narrow_queries") or ())
        answer = self.engine.search(
            SearchRequest(
                node=And((read_query(query_string), *narrowed)),
                mode="exact",
                use_synonyms=False,
                order_by=tuple(map(translate_order, options.get("sort_by") or ())),
                offset=first,
                size=max((_ALL if last is None else last) - first, 0),
                with_facets=bool(options.get("facets")),
                with_snippets=bool(options.get("highlight")),
            )
        )
        return {
            "results": build_results(answer, options.get("result_class"), bool(options.get("highlight"))),
            "hits": answer.total,
            "facets": build_facets(answer, options.get("facets") or ()),
            "spelling_suggestion": spelling,
        }

    def _suggest_spelling(self, typed: str) -> str | None:
        """Return the most frequent term like ``typed``; None without one, or unless ``INCLUDE_SPELLING`` is set."""
        return next(iter(self.engine.find_similar_terms(typed)), None) if self.include_spelling else None


def _refuse_unsupported(options: dict[str, Any]) -> None:
    """Raise ``NotImplementedError`` for options and fields that the engine does not know."""
    facets, orders = options.get("facets") or {}, options.get("sort_by") or ()
    unknown = [name for name, value in options.items() if value and name not in _OPTIONS]
    unknown += [f"a facet of {name}" for name in facets if base_field(name) not in FACETS]
    unknown += [f"options of the facet {name}" for name, details in facets.items() if details]
    unknown += [f"order_by {name}" for name in orders if base_field(name.removeprefix("-")) not in ORDERS]
    unknown += [f"values of {name}" for name in options.get("fields") or () if name in _UNSTORED_FIELDS]
    unknown += ["options of highlight"] if isinstance(options.get("highlight"), dict) else []
    if unknown:
        raise NotImplementedError(f"The portal's search engine does not support {', '.join(unknown)}.")
