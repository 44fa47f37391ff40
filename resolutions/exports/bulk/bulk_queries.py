"""What goes into the bulk files, in an order that no database's language settings change.

Each query is read through a server's cursor, ``CHUNK_SIZE`` documents at a time: memory does not grow with the data.
"""

from collections.abc import Iterator

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.db.models.functions import Collate

from resolutions.models import Citation, Document, Paragraph

CHUNK_SIZE = 50


def iter_documents() -> Iterator[Document]:
    """All documents that have a page."""
    return _in_order(Document.objects.visible().select_related("catalogue__agenda_item"))


def iter_paragraphs() -> Iterator[tuple[Document, Paragraph]]:
    """The paragraphs of the documents that are held."""
    for document in _in_order(Document.objects.held().prefetch_related(_paragraphs())):
        for paragraph in document.paragraphs.all():
            yield document, paragraph


def iter_citations() -> Iterator[Citation]:
    """The citations that readers see, in the order of their documents and of reading."""
    shown = Citation.objects.shown().select_related("target").order_by("start", "end", Collate("target__symbol", "C"))
    in_paragraphs = Prefetch("paragraphs__citations", shown)
    for document in _in_order(Document.objects.held().prefetch_related(_paragraphs(), in_paragraphs)):
        for paragraph in document.paragraphs.all():
            for citation in paragraph.citations.all():
                citation.paragraph, citation.source = paragraph, document
                yield citation


def iter_graph_documents() -> Iterator[Document]:
    """The documents at either end of a citation that counts."""
    counted = Citation.objects.counted()
    ends = Exists(counted.filter(source=OuterRef("pk"))) | Exists(counted.filter(target=OuterRef("pk")))
    return _in_order(Document.objects.visible().filter(ends))


def iter_edges() -> Iterator[dict]:
    """Each pair of citing and cited document once: how often, and with verbs of which groups."""
    ends = [f"{end}__{name}" for end in ("source", "target") for name in ("symbol", "slug")]
    pairs = Citation.objects.counted().values(*ends)
    verbs = ArrayAgg("verb_group", filter=~Q(verb_group=""), distinct=True, default=[])
    counted = pairs.annotate(count=Count("pk"), verbs=verbs)
    return counted.order_by(*(Collate(end, "C") for end in ends)).iterator(chunk_size=CHUNK_SIZE)


def _paragraphs() -> Prefetch:
    return Prefetch("paragraphs", Paragraph.objects.in_reading_order())


def _in_order(documents) -> Iterator[Document]:
    return documents.order_by(Collate("symbol", "C"), Collate("slug", "C")).iterator(chunk_size=CHUNK_SIZE)
