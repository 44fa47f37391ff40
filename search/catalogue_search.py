"""Search of the catalogue: agenda items and documents without a text here, by their Chinese and English names.

The index holds published texts only. The catalogue knows three thousand further documents by date, vote and agenda
item; a query that names their agenda item or English title finds them in the database.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, F, Q, QuerySet

from resolutions.models import AgendaItem, Document, Status
from resolutions.statistics.queries.cached import DataState, read_data_state
from search.chinese.dictionary import load_dictionary
from search.protocol.request import PAGE_SIZE, Filters
from search.query.content_words import content_words
from search.query.parser import And, Node, Not, Or, Query, TextCondition, YearCondition

MAX_AGENDA_ITEMS = 8  # shown beside one search
MAX_KEPT_MATCHES = 300  # in each process; up to a page of documents each
MIN_NAME_LENGTH = 2  # characters; a shorter string is in too many names
_FILTER_COLUMNS = {"kind": "shown_kind", "organ": "shown_organ", "year": "shown_year"}


@dataclass(frozen=True, slots=True)
class AgendaItemMatch:
    """An agenda item with the number of its documents, and of those with a text here."""

    item: AgendaItem
    total: int
    held: int


@dataclass(frozen=True, slots=True)
class CatalogueMatches:
    """Matches of a query in the catalogue.

    ``total`` counts the documents without a text here; ``documents`` are those of one page, the newest first.
    """

    agenda_items: tuple[AgendaItemMatch, ...] = ()
    total: int = 0
    documents: tuple[Document, ...] = ()


def search_catalogue(query: Query, filters: Filters, first: int = 0, count: int = PAGE_SIZE) -> CatalogueMatches:
    """Return the agenda items of a query and ``count`` documents from number ``first`` on; four queries at most.

    Every word must occur in the name of the agenda item or in the English title; exclusions, years and the filters
    kind, organ and year hold. A query with another condition or filter, such as a citation or a section, finds
    nothing here. ``query`` has its synonyms. Matches are kept for one state of the data: their queries cost more than
    the search itself, and readers page through results and return to them.
    """
    conditions = _conditions(query)
    if not conditions or not _FILTER_COLUMNS.keys() >= filters.keys():
        return CatalogueMatches()
    return _find_matches(read_data_state(), tuple(conditions), tuple(sorted(filters.items())), first, count)


@lru_cache(maxsize=MAX_KEPT_MATCHES)
def _find_matches(
    state: DataState,
    conditions: tuple[Node, ...],
    filters: tuple[tuple[str, tuple[str, ...]], ...],
    first: int,
    count: int,
) -> CatalogueMatches:
    """Find the matches in the database; ``state`` only tells the entries of the cache apart."""
    documents = _documents_without_text(conditions).filter(_of_filters(dict(filters)))
    documents = documents.order_by(F("shown_date").desc(nulls_last=True), "-number", "symbol")
    page = tuple(documents.select_related("catalogue__agenda_item")[first : first + count])
    is_last_page = len(page) < count and (page or not first)  # then there is nothing to count
    total = first + len(page) if is_last_page else documents.count()
    return CatalogueMatches(tuple(_agenda_items(conditions)), total, page)


def _documents_without_text(conditions: Iterable[Node]) -> QuerySet[Document]:
    documents = Document.objects.visible().exclude(status=Status.PUBLISHED).filter(catalogue__isnull=False)
    for condition in conditions:
        documents = documents.filter(_of_document(condition))
    return documents


def _of_filters(filters: Filters) -> Q:
    """Match the filters of the results page; a year is ``2020`` or ``2010-2019``, ``-`` is the organ without a name."""
    matched = Q()
    for name, values in filters.items():
        column, any_value = _FILTER_COLUMNS[name], Q()
        for value in values:
            first, _, last = value.partition("-")
            is_span = {f"{column}__gte": first, f"{column}__lte": last or first}
            any_value |= Q(**is_span) if name == "year" else Q(**{column: "" if value == "-" else value})
        matched &= any_value
    return matched


def _agenda_items(conditions: Iterable[Node]) -> Iterator[AgendaItemMatch]:
    """Yield the items with the most documents whose names meet the conditions on texts."""
    named = Q()
    for condition in conditions:
        if not _has_year(condition):
            named &= _match(condition, "name_zh", "name_en")
    held = Count("catalogueentry", filter=Q(catalogueentry__document__status=Status.PUBLISHED))
    items = AgendaItem.objects.filter(named).annotate(total=Count("catalogueentry"), held=held).filter(total__gt=0)
    for item in items.order_by("-total", "name_zh", "name_en")[:MAX_AGENDA_ITEMS]:
        yield AgendaItemMatch(item, item.total, item.held)


def _conditions(query: Query) -> list[Node]:
    """Return the conditions of a query if the catalogue can judge all of them; an empty list otherwise."""
    node = query.node
    parts: list[Node] = list(node.parts) if isinstance(node, And) else [node] if node else []
    has_text = any(not isinstance(part, Not | YearCondition) for part in parts)
    return parts if has_text and not query.scope and all(map(_is_supported, parts)) else []


def _has_year(node: Node) -> bool:
    if isinstance(node, And | Or):
        return any(map(_has_year, node.parts))
    return _has_year(node.part) if isinstance(node, Not) else isinstance(node, YearCondition)


def _is_supported(node: Node) -> bool:
    if isinstance(node, And | Or):
        return all(map(_is_supported, node.parts))
    if isinstance(node, Not):
        return _is_supported(node.part)
    if isinstance(node, TextCondition):
        return node.scope in (None, "title") and len(node.text) >= MIN_NAME_LENGTH
    return isinstance(node, YearCondition)


def _of_document(node: Node) -> Q:
    return _match(node, "catalogue__agenda_item__name_zh", "catalogue__agenda_item__name_en", "catalogue__title_en")


def _match(node: Node, *fields: str) -> Q:
    """Match a condition: a text in any of ``fields``, and a text that is no phrase also by its words."""
    if isinstance(node, YearCondition):
        return Q(shown_year__gte=node.first, shown_year__lte=node.last)
    if isinstance(node, Not):
        return ~_match(node.part, *fields)
    if isinstance(node, And | Or):
        matched = _match(node.parts[0], *fields)
        for part in node.parts[1:]:
            matched = matched & _match(part, *fields) if isinstance(node, And) else matched | _match(part, *fields)
        return matched
    assert isinstance(node, TextCondition)
    whole = _contains(node.text, fields)
    words = content_words(node.text, load_dictionary())
    if node.is_phrase or words == [node.text] or not any(len(word) >= MIN_NAME_LENGTH for word in words):
        return whole
    every_word = Q()
    for word in words:
        every_word &= _contains(word, fields)
    return whole | every_word


def _contains(text: str, fields: tuple[str, ...]) -> Q:
    matched = Q()
    for field in fields:
        matched |= Q(**{f"{field}__icontains": text})
    return matched
