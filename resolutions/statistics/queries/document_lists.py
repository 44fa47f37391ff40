"""Lists to browse: documents, agenda items, themes and co-cited pairs."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import Left, RowNumber

from resolutions.models import AgendaItem, Citation, Document, DocumentQuerySet, Paragraph, Status
from resolutions.statistics.cocitation import CitationSpan, CocitedPair, count_cocitations
from resolutions.statistics.queries.name_search import chinese_contains, english_has_words
from resolutions.statistics.theme_groups import ThemeGroup, group_themes

OPENING_LENGTH = 40  # characters of a paragraph that can stand for its number
NEWEST_FIRST = (F("source__adopted_on").desc(nulls_last=True), "source", "paragraph__order", "start")


def listed_documents() -> DocumentQuerySet:
    """Select the documents with a public page, with the catalogue data that lists show; two queries."""
    return Document.objects.visible().with_agenda_items()


def newest_first(documents: DocumentQuerySet) -> DocumentQuerySet:
    """Order visible documents by date, the undated ones last."""
    return documents.order_by(F("shown_date").desc(nulls_last=True), "-number", "symbol")


def agenda_items(text: str = "", documents: QuerySet[Document] | None = None) -> QuerySet[AgendaItem]:
    """Select the agenda items that have documents, or of these the ones with ``text`` in a name; one query.

    English names are searched from the beginning of words on. The names of an item are its own and those of its
    variants. Each has the numbers of its documents, of all or of those in ``documents``: ``held`` and ``total``;
    items of most documents are first.
    """
    total, held = [], []
    for name in ("catalogueentry", "further_entries"):
        matching = Q(**{f"{name}__document__in": documents.values("pk")}) if documents is not None else Q()
        total.append(Count(name, filter=matching, distinct=True))
        held.append(Count(name, filter=matching & Q(**{f"{name}__document__status": Status.PUBLISHED}), distinct=True))
    items = AgendaItem.objects.annotate(total=total[0] + total[1], held=held[0] + held[1]).filter(total__gt=0)
    if text:
        is_named = chinese_contains("name_zh", text) | english_has_words("name_en", text)
        items = items.filter(is_named | Exists(AgendaItem.objects.filter(is_named, joined_to=OuterRef("pk"))))
    return items.order_by("-total", "name_zh", "name_en")


def documents_of_agenda_item(item: AgendaItem) -> QuerySet[Document]:
    """Select the documents of an agenda item, the newest first; one query."""
    return newest_first(listed_documents().under([item]))


def most_cited_documents() -> QuerySet[Document]:
    """Select cited documents by number of citations; one query for a page of them."""
    return listed_documents().most_cited()


def most_cited_stubs() -> QuerySet[Document]:
    """Select the stubs that the portal collects, most cited first; one query."""
    return listed_documents().wanted(Status.STUB, Status.DRAFT)


def list_theme_groups() -> list[ThemeGroup]:
    """Group all themes; one query."""
    rows = Citation.objects.counted().exclude(theme="")
    return group_themes(rows.values_list("theme", "target", "source").annotate(n=Count("pk")))


def theme_targets(theme: ThemeGroup) -> QuerySet[Any, Any]:
    """Select ``{target, citations, sources}`` for each document cited under ``theme``; one query.

    Documents cited by most documents are first.
    """
    named = Citation.objects.counted().filter(theme__in=theme.spellings)
    rows = named.values("target").annotate(citations=Count("pk"), sources=Count("source", distinct=True))
    return rows.order_by("-sources", "-citations", "target__year", "target__symbol")


def citations_of_theme(theme: ThemeGroup, targets: Iterable[int], limit: int) -> list[Citation]:
    """Load the newest ``limit`` citations of each target under ``theme``; one query.

    Of the paragraphs' texts only the first characters are loaded, as ``paragraph_opening``.
    """
    named = Citation.objects.counted().filter(theme__in=theme.spellings, target__in=list(targets))
    numbered = named.annotate(number=Window(RowNumber(), partition_by="target", order_by=NEWEST_FIRST))
    rows = numbered.filter(number__lte=limit).select_related("paragraph", "source", "target")
    opening = Left("paragraph__text", OPENING_LENGTH)
    return list(rows.annotate(paragraph_opening=opening).defer("paragraph__text").order_by("number"))


def newest_of_theme(theme: ThemeGroup, limit: int) -> QuerySet[Citation]:
    """Select the newest citations under ``theme`` with their paragraphs; two queries, the first of them at once.

    The first query sorts keys alone, which is faster than sorting rows with texts.
    """
    named = Citation.objects.counted().filter(theme__in=theme.spellings).order_by(*NEWEST_FIRST)
    keys = list(named.values_list("pk", flat=True)[:limit])
    newest = Citation.objects.counted().filter(pk__in=keys).order_by(*NEWEST_FIRST)
    return newest.select_related("paragraph", "source", "target")


def cocited_pairs(document: Document | None = None) -> list[CocitedPair]:
    """Count the co-cited pairs, all or those with ``document``; one query."""
    citations = Citation.objects.counted()
    if document:
        citations = citations.filter(paragraph__in=citations.filter(target=document).values("paragraph"))
    rows = citations.order_by("paragraph", "start").values_list(
        "paragraph", "start", "end", "target", "source", "verb_group", "theme"
    )
    return count_cocitations((CitationSpan(*row) for row in rows), document.pk if document else None)


def documents_and_paragraphs(pairs: Iterable[CocitedPair]) -> tuple[dict[int, Document], dict[int, Paragraph]]:
    """Load the documents and the paragraphs of ``pairs``, both by key; two queries.

    Documents without a public page are missing.
    """
    pairs = list(pairs)
    documents = listed_documents().in_bulk({pk for pair in pairs for pk in (pair.first, pair.second)})
    paragraphs = Paragraph.objects.select_related("document").in_bulk({pair.paragraph for pair in pairs})
    return documents, paragraphs
