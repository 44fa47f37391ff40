"""Publish many documents in a job: sort them by what stands in the way, then publish those that an editor chose."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import User

from resolutions.desk.publication_checks import find_obstacles, list_warnings
from resolutions.jobs.queue import start_job
from resolutions.models import Document, Job, JobKind, Status
from resolutions.writing.errors import EditConflictError
from resolutions.writing.publish import change_status

MAX_DOCUMENTS = 1000  # of one job
_GONE = "文件 {id} 已不存在。"


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A document with what stands in the way of its publication, as Chinese sentences."""

    document: Document
    sentences: list[str]


@dataclass(frozen=True, slots=True)
class Sorted:
    """Documents to publish: those without a doubt, those with warnings, those that cannot be published."""

    ready: list[Document] = field(default_factory=list)
    warned: list[Doubtful] = field(default_factory=list)
    refused: list[Doubtful] = field(default_factory=list)


def sort_for_publication(documents: Iterable[Document]) -> Sorted:
    """Sort documents for the page on which an editor confirms; three queries for each document."""
    result = Sorted()
    for document in documents:
        obstacles = ["已经发布。"] if document.status == Status.PUBLISHED else find_obstacles(document)
        if obstacles:
            result.refused.append(Doubtful(document, obstacles))
        elif warnings := list_warnings(document):
            result.warned.append(Doubtful(document, warnings))
        else:
            result.ready.append(document)
    return result


def start_publication(tokens: dict[str, str], user: User | None = None) -> Job:
    """Start a job that publishes documents as they are; ``tokens`` are their edit tokens by id."""
    first = Document.objects.filter(pk=int(next(iter(tokens)))).first()
    title = f"{first or '文件'}" + (f" 等 {len(tokens)} 份" if len(tokens) > 1 else "")
    return start_job(JobKind.PUBLISH, title, {"tokens": tokens, "user_id": user.pk if user else None}, user=user)


def publish_one(document_id: int, edit_token: str, user_id: int | None = None) -> str:
    """Publish a document that was not changed since; return the reason as a Chinese sentence when it was not.

    A document that is published already is left alone, so that a repeated run does nothing twice.
    """
    document = Document.objects.filter(pk=document_id).first()
    if document is None:
        return _GONE.format(id=document_id)
    if document.status == Status.PUBLISHED:
        return ""
    if reasons := find_obstacles(document):
        return f"{document} 没有发布：{''.join(reasons)}"
    user = User.objects.filter(pk=user_id).first() if user_id else None
    try:
        change_status(document, Status.PUBLISHED, user=user, edit_token=edit_token)
    except EditConflictError as conflict:
        return f"{document} 没有发布：{conflict}"
    return ""
