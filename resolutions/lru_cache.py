"""LRU cache bounded by the bytes of its values."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

ENTRY_OVERHEAD_BYTES = 300  # bytes of an entry beside its arrays
Value = TypeVar("Value")


class ByteLRU(Generic[Value]):
    """Thread-safe LRU cache; values are computed outside the lock.

    Two threads that miss the same key at the same time both compute its value; the first result is cached.
    The most recent entry is never evicted, even when it alone exceeds ``max_bytes``.
    """

    def __init__(self, max_bytes: int):
        self._max_bytes = max_bytes
        self._bytes = 0
        self._entries: OrderedDict[Hashable, tuple[Value, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> Value | None:
        """Return the cached value of ``key``, or None; without the lock, as each step is one operation of a dict."""
        if (entry := self._entries.get(key)) is None:
            return None
        try:  # noqa: SIM105 - suppress would cost more than the rest of a call
            self._entries.move_to_end(key)
        except KeyError:  # another thread has evicted it meanwhile
            pass
        return entry[0]

    def clear(self) -> None:
        """Remove all entries."""
        with self._lock:
            self._entries.clear()
            self._bytes = 0

    def get_or_compute(self, key: Hashable, compute: Callable[[], Value], size_of: Callable[[Value], int]) -> Value:
        """Return the cached value of ``key``, or compute and cache it. ``size_of`` gives the bytes of a value."""
        with self._lock:
            if (entry := self._entries.get(key)) is not None:
                self._entries.move_to_end(key)
                return entry[0]
        value = compute()
        with self._lock:
            self._insert(key, value, size_of(value) + ENTRY_OVERHEAD_BYTES)
        return value

    def _insert(self, key: Hashable, value: Value, size: int) -> None:
        if key in self._entries:
            return
        self._entries[key] = value, size
        self._bytes += size
        while self._bytes > self._max_bytes and len(self._entries) > 1:
            self._bytes -= self._entries.popitem(last=False)[1][1]
