"""``manage.py index``: compare the search index with the database, repair it, or rebuild it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from resolutions.models import Document
from search import indexing


class Command(BaseCommand):
    """Run one of ``--check``, ``--repair`` and ``--rebuild``. ``--check`` exits non-zero when something differs."""

    help = "Check, repair or rebuild the search index."

    def add_arguments(self, parser: CommandParser) -> None:
        """Require exactly one of the three actions."""
        action = parser.add_mutually_exclusive_group(required=True)
        action.add_argument(
            "--check", action="store_true", help="compare with the database; exit non-zero when they differ"
        )
        action.add_argument(
            "--repair",
            action="store_true",
            help="index what is missing and remove what is surplus; rebuild after a change of the dictionary",
        )
        action.add_argument(
            "--rebuild", action="store_true", help="build a new index beside the current one, then switch to it"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the action; a progress bar is shown on a terminal."""
        if options["check"]:
            self._check()
            return
        with tqdm(total=Document.objects.held().count(), unit=" documents", disable=None) as bar:
            if options["rebuild"]:
                indexing.rebuild_from_database(bar.update)
                self.stdout.write(f"Index rebuilt: {bar.total} documents.")
            else:
                self._report("Repaired", indexing.repair_index(bar.update))

    def _check(self) -> None:
        differences = indexing.find_differences()
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
