"""``manage.py export [FOLDER]`` writes the bulk files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from resolutions.exports.bulk import bulk_folder


class Command(BaseCommand):
    help = "Write all documents, paragraphs and citations as data files with a dictionary and checksums."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "folder",
            nargs="?",
            type=Path,
            metavar="FOLDER",
            help="folder to write to; by default the one that the data page offers",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        target: Path = options["folder"] or bulk_folder.default_folder()
        try:
            written = bulk_folder.write_bulk_files(target, self._report_progress)
        except OSError as error:
            raise CommandError(f"cannot write to {target}: {error.strerror}") from error
        for file in written:
            counts = ", ".join(f"{name} {count}" for name, count in file.counts.items())
            self.stdout.write(f"{file.name}: {file.size} bytes" + (f", {counts}" if counts else ""))
        self.stdout.write(f"Written to {target}.")

    def _report_progress(self, name: str) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"{name} …")
