"""``manage.py fetch_documents SYMBOL…``: fetch documents from the official document system of the United Nations."""

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from resolutions.desk import fetch_requests
from resolutions.desk.document_fetch import fetch_text
from resolutions.fetching.configured import build_client
from resolutions.fetching.errors import FetchError
from resolutions.fetching.un_documents import LANGUAGES
from resolutions.text.citations.spellings import canonicalize_symbol


class Command(BaseCommand):
    """Fetch the chosen documents one by one; what was fetched or is known not to exist is not fetched again."""

    help = (
        "Fetch documents by symbol from the United Nations (FETCH_CONTACT must be set). Slow and polite; can be "
        "interrupted and repeated: only what is new is fetched."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the documents and options."""
        parser.add_argument("symbols", nargs="*", metavar="SYMBOL", help="documents, in any spelling of their symbol")
        parser.add_argument("--range", metavar="S/RES/2000-2100", help="resolutions by number, both ends included")
        parser.add_argument("--missing", action="store_true", help="what the catalogue names and the portal lacks")
        parser.add_argument("--wanted", action="store_true", help="the most cited documents that the portal lacks")
        parser.add_argument("--language", choices=LANGUAGES, default="zh")
        parser.add_argument("--again", action="store_true", help="ask also for what did not exist before")

    def handle(self, *, language: str, again: bool, **options: Any) -> None:
        """Fetch and print counts. Raises CommandError for documents that could not be fetched."""
        symbols = list(dict.fromkeys(self._choose(**options)))
        statuses: Counter[str] = Counter()
        try:
            client = build_client()
        except FetchError as error:
            raise CommandError(str(error)) from error
        for symbol in tqdm(symbols, desc="fetch", unit="document", disable=None):
            result = fetch_text(client, symbol, language, again=again)
            statuses[result.status] += 1
            if result.status in ("draft", "failed"):
                self.stderr.write(f"{symbol}: {result.status}: {result.sentence}")
        counts = ", ".join(f"{count} {status}" for status, count in sorted(statuses.items())) or "nothing to fetch"
        self.stdout.write(f"{len(symbols)} asked for: {counts}")
        if statuses["failed"]:
            raise CommandError(f"{statuses['failed']} documents could not be fetched; repeat the command later")

    def _choose(self, *, symbols: list[str], missing: bool, wanted: bool, **options: Any) -> list[str]:
        if unknown := [symbol for symbol in symbols if not canonicalize_symbol(symbol)]:
            raise CommandError(f"no symbol of a document: {unknown[0]}")
        chosen = [canonicalize_symbol(symbol) or symbol for symbol in symbols]
        if printed := options["range"]:
            try:
                chosen += fetch_requests.list_range(printed)
            except ValueError as error:
                raise CommandError(f"a range is written S/RES/2000-2100, not {printed}") from error
        chosen += fetch_requests.list_missing() if missing else []
        chosen += fetch_requests.list_wanted() if wanted else []
        if not (chosen or options["range"] or missing or wanted):
            raise CommandError("name documents, or --range, --missing or --wanted")
        return chosen
