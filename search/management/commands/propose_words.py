"""``manage.py propose_words``: list new terms for search/chinese/words.txt, for a person to choose from."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from resolutions.models import Document, Paragraph
from search.chinese.dictionary import load_dictionary
from search.chinese.word_proposals import propose_words


class Command(BaseCommand):
    """Print term, count and cohesion of each proposal, separated by tabs; a summary goes to standard error."""

    help = "Propose terms for search/chinese/words.txt from the published texts: term, count, cohesion."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the highest number of proposals to print."""
        parser.add_argument("--most", type=int, default=100, help="highest number of proposals to print")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read all published texts and print the most frequent proposals."""
        paragraphs = Paragraph.objects.filter(document__in=Document.objects.held()).in_reading_order()
        proposals = propose_words(paragraphs.values_list("text", flat=True).iterator(), load_dictionary())
        for proposal in proposals[: options["most"]]:
            self.stdout.write(f"{proposal.term}\t{proposal.count}\t{proposal.cohesion:.1f}")
        self.stderr.write(f"{len(proposals)} proposals, {min(len(proposals), options['most'])} printed")
