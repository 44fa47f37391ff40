"""``manage.py repair``: finish the work that a killed process left behind."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from resolutions.desk import repair
from resolutions.models import UploadState
from resolutions.models.choices import chinese_display


class Command(BaseCommand):
    """Print the numbers of unfinished items, and finish them unless ``--check``."""

    help = "Finish what a killed process left: unread uploads, index, counts, stored files. Can be repeated."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the option ``--check``."""
        parser.add_argument("--check", action="store_true", help="report unfinished work, and do nothing")

    def handle(self, *, check: bool, **options: Any) -> None:
        """Repair, or only check; raise CommandError when a check finds something, and when an original is missing."""
        pending = repair.find_pending()
        self.stdout.write(
            f"uploads to read: {pending.waiting}; stored files without a row: {pending.stray}; "
            f"documents to index: {pending.index}; versions without a sketch: {pending.sketches}; "
            f"versions without a language: {pending.languages}; documents without a title: {pending.titles}; "
            f"documents without similar paragraphs: {pending.similar}; "
            f"stubs without a year: {pending.yearless}"
        )
        if not check:
            self._repair()
        for source in pending.lost.missing:
            self.stderr.write(f"{source.name} ({source.document}): the original's bytes are gone ({source.sha256})")
        for source in pending.lost.damaged:
            self.stderr.write(f"{source.name} ({source.document}): the original is damaged ({source.sha256})")
        if check and pending:
            raise CommandError("something remains to do: manage.py repair")
        if lost := len(pending.lost.missing) + len(pending.lost.damaged):
            raise CommandError(
                f"{lost} originals are gone or damaged; restore them from a backup, or upload the same files again"
            )

    def _repair(self) -> None:
        result = repair.repair_all()
        for upload in result.uploads:
            write = self.stderr.write if upload.state == UploadState.REFUSED else self.stdout.write
            write(f"{upload.name}: {chinese_display(upload, 'state')} {upload.message}".rstrip())
        self.stdout.write(
            f"read {len(result.uploads)} uploads, indexed {result.index} documents, "
            f"corrected {result.counts} counts, made {result.sketches} sketches, "
            f"found the similar paragraphs of {result.similar} documents, "
            f"told {result.languages} languages, gave {result.titles} titles, "
            f"merged {result.yearless} stubs without a year"
        )
