"""``manage.py similar``: find the similar paragraphs of all documents again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from tqdm import tqdm

from resolutions.models import Document
from resolutions.writing import similar_paragraphs


class Command(BaseCommand):
    """Update the similar paragraphs, one published document at a time, the oldest first."""

    help = "Find similar paragraphs anew for all published documents. Can be repeated."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the option ``--missing``."""
        parser.add_argument("--missing", action="store_true", help="only for documents that a killed process left")

    def handle(self, *, missing: bool, **options: Any) -> None:
        """Update and print counts."""
        held = Document.objects.held().order_by("adopted_on", "id").values_list("id", flat=True)
        ids = similar_paragraphs.find_outdated_ids() if missing else list(held)
        pairs = sum(
            similar_paragraphs.update_similar_paragraphs([pk])
            for pk in tqdm(ids, desc="similar", unit="document", disable=None)
        )
        self.stdout.write(f"{len(ids)} documents, {pairs} pairs of similar paragraphs")
