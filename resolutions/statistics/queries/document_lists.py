"""Lists of documents to browse."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from resolutions.models import AgendaItem, Citation, Document, DocumentQuerySet, Kind, Organ, Paragraph, Status
from resolutions.statistics.cocitation import CitationSpan, CocitedPair, count_cocitations
from resolutions.statistics.theme_groups import ThemeGroup, group_themes
from resolutions.text.fold import fold_variants

HELD_COUNT = Count("pk", filter=Q(status=Status.PUBLISHED))


@dataclass(frozen=True, slots=True)
class OrganKindCount:
    """Documents of one organ and kind."""

    organ: str
    kind: str
    held: int
    all: int


def listed_documents() -> DocumentQuerySet:
    """Documents that have a public page, with what a list shows of each; one query."""
    return Document.objects.visible().select_related("catalogue__agenda_item")


def count_by_organ_and_kind() -> list[tuple[str, list[tuple[str, OrganKindCount]]]]:
    """``(organ, (kind, cell) …)`` in the order of both, the empty ones left out; one query."""
    rows = Document.objects.visible().values_list("organ", "kind").annotate(held=HELD_COUNT, all=Count("pk"))
    cells = {(organ, kind): OrganKindCount(organ, kind, held, every) for organ, kind, held, every in rows}
    table = [
        (organ_name, [(kind_name, cells[organ, kind]) for kind, kind_name in Kind.choices if (organ, kind) in cells])
        for organ, organ_name in Organ.choices
    ]
    return [(name, found) for name, found in table if found]


def agenda_items(words: str = "") -> QuerySet[AgendaItem]:
    """Agenda items, all or those named so, with how many documents, held and all, the commonest first; one query."""
    held = Count("catalogueentry", filter=Q(catalogueentry__document__status=Status.PUBLISHED))
    items = AgendaItem.objects.annotate(all=Count("catalogueentry"), held=held).filter(all__gt=0)
    named = Q(name_zh__icontains=fold_variants(words)) | Q(name_en__icontains=words) if words else Q()
    return items.filter(named).order_by("-all", "name_zh", "name_en")


def most_cited_documents(kind: str = "") -> QuerySet[Document]:
    """Documents by citations; one query for the page that is shown."""
    documents = listed_documents().most_cited()
    return documents.filter(kind=kind) if kind else documents


def most_cited_stubs() -> QuerySet[Document]:
    """Select the stubs that the portal collects, most cited first; one query."""
    return listed_documents().wanted()


def list_theme_groups() -> list[ThemeGroup]:
    """All themes; one query."""
    rows = Citation.objects.counted().exclude(theme="")
    return group_themes(rows.values_list("theme", "target", "source").annotate(n=Count("pk")))


def theme_targets(theme: ThemeGroup) -> QuerySet:
    """``{target, citations, sources}`` for each document called so, by most documents first; one query."""
    named = Citation.objects.counted().filter(theme__in=theme.spellings)
    rows = named.values("target").annotate(citations=Count("pk"), sources=Count("source", distinct=True))
    return rows.order_by("-sources", "-citations", "target__year", "target__symbol")


def citations_of_theme(theme: ThemeGroup, targets: Iterable[int], most: int) -> list[Citation]:
    """Of the citations under ``theme`` the newest ``most`` of each target, texts not fetched; one query."""
    named = Citation.objects.counted().filter(theme__in=theme.spellings, target__in=list(targets))
    newest = [F("source__adopted_on").desc(nulls_last=True), "source", "paragraph__order", "start"]
    numbered = named.annotate(number=Window(RowNumber(), partition_by="target", order_by=newest))
    rows = numbered.filter(number__lte=most).select_related("paragraph", "source", "target")
    return list(rows.defer("paragraph__text").order_by("number"))


def newest_of_theme(theme: ThemeGroup, most: int) -> QuerySet[Citation]:
    """The newest citations under ``theme``, with their paragraphs; two queries, of which the first sorts no texts."""
    order = [F("source__adopted_on").desc(nulls_last=True), "source", "paragraph__order", "start"]
    named = Citation.objects.counted().filter(theme__in=theme.spellings).order_by(*order)
    keys = list(named.values_list("pk", flat=True)[:most])
    return Citation.objects.filter(pk__in=keys).order_by(*order).select_related("paragraph", "source", "target")


def cocited_pairs(document: Document | None = None) -> list[CocitedPair]:
    """Pairs cited in one breath, all or those with ``document``; one query."""
    citations = Citation.objects.counted()
    if document:
        citations = citations.filter(paragraph__in=citations.filter(target=document).values("paragraph"))
    rows = citations.order_by("paragraph", "start").values_list(
        "paragraph", "start", "end", "target", "source", "verb_group", "theme"
    )
    return count_cocitations((CitationSpan(*row) for row in rows), document.pk if document else None)


def documents_and_paragraphs(pairs: Iterable[CocitedPair]) -> tuple[dict[int, Document], dict[int, Paragraph]]:
    """By key the documents of ``pairs`` and the paragraphs that name them; two queries."""
    pairs = list(pairs)
    documents = listed_documents().in_bulk({pk for pair in pairs for pk in (pair.first, pair.second)})
    paragraphs = Paragraph.objects.select_related("document").in_bulk({pair.paragraph for pair in pairs})
    return documents, paragraphs
