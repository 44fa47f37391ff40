"""Advisory locks of PostgreSQL: one process at a time among all that use the same database, on any machine."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256

from django.db import connection

_KEY_BYTES = 8  # advisory locks have 64-bit keys


@contextmanager
def wait_for_lock(name: str) -> Iterator[None]:
    """Hold the lock ``name``; block until the process that has it releases it or ends."""
    with closing(connection.copy()) as own, own.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [lock_key(name)])
        yield


@contextmanager
def try_lock(name: str) -> Iterator[bool]:
    """Hold the lock ``name`` and yield True, or yield False at once when another process has it."""
    with closing(connection.copy()) as own, own.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [lock_key(name)])
        yield cursor.fetchone()[0]


def is_locked(name: str) -> bool:
    """Return whether any process has the lock ``name``; one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            " AND (classid::bigint << 32) | objid::bigint = %s AND objsubid = 1)",
            [lock_key(name)],
        )
        return bool(cursor.fetchone()[0])


def lock_in_transaction(name: str) -> None:
    """Hold the lock ``name`` until the present transaction ends; block until then for others who ask the same."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [lock_key(name)])


def lock_key(name: str) -> int:
    """Return the 64-bit key of a lock, the same in every process.

    >>> lock_key("prepare") == lock_key("prepare") != lock_key("housekeeping")
    True
    """
    return int.from_bytes(sha256(f"resolutions-portal {name}".encode()).digest()[:_KEY_BYTES], "big", signed=True)
