"""``manage.py similar``: find anew which paragraphs of which documents are alike."""

from django.core.management.base import BaseCommand
from tqdm import tqdm

from resolutions.models import Document
from resolutions.writing import similar_paragraphs


class Command(BaseCommand):
    help = "Find similar paragraphs anew for all published documents. Can be repeated."

    def handle(self, *args, **options):
        ids = Document.objects.held().order_by("adopted_on", "id").values_list("id", flat=True)
        pairs = sum(
            similar_paragraphs.update_similar_paragraphs([pk])
            for pk in tqdm(list(ids), desc="similar", unit="document", disable=None)
        )
        self.stdout.write(f"{len(ids)} documents, {pairs} pairs of similar paragraphs")
