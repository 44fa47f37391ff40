"""Rebuild of an unusable index in a process of its own, started by a server when it notices.

Documents are readable meanwhile. A lock lets one process rebuild at a time, also when several workers start one. A
process of manage.py starts nothing: it repairs the index itself or reports it.
"""

import logging
import subprocess
import sys
from collections.abc import Callable
from threading import Lock
from time import monotonic

from django.conf import settings

RETRY_SECONDS = 60  # between two attempts of one worker, for example while the disk is full
_logger = logging.getLogger(__name__)


class _State:
    """State of this process; ``process`` is the rebuild that it started last."""

    is_enabled = False
    lock = Lock()
    process: subprocess.Popen[bytes] | None = None
    next_attempt = 0.0  # time.monotonic


def enable() -> None:
    """Let this process, and those that it forks, start rebuilds. A server calls it once."""
    _State.is_enabled = True


def is_enabled() -> bool:
    """Return whether this process may start rebuilds."""
    return _State.is_enabled


def request_rebuild(is_being_rebuilt: Callable[[], bool], action: str = "--recover") -> bool:
    """Start ``manage.py index`` with ``action`` unless it runs or ran a moment ago; return whether it was started.

    ``--recover`` rebuilds an unusable index, ``--repair`` also one that is far behind. ``is_being_rebuilt`` returns
    whether another process rebuilds the index.
    """
    if not _State.is_enabled:
        return False
    with _State.lock:
        is_running = _State.process is not None and _State.process.poll() is None
        if is_running or monotonic() < _State.next_attempt or is_being_rebuilt():
            return False
        _State.next_attempt = monotonic() + RETRY_SECONDS
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "index", action]
        try:
            _State.process = subprocess.Popen(
                command, cwd=settings.BASE_DIR, stdin=subprocess.DEVNULL, start_new_session=True
            )
        except OSError:
            _logger.exception("The rebuild of the search index could not be started.")
            return False
        state = "unusable" if action == "--recover" else "far behind the database"
        _logger.error("The search index is %s; a process rebuilds it: %d", state, _State.process.pid)
        return True
