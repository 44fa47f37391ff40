"""Base of the commands that load a collection of texts."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from resolutions.jobs.queue import start_job
from resolutions.loading.bulk_load import load_texts
from resolutions.loading.collected_text import LoadCounts
from resolutions.loading.collections import open_collection
from resolutions.models import JobKind
from resolutions.sources.data_sets import DataSetError
from resolutions.writing.publish import deliver_bulk_changes, make_texts_searchable


class LoadCommand(BaseCommand):
    """Load texts with progress bars, print counts and reasons, and fail when a text was lost.

    ``collection`` is the name that ``open_collection`` knows.
    """

    collection: str

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the file and the option ``--job``."""
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--job", action="store_true", help="let the worker do it; the desk shows the progress")

    def handle(self, *, file: Path, job: bool, with_english: bool = False, **options: Any) -> None:
        """Load the file and print counts. Raises CommandError for a damaged file and for lost texts."""
        if job:
            arguments: dict[str, Any] = {"collection": self.collection, "path": str(file.resolve())}
            if with_english:
                arguments["with_english"] = True
            start_job(JobKind.LOAD, file.name, arguments, key=f"load {file.resolve()}"[:200])
            self.stdout.write("The job is queued: /admin/resolutions/document/jobs/")
            return
        self._load(file, with_english)

    def _load(self, file: Path, with_english: bool) -> None:
        """Load the texts, then their similar paragraphs and the index."""
        counts, problem = LoadCounts(), ""
        try:
            with tqdm(desc="texts", unit="text", disable=None) as bar:
                texts = open_collection(self.collection, file, with_english=with_english)
                load_texts(texts, counts, bar.update, make_texts_searchable)
        except DataSetError as error:  # what was read before it stays
            problem = str(error)
        with tqdm(desc="similar paragraphs", unit="document", disable=None) as bar:
            deliver_bulk_changes(bar.update)
        for line in (*counts.drafts, *counts.failures):
            self.stderr.write(line)
        self.stdout.write(str(counts))
        if problem:
            raise CommandError(problem)
        if counts.failures:
            raise CommandError(f"{len(counts.failures)} texts could not be loaded")
