"""``manage.py reread``: read documents again after the reader improved."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import QuerySet
from tqdm import tqdm

from resolutions.desk import versions
from resolutions.models import Document
from resolutions.sources import SourceError
from resolutions.text.citations.spellings import canonicalize_symbol
from resolutions.writing.errors import LostOriginalError


class Command(BaseCommand):
    """Preview the change of each document, print it, and write it unless ``--dry-run``."""

    help = "Read texts again from their originals and say what changes; corrections by hand are kept."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the documents and options."""
        parser.add_argument("symbols", nargs="*", metavar="SYMBOL", help="documents, in any spelling of their symbol")
        parser.add_argument("--all", action="store_true", help="every document with a text")
        parser.add_argument("--old", action="store_true", help="those that an older reader read")
        parser.add_argument("--dry-run", action="store_true", help="show the differences, and write nothing")

    def handle(self, *, symbols: list[str], dry_run: bool, **options: Any) -> None:
        """Read the documents and print counts. Raises CommandError when an original could not be read."""
        lost = changed = 0
        keys = list(_find_chosen(symbols, **options).values_list("pk", flat=True))
        for key in tqdm(keys, desc="reread", unit="document", disable=None):
            document = Document.objects.get(pk=key)
            try:
                difference = versions.preview_reread(document)
                if difference and not dry_run:
                    versions.reread_document(document)
            except (SourceError, LostOriginalError) as error:
                self.stderr.write(f"{document}: {error}")
                lost += 1
                continue
            changed += bool(difference)
            if difference:
                self.stdout.write(f"{document}: {difference.summary}")
        self.stdout.write(f"{len(keys)} read, {changed} {'would change' if dry_run else 'changed'}, {lost} lost")
        if lost:
            raise CommandError(f"{lost} originals could not be read")


def _find_chosen(symbols: list[str], **options: Any) -> QuerySet[Document]:
    with_text = Document.objects.filter(versions__isnull=False).distinct()
    if options["all"]:
        return with_text
    if options["old"]:
        return versions.documents_with_old_reader()
    canonical = [canonicalize_symbol(symbol) or symbol for symbol in symbols]
    documents = with_text.filter(symbol__in=canonical)
    if not symbols or documents.count() < len(set(canonical)):
        raise CommandError("name documents that have a text, or --all, or --old")
    return documents
