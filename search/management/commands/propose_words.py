"""manage.py propose_words: new terms for search/chinese/words.txt, for a person to accept."""

from django.core.management.base import BaseCommand

from resolutions.models import Document, Paragraph
from search.chinese.dictionary import load_dictionary
from search.chinese.word_proposals import propose_words


class Command(BaseCommand):
    help = "从收录的全文中提出词典里没有的词语：词语、出现次数、结合强度。由人取舍后写入 search/chinese/words.txt。"

    def add_arguments(self, parser):
        parser.add_argument("--most", type=int, default=100, help="最多列出多少个")

    def handle(self, *args, **options):
        paragraphs = Paragraph.objects.filter(document__in=Document.objects.held()).in_reading_order()
        proposals = propose_words(paragraphs.values_list("text", flat=True).iterator(), load_dictionary())
        for one in proposals[: options["most"]]:
            self.stdout.write(f"{one.term}\t{one.count}\t{one.cohesion:.1f}")
        self.stderr.write(f"共 {len(proposals)} 个，列出 {min(len(proposals), options['most'])} 个。")
