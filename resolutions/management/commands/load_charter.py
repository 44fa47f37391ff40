"""``manage.py load_charter FILE``: load the text of the Charter, article by article."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from resolutions.models import CharterArticle
from resolutions.sources import SourceError, extract_text
from resolutions.text.charter_text import LAST_ARTICLE, read_charter_articles


class Command(BaseCommand):
    """Replace the stored text by that of a file; the portal has none of its own. Repeating it changes nothing."""

    help = "Load the Chinese text of the Charter from a file (text, HTML, Word, PDF) with all 111 articles."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the file."""
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *, file: Path, **options: Any) -> None:
        """Load the articles. Raises CommandError if the file cannot be read or lacks an article."""
        try:
            articles = read_charter_articles(extract_text(file.read_bytes(), file.name).text)
        except (OSError, SourceError) as error:
            raise CommandError(f"{file}: {error}") from error
        missing = [str(number) for number in range(1, LAST_ARTICLE + 1) if not articles.get(number)]
        if missing:
            raise CommandError(f"{file}: no text for article {', '.join(missing[:10])}{' …' if missing[10:] else ''}")
        with transaction.atomic():
            CharterArticle.objects.all().delete()
            CharterArticle.objects.bulk_create(CharterArticle(number=n, text=text) for n, text in articles.items())
        self.stdout.write(f"Charter loaded: {len(articles)} articles.")
