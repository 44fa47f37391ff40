"""The counts of citations that documents carry."""

from collections.abc import Iterable

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from resolutions.models import Citation, Document


def recount(ids: Iterable[int]) -> None:
    """Count the citations in and out of these documents again; one statement."""
    counted = Citation.objects.counted()

    def count_by(column: str, citations: QuerySet[Citation]) -> Coalesce:
        totals = citations.filter(**{column: OuterRef("pk")}).values(column).annotate(n=Count("pk")).values("n")
        return Coalesce(Subquery(totals), 0)

    Document.objects.filter(pk__in=list(ids)).update(
        citations_in=count_by("target", counted), citations_out=count_by("source", counted)
    )


def recount_all() -> int:
    """Count all citations again; return the number of documents whose ``citations_in`` was wrong."""
    before = dict(Document.objects.values_list("pk", "citations_in"))
    recount(before)
    after = Document.objects.values_list("pk", "citations_in")
    return sum(before.get(key) != citations for key, citations in after)


def find_cited_ids(document: Document) -> set[int]:
    """Return the ids of the documents that ``document`` cites, the rejected citations included; one query."""
    return set(document.citations_made.exclude(target=None).values_list("target_id", flat=True))
