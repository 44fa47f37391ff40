"""Thread that brings the index of this machine up to date with the database, whichever machine changed it.

Every process of a server and of the job worker has one. Each asks the change log once a second; a lock lets one of them
write. When that process is killed, the next one goes on within a second.
"""

import logging
import threading
import time

from django.db import connections

from search import indexing

POLL_SECONDS = 1.0
RETRY_SECONDS = 5.0  # after a failure of the database or the engine
_logger = logging.getLogger(__name__)


def start_follower() -> None:
    """Follow the change log in a thread of this process, which ends with the process."""
    indexing.announce_follower()
    threading.Thread(target=_follow_forever, name="index-follower", daemon=True).start()


def _follow_forever() -> None:
    problem = ""
    while True:
        problem = follow_once(problem)
        time.sleep(RETRY_SECONDS if problem else POLL_SECONDS)


def follow_once(last_problem: str = "") -> str:
    """Deliver what waits, and return the problem that prevented it, empty when there was none.

    Any error of an engine leaves the changes in the log; it is logged once, not at every attempt.
    """
    try:
        indexing.deliver_queued()
    except Exception as error:  # the engine may raise what it likes; the next attempt may succeed
        problem = f"{type(error).__name__}: {' '.join(str(error).split())}"
        if problem != last_problem:
            _logger.warning("The search index does not receive changes, which wait in the database: %s", problem)
        connections.close_all()
        return problem
    if last_problem:
        _logger.warning("The search index receives changes again.")
    return ""
