"""``manage.py recognize``: recognise scanned pages of originals that are stored."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import QuerySet
from tqdm import tqdm

from resolutions.desk.page_recognition import recognize_page
from resolutions.desk.recognition_request import configured_engine
from resolutions.desk.stored_scans import documents_with_unread_scans, load_scan, take_recognized_text
from resolutions.models import Document, Status
from resolutions.sources import SourceError
from resolutions.text.citations.spellings import canonicalize_symbol
from resolutions.writing.errors import LostOriginalError


class Command(BaseCommand):
    """Recognise page by page; each page is stored at once, so an interrupted run continues behind the last."""

    help = "Recognise the scanned pages of stored originals; drafts are then read again, published texts are named."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the documents and options."""
        parser.add_argument("symbols", nargs="*", metavar="SYMBOL", help="documents, in any spelling of their symbol")
        parser.add_argument("--all", action="store_true", help="every document with scanned pages that are unread")
        parser.add_argument("--dry-run", action="store_true", help="name the documents and their pages, and end")

    def handle(self, *, symbols: list[str], dry_run: bool, **options: Any) -> None:
        """Recognise and print counts. Raises CommandError without an engine and when an original cannot be read."""
        engine = configured_engine()
        if engine is None and not dry_run:
            raise CommandError("no engine of character recognition is installed, or OCR_ENGINE is none")
        pages = lost = 0
        documents = list(_find_chosen(symbols, **options))
        for document in documents:
            try:
                source, data, missing = load_scan(document)
                self.stdout.write(f"{document}: {len(missing)} scanned pages")
                if engine and missing and not dry_run:
                    for number in tqdm(missing, desc=str(document), unit="page", disable=None):
                        recognize_page(engine, data, source.sha256, number)
                    take_recognized_text(document)
            except (SourceError, LostOriginalError) as error:
                self.stderr.write(f"{document}: {error}")
                lost += 1
                continue
            pages += len(missing)
            if missing and not dry_run and document.status == Status.PUBLISHED:
                self.stdout.write(f"{document}: published, so its text is unchanged; see reread --dry-run")
        self.stdout.write(f"{len(documents)} documents, {pages} pages, {lost} lost")
        if lost:
            raise CommandError(f"{lost} originals could not be read")


def _find_chosen(symbols: list[str], **options: Any) -> QuerySet[Document]:
    if options["all"]:
        return documents_with_unread_scans()
    canonical = [canonicalize_symbol(symbol) or symbol for symbol in symbols]
    documents = Document.objects.filter(symbol__in=canonical, versions__is_in_force=True).distinct()
    if not symbols or documents.count() < len(set(canonical)):
        raise CommandError("name documents that have a text, or --all")
    return documents
