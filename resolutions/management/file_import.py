"""Base of the commands that import a file of the Library."""

from pathlib import Path
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError, CommandParser

from resolutions.models import ImportKind
from resolutions.writing.catalogue.csv_files import ImportFileError
from resolutions.writing.catalogue.import_files import ImportOutcome, import_file, log_import
from search import indexing

MAX_NAMED = 20  # new resolutions and changed facts that a preview names


class FileImportCommand(BaseCommand):
    """Import one file; ``--dry-run`` says what is new and changed. A file with bad rows ends with an error."""

    kind: ClassVar[ImportKind]

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the file."""
        parser.add_argument("file", type=Path, help="the CSV file")
        parser.add_argument("--dry-run", action="store_true", help="say what is new and changed, and write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import the file and print counts. Raises CommandError when something could not be read."""
        path, is_preview = options["file"], options["dry_run"]
        try:
            data = path.read_bytes()
            outcome = import_file(self.kind, data, is_preview=is_preview)
        except OSError as error:
            raise CommandError(f"cannot read {path}: {error.strerror}") from error
        except ImportFileError as error:
            raise CommandError(f"{path.name}: {error}") from error
        self._report(outcome, is_preview)
        if not is_preview:
            log_import(self.kind, path.name, data, outcome)
            self._update_index(outcome)
        if outcome.problems:
            raise CommandError(f"{len(outcome.problems)} rows or resolutions of {path.name} were not imported")

    def _report(self, outcome: ImportOutcome, is_preview: bool) -> None:
        for problem in outcome.problems:
            self.stderr.write(str(problem))
        for symbol in outcome.new[:MAX_NAMED]:
            self.stdout.write(f"new: {symbol}")
        for label, changes in (("changed", outcome.changed), ("kept", outcome.kept)):
            for change in changes[:MAX_NAMED]:
                self.stdout.write(f"{label}: {change.symbol} {change.name}: {change.present} -> {change.value}")
        counts = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in outcome.counts.items())
        written = "would write" if is_preview else "wrote"
        self.stdout.write(f"read {outcome.read}, {written}: {counts}, failed: {len(outcome.problems)}")

    def _update_index(self, outcome: ImportOutcome) -> None:
        if not outcome.documents:
            return
        try:
            indexing.repair_index()
        except OSError as error:
            self.stderr.write(f"The facts are written, but the index was not: {error}")
