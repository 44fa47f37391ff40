"""Lists of subjects and of their documents."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from resolutions.models import Document, DocumentSubject, Status, Subject
from resolutions.statistics.queries.document_lists import listed_documents, newest_first
from resolutions.statistics.queries.name_search import chinese_contains, english_has_words


def subjects(text: str = "", kind: str = "", documents: QuerySet[Document] | None = None) -> QuerySet[Subject]:
    """Select the subjects that have documents; one query.

    ``text`` is searched in names, short names and abbreviations. Each has the numbers of its documents, of all or of
    those in ``documents``: ``held`` and ``total``; subjects of most documents are first.
    """
    matching = Q(document_links__document__in=documents.values("pk")) if documents is not None else Q()
    total = Count("document_links", filter=matching, distinct=True)
    is_held = Q(document_links__document__status=Status.PUBLISHED)
    held = Count("document_links", filter=matching & is_held, distinct=True)
    found = Subject.objects.filter(joined_to=None).annotate(total=total, held=held)
    if kind:
        found = found.filter(kind=kind)
    return found.filter(named_like(text), total__gt=0).order_by("-total", "name_zh", "name_en")


def named_like(text: str) -> Q:
    """Match the subjects with ``text`` in one of their names; all of them for an empty text.

    English names are searched from the beginning of words on.
    """
    if not text:
        return Q()
    chinese = chinese_contains("name_zh", text) | chinese_contains("short_zh", text)
    return chinese | english_has_words("name_en", text) | english_has_words("acronym", text)


def documents_of_subject(subject: Subject) -> QuerySet[Document]:
    """Select the documents of a subject, the newest first; one query."""
    links = DocumentSubject.objects.filter(document=OuterRef("pk"), subject=subject)
    documents = listed_documents().filter(Exists(links))
    return newest_first(documents)
