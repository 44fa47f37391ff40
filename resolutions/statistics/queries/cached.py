"""Cache of counted values, valid for one state of the data."""

from collections.abc import Callable
from typing import NewType, TypeVar

from django.core.cache import cache
from django.db import connection

from resolutions.models import AgendaItem, CatalogueEntry, Citation, Document, DocumentSubject, Subject, VetoedDraft

DataState = NewType("DataState", str)
Value = TypeVar("Value")
# Votes of States are not read: everything that writes them also writes their document.
COUNTED_MODELS = (AgendaItem, CatalogueEntry, Citation, Document, DocumentSubject, Subject, VetoedDraft)
_LAST_STATE = "statistics:last-state"  # key in the cache: a set of visible transactions and its state


def read_data_state() -> DataState:
    """Return a text that differs for each state of the counted tables; one query.

    PostgreSQL numbers transactions upwards and stores with each row the number of the transaction that
    wrote it (``xmin``). An added or deleted row changes the number of rows, a rewritten row raises the sum
    of these numbers. So every committed change gives a new state, also one made outside of Django.

    Reading these numbers takes some milliseconds for each ten thousand rows. They are not read while
    ``pg_current_snapshot()``, the set of transactions whose changes are visible, is that of the last call. A
    transaction sees its own changes without a new snapshot, so inside one the numbers are always read.
    """
    remembered: tuple[str, DataState] = cache.get(_LAST_STATE, ("", DataState("")))
    sums = [f"(SELECT (count(*), sum(xmin::text::bigint))::text FROM {m._meta.db_table})" for m in COUNTED_MODELS]
    remembered_transactions = "" if connection.in_atomic_block else remembered[0]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT transactions, CASE WHEN transactions <> %s THEN " + " || ".join(sums) + " END"
            " FROM (SELECT pg_current_snapshot()::text AS transactions) AS visible",
            [remembered_transactions],
        )
        transactions, state = cursor.fetchone()
    if state is None:
        return remembered[1]
    if not connection.in_atomic_block:
        cache.set(_LAST_STATE, (transactions, DataState(state)), timeout=None)
    return DataState(state)


def get_or_compute(state: DataState, name: str, compute: Callable[[], Value]) -> Value:
    """Return the value cached under ``name`` in the same ``state``; otherwise compute and cache it.

    ``state`` is read before the value is computed. After a change in between, the new value is returned
    now and computed once more at the next request.
    """
    cached = cache.get(f"statistics:{name}")
    if cached and cached[0] == state:
        unchanged: Value = cached[1]
        return unchanged
    value = compute()
    cache.set(f"statistics:{name}", (state, value), timeout=None)
    return value
