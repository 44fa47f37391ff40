"""What Haystack indexes: the documents held, with their parts in fields of their own."""

from collections.abc import Iterable

from django.db.models import Prefetch
from haystack import indexes

from resolutions.models import Citation, Document, Paragraph
from search.index.entries import IndexableDocument, Passage
from search.index.passage_layout import FIELD_OF_KIND


class DocumentIndex(indexes.SearchIndex, indexes.Indexable):
    """The seam for any engine. The portal's own reads ``build_indexable`` and keeps the paragraphs apart."""

    text = indexes.CharField(document=True)
    symbol = indexes.CharField(model_attr="symbol")
    title = indexes.CharField(model_attr="title")
    preamble = indexes.CharField()
    operative = indexes.CharField()
    body = indexes.CharField()
    notes = indexes.CharField()
    kind = indexes.CharField(model_attr="kind", faceted=True)
    organ = indexes.CharField(model_attr="organ", faceted=True)
    year = indexes.IntegerField(model_attr="year", null=True, faceted=True)
    adopted_on = indexes.DateField(model_attr="adopted_on", null=True)
    citations_in = indexes.IntegerField(model_attr="citations_in")

    def get_model(self):
        return Document

    def index_queryset(self, using=None):
        return prefetch_for_indexing(Document.objects.held())

    def prepare_text(self, document: Document) -> str:
        return "\n".join(paragraph.text for paragraph in document.paragraphs.all())

    def _part(self, document: Document, field: str) -> str:
        parts = (p.text for p in document.paragraphs.all() if FIELD_OF_KIND.get(p.kind, "body") == field)
        return "\n".join(parts)

    def prepare_preamble(self, document: Document) -> str:
        return self._part(document, "preamble")

    def prepare_operative(self, document: Document) -> str:
        return self._part(document, "operative")

    def prepare_body(self, document: Document) -> str:
        return self._part(document, "body")

    def prepare_notes(self, document: Document) -> str:
        return self._part(document, "notes")


def prefetch_for_indexing(documents):
    """All that indexing reads: two more queries for any number of documents."""
    paragraphs = Prefetch("paragraphs", Paragraph.objects.in_reading_order())
    return documents.select_related("catalogue__agenda_item").prefetch_related(paragraphs).order_by("pk")


def build_indexable(document: Document) -> IndexableDocument:
    """A held document as the index takes it."""
    cites, themes = _cited(document)
    return IndexableDocument(
        key=document.pk,
        symbol=document.symbol,
        title=document.title,
        subject=get_subject(document),
        url=document.get_absolute_url(),
        kind=document.kind,
        organ=document.organ,
        date=document.adopted_on,
        year=document.year or (document.adopted_on.year if document.adopted_on else None),
        cited=document.citations_in,
        added=int(document.available_since.timestamp()),
        passages=tuple(_passage(paragraph) for paragraph in document.paragraphs.all()),
        cites=cites,
        themes=themes,
        stamp=build_stamp(document.updated_at, document.citations_in, get_subject(document)),
    )


def get_subject(document: Document) -> str:
    """The agenda item in Chinese, if the catalogue knows it; no query after ``prefetch_for_indexing``."""
    return document.agenda_item.name_zh if document.agenda_item else ""


def build_stamp(updated_at, citations_in: int, subject: str) -> str:
    """Tells one state of a document from another: when it was last written, how often it is cited, what it is about."""
    return f"{updated_at.timestamp():.6f}/{citations_in}/{subject}"


def _passage(paragraph) -> Passage:
    marks = tuple((start, end) for start, end, _ in paragraph.marks)
    return Passage(paragraph.kind, paragraph.label, paragraph.anchor, paragraph.text, marks)


def _cited(document: Document) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The symbols a document cites, as often as it does, and the themes it gives them."""
    citations = Citation.objects.shown().filter(source=document).in_reading_order()
    rows: Iterable[tuple[str, str]] = citations.values_list("target__symbol", "theme")
    rows = list(rows)
    return tuple(symbol for symbol, _ in rows if symbol), tuple(theme for _, theme in rows if theme)
