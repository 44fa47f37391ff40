"""Documents of the database as Haystack and the portal's index read them.

``DocumentIndex`` is for any Haystack engine. The portal's own engine reads ``build_indexables``, which keeps the
paragraphs apart.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from haystack import indexes

from resolutions.models import Citation, Document, Paragraph
from search.protocol.documents import FIELD_OF_KIND, IndexableDocument, Passage

FETCH_BATCH_SIZE = 50  # documents fetched from the database at a time; bounds the memory of a rebuild
CitedRows = list[tuple[str, str, str]]  # symbol, theme and verb of each citation


class DocumentIndex(indexes.SearchIndex, indexes.Indexable):
    """Haystack's index of the published documents, with their sections in fields of their own.

    Texts are not stored: results have the fields of a list of documents.
    """

    text = indexes.CharField(document=True, stored=False)
    symbol = indexes.CharField(model_attr="symbol")
    title = indexes.CharField(model_attr="title")
    preamble = indexes.CharField(stored=False)
    operative = indexes.CharField(stored=False)
    body = indexes.CharField(stored=False)
    notes = indexes.CharField(stored=False)
    kind = indexes.CharField(model_attr="kind", faceted=True)
    organ = indexes.CharField(model_attr="organ", faceted=True)
    year = indexes.IntegerField(model_attr="year", null=True, faceted=True)
    adopted_on = indexes.DateField(model_attr="adopted_on", null=True)
    citations_in = indexes.IntegerField(model_attr="citations_in")

    def get_model(self) -> type[Document]:
        """Return the model that the index is of."""
        return Document

    def index_queryset(self, using: str | None = None) -> QuerySet[Document]:
        """Return the documents to index, with their paragraphs prefetched."""
        return Document.objects.held().prefetch_related(_paragraphs()).order_by("pk")

    def prepare_text(self, document: Document) -> str:
        """Join symbol, title, agenda item and all paragraphs, as the portal searches them together."""
        subject = document.agenda_item.name_zh if document.agenda_item else ""
        heads = [head for head in (document.symbol, document.title, subject) if head]
        return "\n".join([*heads, *(paragraph.text for paragraph in document.paragraphs.all())])

    def _section(self, document: Document, field: str) -> str:
        texts = (p.text for p in document.paragraphs.all() if FIELD_OF_KIND.get(p.kind, "body") == field)
        return "\n".join(texts)

    def prepare_preamble(self, document: Document) -> str:
        """Join the preambular paragraphs."""
        return self._section(document, "preamble")

    def prepare_operative(self, document: Document) -> str:
        """Join the operative paragraphs and their subparagraphs."""
        return self._section(document, "operative")

    def prepare_body(self, document: Document) -> str:
        """Join the paragraphs that belong to no other section."""
        return self._section(document, "body")

    def prepare_notes(self, document: Document) -> str:
        """Join footnotes and annexes."""
        return self._section(document, "notes")


def build_indexables(documents: Iterable[Document]) -> Iterator[IndexableDocument]:
    """Convert published documents for the index, in the order given.

    At most four queries for each ``FETCH_BATCH_SIZE`` documents, none of them for what is already prefetched.
    """
    remaining = iter(documents)
    while batch := list(islice(remaining, FETCH_BATCH_SIZE)):
        prefetch_related_objects(batch, _paragraphs(), "catalogue__agenda_item")
        citations = _fetch_citations(batch)
        for document in batch:
            yield _build_indexable(document, citations[document.pk])


def _paragraphs() -> Prefetch:
    return Prefetch("paragraphs", Paragraph.objects.in_reading_order())


def _fetch_citations(documents: list[Document]) -> defaultdict[int, CitedRows]:
    rows = Citation.objects.shown().filter(source__in=documents).in_reading_order()
    citations: defaultdict[int, CitedRows] = defaultdict(list)
    for source, symbol, theme, verb in rows.values_list("source_id", "target__symbol", "theme", "verb"):
        citations[source].append((symbol or "", theme, verb))
    return citations


def _build_indexable(document: Document, citations: CitedRows) -> IndexableDocument:
    subject = document.agenda_item.name_zh if document.agenda_item else ""
    return IndexableDocument(
        key=document.pk,
        symbol=document.symbol,
        title=document.title,
        subject=subject,
        url=document.get_absolute_url(),
        kind=document.kind,
        organ=document.organ,
        date=document.adopted_on,
        year=document.year or (document.adopted_on.year if document.adopted_on else None),
        cited=document.citations_in,
        added=int(document.available_since.timestamp()),
        quality=document.quality,
        passages=tuple(_build_passage(paragraph) for paragraph in document.paragraphs.all()),
        cites=tuple(symbol for symbol, _, _ in citations if symbol),
        themes=tuple(theme for _, theme, _ in citations if theme),
        verbs=tuple((verb, symbol) for symbol, _, verb in citations if verb),
        stamp=build_stamp(document.updated_at, document.citations_in, subject),
    )


def build_stamp(updated_at: datetime, citations_in: int, subject: str) -> str:
    """Return a string that differs between two states of a document.

    It is made of the time of the last change, the number of citations received and the Chinese agenda item.
    """
    return f"{updated_at.timestamp():.6f}/{citations_in}/{subject}"


def _build_passage(paragraph: Paragraph) -> Passage:
    marks: list[Any] = paragraph.marks
    return Passage(
        paragraph.kind,
        paragraph.label,
        paragraph.anchor,
        paragraph.text,
        tuple((start, end) for start, end, _ in marks),
    )
