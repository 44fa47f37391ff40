"""An ``Answer`` as Haystack returns results and facets."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.template.loader import render_to_string
from haystack.models import SearchResult

from resolutions.models import Document
from search.protocol.answer import Answer, DocumentResult

FACETS = ("kind", "organ", "year")
ORDERS = {  # fields of ``DocumentIndex`` as ``SearchRequest.order_by`` names them
    "adopted_on": "date",
    "citations_in": "cited",
    "django_id": "key",
    **{name: name for name in ("kind", "organ", "symbol", "title", "year")},
}
STORED_FIELDS = ("symbol", "title", "kind", "organ", "year", "adopted_on", "citations_in")
_NO_ORGAN = "-"  # in the index


def base_field(name: str) -> str:
    """Return the field of ``DocumentIndex`` that a facet field such as ``kind_exact`` copies."""
    return name.removesuffix("_exact")


def translate_order(name: str) -> str:
    """Return a field of ``order_by``, with or without ``-``, as the protocol names it."""
    sign = "-" if name.startswith("-") else ""
    return sign + ORDERS[base_field(name.removeprefix("-"))]


def build_results(answer: Answer, result_class: type[SearchResult] | None, with_highlights: bool) -> list[SearchResult]:
    """Return one result for each document of the page."""
    create = result_class or SearchResult
    return [create(*_identity(row), **_stored(row), **_highlighted(row, with_highlights)) for row in answer.results]


def _identity(row: DocumentResult) -> tuple[str, str, int, float]:
    return Document._meta.app_label, str(Document._meta.model_name), row.card.key, row.score


def _stored(row: DocumentResult) -> dict[str, Any]:
    card = row.card
    stored = {name: getattr(card, name) for name in ("symbol", "title", "kind", "organ", "year")}
    identifier = f"{Document._meta.label_lower}.{card.key}"
    return {"id": identifier, **stored, "adopted_on": card.date, "citations_in": card.cited}


def _highlighted(row: DocumentResult, with_highlights: bool) -> dict[str, Any]:
    """Return the snippets as HTML, with ``<em>`` around each hit; other characters are escaped."""
    if not with_highlights:
        return {}
    snippets = [render_to_string("search/haystack_snippet.html", {"runs": one.runs}) for one in row.snippets]
    return {"highlighted": {"text": snippets}}


def build_facets(answer: Answer, names: Iterable[str]) -> dict[str, Any]:
    """Return the counts of the facets ``names``: the most frequent value first, equal counts by value."""
    fields = {name: sorted(_counts(answer, base_field(name)), key=lambda item: (-item[1], item[0])) for name in names}
    return {"fields": fields, "dates": {}, "queries": {}} if fields else {}


def _counts(answer: Answer, name: str) -> Iterator[tuple[Any, int]]:
    for facet in answer.facets[name]:
        value: Any = int(facet.value) if name == "year" else facet.value.removeprefix(_NO_ORGAN)
        yield value, facet.count
