"""The list of uploads: filtered by batch, state, kind of warning and file name, with one line that sums it up."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from resolutions.desk.warning_kinds import NAMES, count_kinds, has_kind
from resolutions.models import Document, Job, JobKind, Status, Upload, UploadState

# A file that was read has the status of its document.
_OF_DOCUMENT = {
    Status.DRAFT: pgettext_lazy("state of a file", "草稿"),
    Status.PUBLISHED: pgettext_lazy("state of a file", "已发布"),
    Status.WITHDRAWN: pgettext_lazy("state of a file", "已撤回"),
    Status.DISCARDED: pgettext_lazy("state of a file", "草稿已丢弃"),
}
STATE_NAMES: Mapping[str, str | Promise] = {
    str(state): state.label for state in UploadState if state != UploadState.READ
} | {str(status): name for status, name in _OF_DOCUMENT.items()}


@dataclass(frozen=True, slots=True)
class UploadFilter:
    """Filter of the list; empty values select all. ``kind`` is a key of ``WARNING_KINDS``, or ``any`` or ``none``."""

    batch: str = ""
    state: str = ""
    kind: str = ""
    name: str = ""

    def select(self) -> QuerySet[Upload]:
        """Select the uploads, newest first; one more query for a kind of warning."""
        rows = self.select_all().filter(name__icontains=self.name) if self.name else self.select_all()
        if self.state in _OF_DOCUMENT:
            rows = rows.filter(state=UploadState.READ, document__status=self.state)
        elif self.state:
            rows = rows.filter(state=self.state)
        if self.kind:
            rows = rows.filter(state=UploadState.READ, document__in=self._documents_with_warnings(rows))
        return rows

    def select_all(self) -> QuerySet[Upload]:
        """Select the uploads of the batch, or all."""
        rows = Upload.objects.select_related("document").order_by("-id")
        return rows.filter(batch=self.batch) if self.batch else rows

    def _documents_with_warnings(self, rows: QuerySet[Upload]) -> list[int]:
        read = rows.filter(document__isnull=False).order_by()
        lists = dict(read.values_list("document", "document__warnings"))
        return [pk for pk, warnings in lists.items() if has_kind(warnings, self.kind)]


@dataclass(frozen=True, slots=True)
class UploadSummary:
    """One line on the uploads of a batch: numbers by state and by kind of warning, and the jobs that are not done.

    ``states`` and ``kinds`` give key, name and number.
    """

    total: int
    states: list[tuple[str, str | Promise, int]]
    kinds: list[tuple[str, str, int]]
    warned: int
    jobs: list[Job] = field(default_factory=list)


def summarize(chosen: UploadFilter) -> UploadSummary:
    """Count the uploads of the batch, whatever the other filters are; four queries."""
    rows = chosen.select_all().order_by()
    counted = rows.exclude(state=UploadState.READ).values_list("state").annotate(n=Count("pk"))
    read = rows.filter(state=UploadState.READ).values_list("document__status").annotate(n=Count("pk"))
    counts = {str(state): number for state, number in (*counted, *read) if state}
    states = [(key, name, counts[key]) for key, name in STATE_NAMES.items() if counts.get(key)]
    documents = Document.objects.filter(uploads__in=rows.filter(state=UploadState.READ)).exclude(warnings=[])
    lists = list(dict(documents.values_list("pk", "warnings")).values())
    unfinished = Job.objects.unfinished().filter(kind__in=(JobKind.BATCH, JobKind.PUBLISH)).defer("log")
    return UploadSummary(sum(counts.values()), states, count_kinds(lists), len(lists), list(unfinished))


def read_filter(values: dict[str, str]) -> UploadFilter:
    """Return the filter of a query string; unknown values are left out."""
    state, kind = values.get("state", ""), values.get("kind", "")
    return UploadFilter(
        batch=values.get("batch", "")[:20],
        state=state if state in STATE_NAMES else "",
        kind=kind if kind in NAMES or kind in ("any", "none") else "",
        name=values.get("q", "").strip().replace("\0", "")[:255],
    )
