"""Delete stubs that nothing names any more: those that only a discarded or corrected draft cited."""

import logging
from collections.abc import Collection

from django.db import OperationalError, connection, transaction
from django.db.models import Exists, OuterRef, QuerySet

from resolutions.models import Document, Kind, Status

_LOCK_TIMEOUT = "2s"
logger = logging.getLogger(__name__)


def delete_unnamed_stubs(ids: Collection[int] | None = None) -> int:
    """Delete the stubs among ``ids``, or among all, that no row of any table refers to; return their number.

    No other transaction may write documents meanwhile: it may be about to cite one of the stubs. While one does, for
    longer than two seconds, nothing is deleted, and the next call does it.
    """
    try:
        with transaction.atomic():
            _keep_others_from_writing()
            deleted, _ = unnamed_stubs(ids).delete()
    except OperationalError as error:
        logger.warning("Stubs that nothing names remain: %s", error)
        return 0
    return deleted


def unnamed_stubs(ids: Collection[int] | None = None) -> QuerySet[Document]:
    """Select the stubs that no row of any table refers to; the Charter has a page of its own."""
    stubs = Document.objects.filter(status=Status.STUB).exclude(kind=Kind.CHARTER)
    if ids is not None:
        stubs = stubs.filter(pk__in=ids)
    for relation in Document._meta.related_objects:
        rows = relation.related_model._default_manager.filter(**{relation.field.name: OuterRef("pk")})
        stubs = stubs.filter(~Exists(rows))
    return stubs


def _keep_others_from_writing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [_LOCK_TIMEOUT])
        cursor.execute("LOCK TABLE resolutions_document IN SHARE ROW EXCLUSIVE MODE")
