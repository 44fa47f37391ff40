"""What takes long to count is counted once for each state of the data, not at each request."""

from collections.abc import Callable
from typing import NewType, TypeVar

from django.core.cache import cache
from django.db import connection

from resolutions.models import AgendaItem, CatalogueEntry, Citation, Document

DataState = NewType("State", str)
Value = TypeVar("Value")
COUNTED_MODELS = (AgendaItem, CatalogueEntry, Citation, Document)


def read_data_state() -> DataState:
    """Tells one state of the tables that are counted from every other; one query of a few milliseconds.

    PostgreSQL numbers transactions upwards and keeps with each row the number of the one that wrote it
    (``xmin``). A row added or taken away changes how many there are, a row written anew raises the sum;
    so whoever wrote, in whatever way, no change goes unseen, and none is seen before it is committed.
    """
    sums = [f"(SELECT (count(*), sum(xmin::text::bigint))::text FROM {m._meta.db_table})" for m in COUNTED_MODELS]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {' || '.join(sums)}")
        return DataState(cursor.fetchone()[0])


def get_or_compute(state: DataState, name: str, count: Callable[[], Value]) -> Value:
    """What ``count`` gives, from memory when it was asked for under ``name`` in the same state.

    ``state`` is read before: what changes in between is counted, and counted again at the next request.
    """
    found = cache.get(f"kept:{name}")
    if found and found[0] == state:
        return found[1]
    value = count()
    cache.set(f"kept:{name}", (state, value), timeout=None)
    return value
