"""Settings of glibc's memory allocator for a worker that lives for weeks.

By default glibc gives each thread its own arenas and raises its threshold for ``mmap`` to 32 MB, so that the large
arrays of a search leave holes in the heap that are never returned. With these settings a worker needs 50 MB less after
2,000 searches of 3,475 texts (``bench.search.memory``). Source of the numbers: malloc.h and mallopt(3).
"""

import ctypes

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _M_ARENA_MAX = -1, -3, -8
SETTINGS = {
    _M_ARENA_MAX: 2,  # arenas shared by all threads
    _M_MMAP_THRESHOLD: 256 * 1024,  # bytes; a larger block is returned as soon as it is freed
    _M_TRIM_THRESHOLD: 1024 * 1024,  # bytes free at the end of the heap before it shrinks
}


def limit_allocator() -> bool:
    """Apply ``SETTINGS`` to this process and its children; return False for another C library than glibc."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    return mallopt is not None and all(mallopt(option, value) for option, value in SETTINGS.items())
