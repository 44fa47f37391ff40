"""gunicorn configuration for one's own machine and for a server; GUNICORN_CMD_ARGS overrides every value."""

import gc
import os

from gunicorn.http import message

from portal.access_log import LINE, AccessLogger
from portal.allocator import limit_allocator
from portal.environment_variables import env_flag, env_log_level, env_number

limit_allocator()
bind = f"{os.environ.get('HOST') or '127.0.0.1'}:{env_number('PORT', 8000)}"
preload_app = True  # dictionary and index are loaded once and shared by the workers' memory
workers = env_number("WEB_CONCURRENCY", 2)
threads = 4
# The portal answers a long address itself (portal/long_addresses.py); gunicorn allows no more than this constant.
message.MAX_REQUEST_LINE = limit_request_line = 256 * 1024  # bytes
graceful_timeout = 10  # seconds for running requests when the server stops
loglevel = env_log_level("GUNICORN_LOG_LEVEL", "INFO").lower()
accesslog = "-" if env_flag("ACCESS_LOG", default=True) else None
access_log_format = LINE
logger_class = AccessLogger
control_socket_disable = True  # otherwise gunicorn creates a socket in the home folder


def when_ready(server: object) -> None:
    """Load the search index before the workers fork, and freeze it.

    Garbage collection in a worker would otherwise write to the shared pages and copy them.
    """
    from search.engine import warm_up

    warm_up()
    gc.collect()
    gc.freeze()


def pre_fork(server: object, worker: object) -> None:
    """Close the database connection that preloading may have opened, so that no worker inherits it."""
    from django.db import connections

    connections.close_all()


def post_fork(server: object, worker: object) -> None:
    """Limit how long a worker waits for the database, and start its threads.

    Locks let one worker at a time clean up, and one bring the index up to date.
    """
    from django.conf import settings

    from portal.database_timeout import limit_waiting
    from portal.housekeeping import start_daily_thread
    from search.follower import start_follower

    limit_waiting(settings.DATABASES["default"], settings.DATABASE_TIMEOUT)
    start_daily_thread()
    start_follower()
