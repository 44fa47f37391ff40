"""Counts of the searches without results, for the editors' work list."""

from django.db.models import F
from django.utils import timezone

from resolutions.models import UnansweredSearch

MAX_SEARCH_LENGTH = 200  # characters
MAX_STORED_SEARCHES = 1000  # distinct texts; the oldest are deleted, so that nobody can fill the table


def record_unanswered(words: str) -> None:
    """Count a search without results. Two queries; two more when the words are new."""
    words = " ".join(words.replace("\0", "").split())
    if not words or len(words) > MAX_SEARCH_LENGTH:
        return
    recorded = UnansweredSearch.objects.filter(words=words)
    if recorded.update(times=F("times") + 1, last_at=timezone.now()):
        return
    UnansweredSearch.objects.bulk_create([UnansweredSearch(words=words)], ignore_conflicts=True)
    surplus = UnansweredSearch.objects.order_by("-last_at").values("pk")[MAX_STORED_SEARCHES:]
    UnansweredSearch.objects.filter(pk__in=list(surplus.values_list("pk", flat=True))).delete()
