"""``manage.py prepare``: bring tables, catalogue and index up to date before a server starts."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from resolutions.advisory_lock import wait_for_lock

LOCK = "prepare"
STEPS: list[tuple[str, dict[str, Any]]] = [
    ("migrate", {"interactive": False}),
    ("load_catalogue", {}),
    ("similar", {"missing": True}),
    ("index", {"prepare": True}),
    ("housekeeping", {}),
]


class Command(BaseCommand):
    """Run the steps in one process at a time; the others wait and then find nothing to do."""

    help = "Prepare a start: tables, catalogue, index, clean-up; several containers do so one after the other."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run all steps under an advisory lock. Raises the first step's error."""
        with wait_for_lock(LOCK):
            for name, arguments in STEPS:
                call_command(name, **arguments, stdout=self.stdout, stderr=self.stderr)
