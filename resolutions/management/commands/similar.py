"""``manage.py similar``: find the similar paragraphs of all documents again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from tqdm import tqdm

from resolutions.models import Document
from resolutions.writing import similar_paragraphs


class Command(BaseCommand):
    """Update the similar paragraphs of all published documents together, or of those that lack them."""

    help = "Find similar paragraphs anew for all published documents. Can be repeated."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the option ``--missing``."""
        parser.add_argument("--missing", action="store_true", help="only for documents that a killed process left")

    def handle(self, *, missing: bool, **options: Any) -> None:
        """Update and print counts."""
        held = Document.objects.held().values_list("id", flat=True)
        ids = similar_paragraphs.find_outdated_ids() if missing else list(held)
        with tqdm(desc="similar", total=len(ids), unit="document", disable=None) as bar:
            pairs = similar_paragraphs.update_similar_paragraphs(ids, bar.update)
        self.stdout.write(f"{len(ids)} documents, {pairs} pairs of similar paragraphs")
