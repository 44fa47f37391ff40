"""``manage.py repair``: finish what a killed process left, from uploads to the index."""

from django.core.management.base import BaseCommand, CommandError

from resolutions.desk import repair
from resolutions.models import UploadState


class Command(BaseCommand):
    help = "Finish what a killed process left: unread uploads, index, counts, stored files. Can be repeated."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="say what remains to do, and do nothing")

    def handle(self, *, check: bool, **options):
        left = repair.find_pending()
        self.stdout.write(
            f"uploads to read: {left.waiting}; stored files without a row: {left.stray}; "
            f"documents to index: {left.index}; versions without a sketch: {left.sketches}"
        )
        if not check:
            self._repair()
        for source in left.missing:
            self.stderr.write(f"{source.name} ({source.document}): the original's bytes are gone ({source.sha256})")
        if check and left:
            raise CommandError("something remains to do: manage.py repair")
        if left.missing:
            raise CommandError(f"{len(left.missing)} originals are gone; restore them from a backup")

    def _repair(self) -> None:
        done = repair.repair_all()
        for upload in done.uploads:
            write = self.stderr.write if upload.state == UploadState.REFUSED else self.stdout.write
            write(f"{upload.name}: {upload.get_state_display()} {upload.message}".rstrip())
        self.stdout.write(
            f"read {len(done.uploads)} uploads, indexed {done.index} documents, "
            f"corrected {done.counts} counts, made {done.sketches} sketches"
        )
