"""``manage.py purge_discarded``: delete for good what was discarded more than thirty days ago."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from resolutions.desk import discards


class Command(BaseCommand):
    """Purge the waste bin; the job worker does the same by itself."""

    help = "Delete drafts and uploads that were discarded more than thirty days ago, with their bytes. Can be repeated."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the option ``--dry-run``."""
        parser.add_argument("--dry-run", action="store_true", help="count what would be deleted, and delete nothing")

    def handle(self, *, dry_run: bool, **options: Any) -> None:
        """Purge, or only count."""
        if dry_run:
            drafts, uploads = discards.expired_drafts().count(), discards.expired_uploads().count()
            self.stdout.write(f"{drafts} drafts and {uploads} uploads would be deleted")
            return
        counts = discards.purge_expired()
        self.stdout.write(f"deleted {counts.drafts} drafts, {counts.uploads} uploads, {counts.stubs} stubs")
