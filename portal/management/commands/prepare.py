"""``manage.py prepare``: bring tables, catalogue and index up to date before a server starts."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from portal.advisory_lock import wait_for_lock

LOCK = "prepare"
STEPS: list[tuple[str, dict[str, Any]]] = [
    ("migrate", {"interactive": False}),
    ("load_catalogue", {}),
    ("index", {"repair": True}),
    ("housekeeping", {}),
]


class Command(BaseCommand):
    """Run the steps in one process at a time; the others wait and then find nothing to do."""

    help = "启动前的准备：数据表、目录、索引、清理；几个容器同时启动时依次进行。"

    def handle(self, *args: Any, **options: Any) -> None:
        """Run all steps under an advisory lock. Raises the first step's error."""
        with wait_for_lock(LOCK):
            for name, arguments in STEPS:
                call_command(name, **arguments, stdout=self.stdout, stderr=self.stderr)
