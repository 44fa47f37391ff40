"""What the graph asks the database; each function states its queries, none grows with the number of citations."""

from collections import Counter
from collections.abc import Iterable

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, Count, F, Func, Q, QuerySet, Value

from resolutions.graph.drawing_text import short_label, truncate
from resolutions.graph.network import Edge, Network, Node, build_edges, opposite_end
from resolutions.models import Citation, Document, Status

_NOTE = 40  # characters
_NODE_FIELDS = (
    "pk",
    "symbol",
    "slug",
    "title",
    "year",
    "adopted_on",
    "status",
    "citations_in",
    "catalogue__agenda_item__name_zh",
)


def load_network(document: Document, steps: int) -> Network:
    """The documents one or two steps from ``document`` with all citations of these steps.

    Two queries for one step, three for two. The note of a neighbour is the theme under
    which it is cited here, else its agenda item.
    """
    near = Q(source=document.pk) | Q(target=document.pk)
    rows = list(_pairs().filter(near).exclude(source=F("target")).annotate(n=Count("pk")))
    edges = build_edges((source, target, verb, n) for source, target, verb, _, n in rows)
    far_edges = _edges_around({opposite_end(edge, document.pk) for edge in edges}, document.pk) if steps == 2 else ()
    ends = {pk for edge in (*edges, *far_edges) for pk in (edge.source, edge.target)} | {document.pk}
    themes = _themes((target, theme, n) for _, target, _, theme, n in rows)
    nodes = load_nodes(ends, themes)
    return Network(nodes[document.pk], nodes, edges, far_edges)


def load_nodes(pks: Iterable[int], notes: dict[int, str] | None = None) -> dict[int, Node]:
    """The documents of these keys; one query."""
    notes = notes or {}
    rows = Document.objects.filter(pk__in=unnest_keys(pks)).values_list(*_NODE_FIELDS, named=True)
    return {row.pk: _node(row, notes.get(row.pk, "")) for row in rows}


def unnest_keys(keys: Iterable[int]) -> Func:
    """For ``__in``: thousands of keys as one array, which Django would write and check one by one."""
    array = Value(list(keys), output_field=ArrayField(BigIntegerField()))
    return Func(array, template="(SELECT unnest(%(expressions)s))", output_field=BigIntegerField())


def load_all_edges() -> list[tuple[int, int]]:
    """``(citing, cited)`` of every two documents; one query. A few ten thousand for the whole Council."""
    pairs = Citation.objects.counted().exclude(source=F("target"))
    return list(pairs.values_list("source", "target").distinct())


def citations_of_pairs(pairs: Iterable[tuple[int, int]]) -> QuerySet[Citation]:
    """The citations from first to second document of each pair, in reading order; one query."""
    wanted = Q(pk__in=[])
    for source, target in pairs:
        wanted |= Q(source=source, target=target)
    citations = Citation.objects.counted().filter(wanted).select_related("paragraph", "source", "target")
    return citations.order_by("source", "target", "paragraph__order", "start")


def nearest_cited_documents(document: Document, limit: int = 8) -> list[Document]:
    """Cited documents nearest to one that has no citations: of its agenda item, else those numbered next to it.

    At most two queries.
    """
    cited = Document.objects.visible().filter(citations_in__gt=0).exclude(pk=document.pk)
    catalogue = getattr(document, "catalogue", None)
    if catalogue and catalogue.agenda_item_id:
        of_item = cited.filter(catalogue__agenda_item=catalogue.agenda_item_id)
        if found := list(of_item.order_by("-citations_in", "symbol")[:limit]):
            return found
    same = cited.filter(kind=document.kind, organ=document.organ)
    if document.number is None or document.year is None:
        return list(same.order_by("-citations_in", "symbol")[:limit])
    near = same.filter(year__range=(document.year - 1, document.year + 1), number__isnull=False)
    ordered = sorted(near, key=lambda other: (abs(other.number - document.number), other.symbol))
    return ordered[:limit]


def load_citing_documents(documents: Iterable[Document]) -> dict[int, list[Document]]:
    """By key of each cited document those that cite it, the newest first; two queries."""
    edges = _pairs().filter(target__in=[document.pk for document in documents]).values_list("source", "target")
    pairs = set(edges)
    sources = Document.objects.in_bulk({source for source, _ in pairs})
    found: dict[int, list[Document]] = {}
    for source, target in sorted(pairs, key=lambda pair: (-(sources[pair[0]].year or 0), sources[pair[0]].symbol)):
        found.setdefault(target, []).append(sources[source])
    return found


def _pairs() -> QuerySet:
    """Counted citations as ``(source, target, verb group, theme)``."""
    return Citation.objects.counted().values_list("source", "target", "verb_group", "theme")


def _edges_around(near: set[int], focus: int) -> tuple[Edge, ...]:
    """All citations of the documents ``near``, those of the focus left out; one query."""
    neighbour = unnest_keys(near)
    beyond = (
        Citation.objects.counted().filter(Q(source__in=neighbour) | Q(target__in=neighbour)).exclude(source=F("target"))
    )
    beyond = beyond.exclude(source=focus).exclude(target=focus)
    return build_edges(beyond.values_list("source", "target", "verb_group").annotate(n=Count("pk")))


def _themes(rows: Iterable[tuple[int, str, int]]) -> dict[int, str]:
    """The theme under which each document is cited most often."""
    counts: dict[int, Counter[str]] = {}
    for target, theme, count in rows:
        if theme:
            counts.setdefault(target, Counter())[theme] += count
    return {target: themes.most_common(1)[0][0] for target, themes in counts.items()}


def _node(row, theme: str) -> Node:
    return Node(
        pk=row.pk,
        label=short_label(row.symbol, row.title),
        title=row.title,
        address=Document.get_absolute_url(row),  # the one maker of addresses; asks a row for no more than it has
        year=row.year or (row.adopted_on.year if row.adopted_on else None),
        day=row.adopted_on,
        held=row.status == Status.PUBLISHED,
        note=truncate(theme or row.catalogue__agenda_item__name_zh or "", _NOTE),
        cited=row.citations_in,
    )
