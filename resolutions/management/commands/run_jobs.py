"""``manage.py run_jobs``: the worker that runs the jobs of the desk, one at a time."""

import logging
import socket
import threading
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import Error, connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from resolutions.desk.due_jobs import start_due_jobs
from resolutions.jobs.runner import requeue_interrupted
from search.follower import follow_once, start_follower

CHECK_SECONDS = 15  # between two looks for jobs of killed workers and for work whose time has come
logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Run queued jobs until the process is stopped; a second signal breaks off the running one."""

    help = "Run the jobs that the desk has queued. Several workers may run; jobs of a killed one are run again."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the option ``--batch``."""
        parser.add_argument("--batch", action="store_true", help="run the queued jobs, then end")

    def handle(self, *, batch: bool, **options: Any) -> None:
        """Run the worker."""
        worker = Worker(
            queue_names=["*"],
            interval=1,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=f"{socket.gethostname()[:20]}-{get_random_string(12)}",
            excluded_queue_names=[],
        )
        worker.configure_signals()
        requeue_interrupted()
        start_due_jobs()
        if not batch:
            threading.Thread(target=_requeue_forever, name="requeue", daemon=True).start()
            start_follower()
        worker.run()
        if batch:
            follow_once()


def _requeue_forever() -> None:
    while True:
        time.sleep(CHECK_SECONDS)
        try:
            requeue_interrupted()
            start_due_jobs()
        except Error as error:
            logger.warning("Interrupted jobs could not be looked for: %s", error)
        finally:
            connections.close_all()
