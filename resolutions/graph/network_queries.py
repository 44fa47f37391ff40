"""Queries for the graph and the shortest paths. No number of queries depends on the number of citations."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, Count, F, Func, Q, QuerySet, Value

from resolutions.graph.drawing_text import short_label, truncate
from resolutions.graph.network import Edge, Network, Node, build_edges, opposite_end
from resolutions.models import Citation, Document, Status, document_key, document_url, hide_text_in_row

MAX_NOTE_LENGTH, MAX_ENGLISH_NOTE_LENGTH = 40, 80  # characters
NEAREST_LIMIT = 8
_NODE_FIELDS = (
    "pk",
    "symbol",
    "slug",
    "title",
    "year",
    "adopted_on",
    "status",
    "citations_in",
    "catalogue__date",
    "catalogue__agenda_item__name_zh",
    "catalogue__agenda_item__name_en",
)


def load_network(document: Document, steps: int) -> Network:
    """Load the documents one or two steps from ``document`` with the citations between them.

    Two queries for one step, three for two. The note of a neighbour is the theme under which it is
    cited here most often, else its agenda item.
    """
    near = Q(source=document.pk) | Q(target=document.pk)
    rows = list(_pairs().filter(near).exclude(source=F("target")).annotate(n=Count("pk")))
    edges = build_edges((source, target, verb, count) for source, target, verb, _, count in rows)
    neighbours = {opposite_end(edge, document.pk) for edge in edges}
    far_edges = _load_far_edges(neighbours, document.pk) if steps == 2 else ()
    ends = {pk for edge in (*edges, *far_edges) for pk in (edge.source, edge.target)} | {document.pk}
    nodes = load_nodes(ends, _commonest_themes((target, theme, count) for _, target, _, theme, count in rows))
    return Network(nodes[document.pk], nodes, edges, far_edges)


def load_nodes(pks: Iterable[int], notes: dict[int, str] | None = None) -> dict[int, Node]:
    """Load the documents with these keys as readers see them, also the draft of a page that staff read; one query.

    ``notes`` by key replace their agenda items.
    """
    notes = notes or {}
    rows = Document.objects.filter(pk__in=unnest_keys(pks)).values_list(*_NODE_FIELDS, named=True)
    return {row.pk: _build_node(hide_text_in_row(row), notes.get(row.pk, "")) for row in rows}


def unnest_keys(keys: Iterable[int]) -> Func:
    """Return an operand of ``__in`` that sends thousands of keys as one array.

    Django would send and check each key as a parameter of its own.
    """
    array = Value(list(keys), output_field=ArrayField(BigIntegerField()))
    return Func(array, template="(SELECT unnest(%(expressions)s))", output_field=BigIntegerField())


def load_all_edges() -> list[tuple[int, int]]:
    """Load each pair ``(citing, cited)`` once; one query. Some ten thousand pairs for the whole Council."""
    pairs = Citation.objects.counted().exclude(source=F("target"))
    return list(pairs.values_list("source", "target").distinct())


def citations_of_pairs(pairs: Iterable[tuple[int, int]]) -> QuerySet[Citation]:
    """Select the citations from the first to the second document of each pair, in reading order; one query."""
    wanted = Q(pk__in=[])
    for source, target in pairs:
        wanted |= Q(source=source, target=target)
    citations = Citation.objects.counted().filter(wanted).select_related("paragraph", "source", "target")
    return citations.order_by("source", "target", "paragraph__order", "start")


def nearest_cited_documents(document: Document, limit: int = NEAREST_LIMIT) -> list[Document]:
    """List cited documents related to a ``document`` that has no citations; at most three queries.

    They are those of its agenda item, most cited first; else those of its kind and organ with the
    nearest numbers, in the same year or the years beside it.
    """
    cited = Document.objects.visible().filter(citations_in__gt=0).exclude(pk=document.pk)
    if items := document.agenda_items:
        of_item = cited.under(items)
        if found := list(of_item.order_by("-citations_in", "symbol")[:limit]):
            return found
    same_kind = cited.filter(shown_kind=document.kind, shown_organ=document.organ)  # type: ignore[misc]  # alias of visible()
    number = document.number
    if number is None or document.year is None:
        return list(same_kind.order_by("-citations_in", "symbol")[:limit])
    near = same_kind.filter(shown_year__range=(document.year - 1, document.year + 1), number__isnull=False)  # type: ignore[misc]  # alias of visible()
    return sorted(near, key=lambda other: (abs((other.number or 0) - number), other.symbol))[:limit]


def load_citing_documents(documents: Iterable[Document]) -> dict[int, list[Document]]:
    """Load the documents that cite each of ``documents`` by its key, the newest first; two queries."""
    pairs = set(_pairs().filter(target__in=[document.pk for document in documents]).values_list("source", "target"))
    sources = Document.objects.in_bulk({source for source, _ in pairs})
    citing: dict[int, list[Document]] = {}
    for source, target in sorted(pairs, key=lambda pair: (-(sources[pair[0]].year or 0), sources[pair[0]].symbol)):
        citing.setdefault(target, []).append(sources[source])
    return citing


def _pairs() -> QuerySet[Citation, tuple[int, int, str, str]]:
    """Select the counted citations as ``(source, target, verb group, theme)``."""
    return Citation.objects.counted().values_list("source", "target", "verb_group", "theme")


def _load_far_edges(neighbours: set[int], focus: int) -> tuple[Edge, ...]:
    """Load all citations by and of the ``neighbours``, except those by and of the focus; one query."""
    keys = unnest_keys(neighbours)
    citations = Citation.objects.counted().filter(Q(source__in=keys) | Q(target__in=keys)).exclude(source=F("target"))
    citations = citations.exclude(source=focus).exclude(target=focus)
    return build_edges(citations.values_list("source", "target", "verb_group").annotate(n=Count("pk")))


def _commonest_themes(rows: Iterable[tuple[int, str, int]]) -> dict[int, str]:
    """Return the theme under which each document is cited most often; rows are ``(document, theme, citations)``."""
    counts: dict[int, Counter[str]] = {}
    for target, theme, count in rows:
        if theme:
            counts.setdefault(target, Counter())[theme] += count
    return {target: themes.most_common(1)[0][0] for target, themes in counts.items()}


def _build_node(row: Any, theme: str) -> Node:
    """Build the node of a row with ``_NODE_FIELDS``."""
    return Node(
        pk=row.pk,
        key=document_key(row.symbol, row.slug),
        label=short_label(row.symbol, row.title),
        title=row.title,
        url=document_url(row.symbol, row.slug),
        year=row.year or (row.adopted_on.year if row.adopted_on else None),
        day=row.adopted_on,
        is_held=row.status == Status.PUBLISHED,
        note=truncate(theme or row.catalogue__agenda_item__name_zh or "", MAX_NOTE_LENGTH),
        cited=row.citations_in,
        note_en=truncate(row.catalogue__agenda_item__name_en or "", MAX_ENGLISH_NOTE_LENGTH),
    )
