"""Daily clean-up of expired rows and files: sessions, login attempts, old jobs, change log, cached files."""

import logging
import threading
import time
from contextlib import suppress
from dataclasses import astuple, dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import Error, connections
from django.utils import timezone

from resolutions.advisory_lock import try_lock
from resolutions.desk.login_lockout import remove_expired_attempts
from resolutions.http.rate_limit import remove_old_counts
from resolutions.jobs.pruning import prune_jobs
from search.change_log.entries import prune_entries

INTERVAL_SECONDS = 24 * 3600
CHECK_SECONDS = 3600  # between two looks whether the interval is over
OLD_FILE_SECONDS = 24 * 3600  # entries of the shared cache expire within minutes
LOCK = "housekeeping"
_DONE = "housekeeping-done"
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Removed:
    """Numbers of rows and files removed."""

    sessions: int = 0
    login_attempts: int = 0
    jobs: int = 0
    cache_files: int = 0

    def __str__(self) -> str:
        rows = f"{self.sessions} sessions, {self.login_attempts} login attempts, {self.jobs} jobs"
        return f"{rows}, {self.cache_files} cache files"


def clean_up() -> Removed | None:
    """Remove everything that has expired; return None, with nothing done, while another process cleans up."""
    with try_lock(LOCK) as is_ours:
        if not is_ours:
            return None
        prune_entries()
        remove_old_counts()
        removed = Removed(_remove_sessions(), remove_expired_attempts(), prune_jobs(), _remove_cache_files())
        caches["shared"].set(_DONE, True, INTERVAL_SECONDS)
        return removed


def is_due() -> bool:
    """Return True when nobody has cleaned up for ``INTERVAL_SECONDS``."""
    return not caches["shared"].get(_DONE)


def start_daily_thread() -> None:
    """Clean up once a day in a thread of this process, which ends with the process."""
    threading.Thread(target=_run_daily, name="housekeeping", daemon=True).start()


def _run_daily() -> None:
    while True:
        time.sleep(CHECK_SECONDS)
        run_if_due()


def run_if_due() -> None:
    """Clean up when it is due and log the result; an error is logged and the next look tries again."""
    try:
        if is_due() and (removed := clean_up()) and any(astuple(removed)):
            logger.info("Housekeeping: %s removed", removed)
    except (Error, OSError) as error:
        logger.warning("Housekeeping failed: %s", error)
    finally:
        connections.close_all()


def _remove_sessions() -> int:
    return Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]


def _remove_cache_files() -> int:
    """Remove the files that Django's cache would remove only when their key is read again."""
    removed, oldest = 0, time.time() - OLD_FILE_SECONDS
    for path in Path(settings.CACHE_DIR).glob("*.djcache"):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < oldest:
                path.unlink()
                removed += 1
    return removed
