"""Base of the commands that load a collection of texts."""

from collections.abc import Iterable

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from resolutions.loading.bulk_load import load_texts
from resolutions.loading.collected_text import CollectedText, LoadCounts
from resolutions.sources.data_sets import DataSetError
from resolutions.writing.publish import deliver_bulk_changes


class LoadCommand(BaseCommand):
    """Load texts with progress bars, print counts and reasons, and fail when a text was lost."""

    def load(self, texts: Iterable[CollectedText]) -> None:
        """Load the texts, then their similar paragraphs and the index. Raises CommandError for lost texts."""
        counts, problem = LoadCounts(), ""
        try:
            with tqdm(desc="texts", unit="text", disable=None) as bar:
                load_texts(texts, counts, bar.update)
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
