"""``manage.py harvest_catalogue``: bring the catalogue up to date from the Library's records."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from resolutions.desk.record_harvest import DEFAULT_SEARCH, PAGE_SIZE, HarvestError, HarvestResult, harvest
from resolutions.fetching import FetchError
from resolutions.fetching.configured import build_client
from search import indexing


class Command(BaseCommand):
    """Harvest the records changed since the last run; an interrupted run goes on where it stopped."""

    help = "Harvest the Library's records of resolutions, down to those of the last run; needs FETCH_CONTACT."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare search, size of a page and number of pages."""
        parser.add_argument("--search", default=DEFAULT_SEARCH, help="search of the Library's server")
        parser.add_argument("--page-size", type=int, default=PAGE_SIZE, help="records a request, at most 1000")
        parser.add_argument("--pages", type=int, help="stop after so many pages; the next run goes on from there")

    def handle(self, *args: Any, **options: Any) -> None:
        """Harvest and print counts. Raises CommandError when the server fails or a record was left out."""
        if not 1 <= options["page_size"] <= 1000:
            raise CommandError("--page-size is from 1 to 1000")
        try:
            result = harvest(
                build_client(),
                search=options["search"],
                page_size=options["page_size"],
                max_pages=options["pages"],
                report=self.stdout.write,
            )
        except (FetchError, HarvestError) as error:
            self._update_index()
            raise CommandError(f"{error}; the next run goes on from the last complete page") from error
        self._update_index()
        self._report(result)

    def _report(self, result: HarvestResult) -> None:
        for problem in result.problems:
            self.stderr.write(problem)
        counts = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in result.counts.items())
        state = "complete" if result.is_complete else "to be continued"
        self.stdout.write(
            f"read {result.records} records on {result.pages} pages ({state}); wrote: {counts}; "
            f"failed: {len(result.problems)}"
        )
        if result.problems:
            raise CommandError(f"{len(result.problems)} records were left out")

    def _update_index(self) -> None:
        try:
            indexing.repair_index()
        except OSError as error:
            self.stderr.write(f"The facts are written, but the index was not: {error}")
