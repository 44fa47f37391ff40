"""``manage.py index``: verify the search index and compare it with the database, repair it, or rebuild it."""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from resolutions.models import Document
from search import indexing

BACKGROUND_NICENESS = 10  # added to the priority, so that readers come first
_ACTIONS = {
    "check": "read all files and compare with the database; exit non-zero when a file is damaged or documents differ",
    "repair": "index what is missing, remove what is surplus; rebuild a damaged index, or after a change of dictionary",
    "prepare": "before a start: as --repair, but an index that cannot be written is only reported",
    "recover": "for the server: rebuild an unusable index unless another process is doing so",
    "rebuild": "build a new index beside the current one, then switch to it",
}


class Command(BaseCommand):
    """Run one action. ``--check`` exits non-zero when a file is damaged or a document differs from the database."""

    help = "Check, repair or rebuild the search index."

    def add_arguments(self, parser: CommandParser) -> None:
        """Require exactly one action."""
        group = parser.add_mutually_exclusive_group(required=True)
        for name, description in _ACTIONS.items():
            group.add_argument(f"--{name}", action="store_true", help=description)

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the action; a progress bar is shown on a terminal. Raises CommandError when the index is not written."""
        try:
            self._run(options)
        except OSError as error:
            if not options["prepare"]:
                raise CommandError(f"the index was not written: {error}") from error
            self.stderr.write(f"The index was not written; documents are readable, but not all can be found: {error}")

    def _run(self, options: dict[str, Any]) -> None:
        if options["check"]:
            self._check()
        elif options["recover"]:
            os.nice(BACKGROUND_NICENESS)
            is_rebuilt = indexing.recover_index()
            self.stdout.write("Index rebuilt." if is_rebuilt else "The index is usable, or is being rebuilt.")
        else:
            with tqdm(total=Document.objects.held().count(), unit=" documents", disable=None) as bar:
                if options["rebuild"]:
                    indexing.rebuild_from_database(bar.update)
                    self.stdout.write(f"Index rebuilt: {bar.total} documents.")
                else:
                    self._report("Repaired", indexing.repair_index(bar.update))

    def _check(self) -> None:
        differences = indexing.find_differences(read_all_files=True)
        self._report("Found", differences)
        if differences:
            raise CommandError("index and database differ; run manage.py index --repair")

    def _report(self, verb: str, differences: indexing.IndexDifferences) -> None:
        if not differences:
            self.stdout.write("Index and database agree.")
            return
        missing, outdated, surplus = map(len, (differences.missing, differences.outdated, differences.surplus))
        counts = f"{missing} missing, {outdated} outdated, {surplus} surplus documents"
        self.stdout.write(f"{verb}: {differences.reason}{counts}.")
