"""The rows of the bulk files, in an order that does not depend on the collation of the database.

Each query uses a server-side cursor and loads ``CHUNK_SIZE`` documents at a time: memory does not grow with the data.
"""

from collections.abc import Iterator
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Collate

from resolutions.models import Citation, Document, Paragraph

CHUNK_SIZE = 50


def iter_documents() -> Iterator[Document]:
    """Yield the documents that have a public page."""
    return _in_order(Document.objects.visible().with_catalogue())


def iter_paragraphs() -> Iterator[tuple[Document, Paragraph]]:
    """Yield the paragraphs of published documents."""
    for document in _in_order(Document.objects.held().prefetch_related(_paragraphs())):
        for paragraph in document.paragraphs.all():
            yield document, paragraph


def iter_citations() -> Iterator[Citation]:
    """Yield the visible citations of published documents, by document in reading order."""
    shown = Citation.objects.shown().select_related("target").order_by("start", "end", Collate("target__symbol", "C"))
    in_paragraphs = Prefetch("paragraphs__citations", shown)
    for document in _in_order(Document.objects.held().prefetch_related(_paragraphs(), in_paragraphs)):
        for paragraph in document.paragraphs.all():
            for citation in paragraph.citations.all():
                citation.paragraph, citation.source = paragraph, document
                yield citation


def iter_graph_documents() -> Iterator[Document]:
    """Yield the documents at either end of a counted citation."""
    counted = Citation.objects.counted()
    ends = Exists(counted.filter(source=OuterRef("pk"))) | Exists(counted.filter(target=OuterRef("pk")))
    return _in_order(Document.objects.visible().filter(ends).with_catalogue())


def iter_edges() -> Iterator[dict[str, Any]]:
    """Yield each pair of citing and cited document once, with the number of citations and the verb groups."""
    ends = [f"{end}__{name}" for end in ("source", "target") for name in ("symbol", "slug")]
    pairs = Citation.objects.counted().values(*ends)
    verbs = ArrayAgg("verb_group", filter=~Q(verb_group=""), distinct=True, default=[])
    counted = pairs.annotate(count=Count("pk"), verbs=verbs)
    return counted.order_by(*(Collate(end, "C") for end in ends)).iterator(chunk_size=CHUNK_SIZE)


def _paragraphs() -> Prefetch:
    return Prefetch("paragraphs", Paragraph.objects.in_reading_order())


def _in_order(documents: QuerySet[Document]) -> Iterator[Document]:
    return documents.order_by(Collate("symbol", "C"), Collate("slug", "C")).iterator(chunk_size=CHUNK_SIZE)
