"""Entries of the change log that an index has not seen; reading, adding and pruning.

An entry holds the number of its transaction, and a position the snapshot of PostgreSQL at the last reading. An entry is
new when its transaction was not visible in that snapshot. So an entry that was written early and committed late is
found, whatever its id, and a transaction that is open for hours holds nothing back (docs/decisions/index-followers.md).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Max
from django.db.models.functions import Now

from resolutions.models import IndexUpdate
from search.change_log.position import LogPosition

KEPT = timedelta(days=14)  # an index that was away longer compares all documents
SAFETY_MARGIN = timedelta(days=1)  # of KEPT: an entry is committed after the time that it carries
COMPARE_INTERVAL = timedelta(days=1)  # between two comparisons of all documents, for changes past the log
_TABLE = IndexUpdate._meta.db_table
_NOTHING = "1:1:"  # a snapshot in which no transaction is visible

# One statement, so that the snapshot returned is the one that the entries were read with.
_READ = """
WITH new AS (
    SELECT id, document_ids, queued_at, transaction_number FROM {table}
    WHERE transaction_number >= pg_snapshot_xmin(%(snapshot)s::pg_snapshot)::text::bigint
    AND NOT pg_visible_in_snapshot(transaction_number::text::xid8, %(snapshot)s::pg_snapshot) AND id <> ALL(%(own)s)
), newest AS (SELECT id, transaction_number FROM {table} ORDER BY id DESC LIMIT 1)
SELECT {database}, pg_current_snapshot()::text, statement_timestamp(),
    coalesce((SELECT id FROM newest), 0), coalesce((SELECT transaction_number FROM newest), 0),
    (SELECT count(*) FROM new),
    (SELECT extract(epoch FROM statement_timestamp() - min(queued_at)) FROM new),
    (SELECT array_agg(DISTINCT key) FROM new, unnest(document_ids) AS key),
    coalesce((SELECT bool_or(document_ids = '{{}}') FROM new), false),
    (SELECT array_agg(id) FROM {table} WHERE transaction_number = pg_current_xact_id_if_assigned()::text::bigint),
    (SELECT transaction_number FROM {table} WHERE id = %(last)s),
    pg_snapshot_xmax(%(snapshot)s::pg_snapshot) > pg_snapshot_xmax(pg_current_snapshot())
"""


@dataclass(frozen=True, slots=True)
class LogReading:
    """Entries that an index has not seen.

    ``count`` entries wait, the oldest for ``seconds``; ``keys`` are their documents, sorted. ``position`` is that of
    an index that has them. ``must_compare`` is true when the entries do not tell all that the index may lack,
    ``is_lost`` when the old position says nothing about this log.
    """

    count: int
    seconds: float
    keys: tuple[int, ...]
    must_compare: bool
    is_lost: bool
    position: LogPosition

    @property
    def is_empty(self) -> bool:
        """Return true if the index has everything."""
        return not (self.count or self.must_compare)

    def after_comparison(self, *known: int) -> LogPosition:
        """Return the position of an index that was compared with all documents, and has the entries ``known`` too."""
        own = (*self.position.own, *known)
        return replace(self.position, compared_at=self.position.read_at, own=own)


def add_entry(document_ids: Iterable[int]) -> int:
    """Add an entry in the transaction that changes the documents, and return its number; one query.

    Without ids it says that any document may have changed.
    """
    return IndexUpdate.objects.create(document_ids=sorted(set(document_ids))).pk


def read_entries(position: LogPosition | None) -> LogReading:
    """Return the entries after ``position``; one query. Without a position all documents have to be compared."""
    values: dict[str, Any] = {
        "snapshot": position.snapshot if position else _NOTHING,
        "own": list(position.own) if position else [],
        "last": position.last if position else 0,
    }
    with connection.cursor() as cursor:
        cursor.execute(_READ.format(table=_TABLE, database=_database_sql()), values)
        database, snapshot, now, last, last_number, count, seconds, keys, is_open, own, anchor, is_ahead = (
            cursor.fetchone()
        )
    is_lost = position is None or is_ahead or _is_useless(position, database, anchor, now)
    is_due = position is not None and now - position.compared_at > COMPARE_INTERVAL
    compared_at = position.compared_at if position else now
    new_position = LogPosition(database, snapshot, last, last_number, now, compared_at, tuple(own or ()))
    return LogReading(
        count, float(seconds or 0), tuple(keys or ()), is_open or is_lost or is_due, is_lost, new_position
    )


def prune_entries() -> int:
    """Delete the entries older than ``KEPT`` and return their number; the newest stays, as a mark of this log."""
    newest = IndexUpdate.objects.aggregate(pk=Max("pk"))["pk"] or 0
    return IndexUpdate.objects.filter(queued_at__lt=Now() - KEPT, pk__lt=newest).delete()[0]


def _is_useless(position: LogPosition, database: str, anchor: int | None, now: datetime) -> bool:
    """Return true if ``position`` is of another log, or so old that entries after it may be deleted.

    After a restore of the database its newest entry is missing, or another transaction has written that number.
    """
    is_other = position.database != database or (position.last != 0 and anchor != position.last_transaction)
    return is_other or now - position.read_at > KEPT - SAFETY_MARGIN


@cache
def _database_sql() -> str:
    """Return SQL for the name of this log: cluster, timeline, database and table.

    A dump is restored into a new table, a recovery begins a new timeline. Some providers withhold the first two.
    """
    controls = {"pg_control_system()": "system_identifier", "pg_control_checkpoint()": "timeline_id"}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM unnest(%s) AS name WHERE has_function_privilege(name, 'EXECUTE')", [[*controls]]
        )
        allowed: set[Any] = {name for (name,) in cursor.fetchall()}
    parts = [f"(SELECT {column} FROM {name})" for name, column in controls.items() if name in allowed]
    parts += ["(SELECT oid FROM pg_database WHERE datname = current_database())", f"'{_TABLE}'::regclass::oid"]
    return f"concat_ws(':', {', '.join(parts)})"
