"""The most used posting lists kept ready, within a number of bytes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

ENTRY_OVERHEAD_BYTES = 300  # bytes of an entry beside its arrays
Value = TypeVar("Value")


class ByteLRU(Generic[Value]):
    """What was asked for last stays; any thread may ask. Nothing is made while the lock is held."""

    def __init__(self, most_bytes: int):
        self._most = most_bytes
        self._bytes = 0
        self._kept: OrderedDict[Hashable, tuple[Value, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Value], size: Callable[[Value], int]) -> Value:
        """What ``make`` gives, now or when it was asked for before. ``size`` is in bytes."""
        with self._lock:
            if (found := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
                return found[0]
        value = make()
        with self._lock:
            self._keep(key, value, size(value) + ENTRY_OVERHEAD_BYTES)
        return value

    def _keep(self, key: Hashable, value: Value, size: int) -> None:
        if key in self._kept:
            return
        self._kept[key] = value, size
        self._bytes += size
        while self._bytes > self._most and len(self._kept) > 1:
            self._bytes -= self._kept.popitem(last=False)[1][1]
