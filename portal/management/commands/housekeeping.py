"""``manage.py housekeeping``: remove expired sessions, login attempts and cache files, and old jobs."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.housekeeping import clean_up


class Command(BaseCommand):
    """Clean up once; the server does so by itself once a day."""

    help = (
        "Remove expired sessions, login attempts and cache files, and jobs that ended long ago; "
        "the server does so once a day."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Clean up and print counts."""
        removed = clean_up()
        if removed is None:
            self.stdout.write("Another process is cleaning up.")
            return
        self.stdout.write(f"Removed {removed}.")
