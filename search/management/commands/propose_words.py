"""``manage.py propose_words``: list new terms for search/chinese/words.txt, for a person to choose from."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from resolutions.models import Document, Paragraph
from search.chinese.dictionary import load_dictionary
from search.chinese.word_proposals import propose_words


class Command(BaseCommand):
    """Print term, count and cohesion of each proposal, separated by tabs; a summary goes to standard error."""

    help = "从收录的全文中提出词典里没有的词语：词语、出现次数、结合强度。由人取舍后写入 search/chinese/words.txt。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the highest number of proposals to print."""
        parser.add_argument("--most", type=int, default=100, help="最多列出多少个")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read all published texts and print the most frequent proposals."""
        paragraphs = Paragraph.objects.filter(document__in=Document.objects.held()).in_reading_order()
        proposals = propose_words(paragraphs.values_list("text", flat=True).iterator(), load_dictionary())
        for proposal in proposals[: options["most"]]:
            self.stdout.write(f"{proposal.term}\t{proposal.count}\t{proposal.cohesion:.1f}")
        self.stderr.write(f"共 {len(proposals)} 个，列出 {min(len(proposals), options['most'])} 个。")
