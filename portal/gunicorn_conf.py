"""How gunicorn serves the portal, here and on a server. Every value can be set by GUNICORN_CMD_ARGS."""

import gc
import os

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
preload_app = True  # dictionary and index are loaded once and shared by the workers' memory
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
graceful_timeout = 10  # seconds for requests under way when the server stops
loglevel = os.environ.get("GUNICORN_LOG_LEVEL", "info")
control_socket_disable = True  # nobody controls it from outside, so nothing is left in the home folder


def when_ready(server: object) -> None:
    """Load the search once for all workers; keep it out of their garbage collection, which would copy its memory."""
    from search.engine import warm_up

    warm_up()
    gc.collect()
    gc.freeze()


def pre_fork(server: object, worker: object) -> None:
    """Let no worker inherit the database connection that loading may have opened."""
    from django.db import connections

    connections.close_all()
