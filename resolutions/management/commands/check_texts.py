"""Command ``manage.py check_texts [PATH…] [--save]``: report warnings and changed citations.

Texts with a saved list in fixtures/citations are compared with it. Exits with an error when a list differs or a file
could not be read.
"""

import difflib
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from resolutions.atomic_file import write_atomically
from resolutions.management.commands.read import read_catalogue
from resolutions.sources import SourceError, extract_text, read_file
from resolutions.text import read_document
from resolutions.text.citation_tsv import format_citations_tsv
from resolutions.text.parsed import ParsedDocument

TEXTS_FOLDER = Path(settings.BASE_DIR) / "fixtures" / "texts"
SAVED_LISTS_FOLDER = Path(settings.BASE_DIR) / "fixtures" / "citations"


class Command(BaseCommand):
    help = (
        "For each text: what was not understood, and its citations counted by form. "
        "Texts with a saved list in fixtures/citations are compared with it."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "paths", nargs="*", type=Path, metavar="PATH", help="files and folders; the fixtures if none"
        )
        parser.add_argument("--save", action="store_true", help="save the lists of the fixtures as they are read now")

    def handle(self, *, paths: list[Path], save: bool, **options: Any) -> None:
        different, lost = 0, 0
        catalogue = read_catalogue()
        for file in _files(paths or [TEXTS_FOLDER]):
            try:
                document = read_document(extract_text(read_file(file), file.name).text, catalogue=catalogue)
            except (OSError, SourceError) as error:
                self.stderr.write(f"{file.name}: {error}")
                lost += 1
                continue
            self._report(file, document)
            saved = SAVED_LISTS_FOLDER / f"{file.stem}.tsv"
            if save and file.parent == TEXTS_FOLDER:
                saved.parent.mkdir(exist_ok=True)
                write_atomically(saved, "\n".join(format_citations_tsv(document)) + "\n")
            elif saved.exists():
                different += self._compare(saved, document)
        if different or lost:
            raise CommandError(f"{different} texts differ from their saved list, {lost} could not be read")

    def _report(self, file: Path, document: ParsedDocument) -> None:
        forms = Counter(citation.form for paragraph in document.paragraphs for citation in paragraph.citations)
        counts = ", ".join(f"{form} {count}" for form, count in sorted(forms.items())) or "no citations"
        self.stdout.write(
            f"{file.name}: {document.symbol or document.kind}, {len(document.paragraphs)} paragraphs; {counts}"
        )
        for warning in document.warnings:
            self.stdout.write(f"  ! {warning}")

    def _compare(self, saved: Path, document: ParsedDocument) -> bool:
        """Print the citations gained (+) and lost (-) since the list was saved."""
        before = saved.read_text(encoding="utf-8").splitlines()
        changes = [line for line in difflib.ndiff(before, format_citations_tsv(document)) if line[0] in "+-"]
        for line in changes:
            self.stdout.write(f"  {line}")
        return bool(changes)


def _files(paths: list[Path]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        files += sorted(f for f in path.rglob("*.txt") if f.is_file()) if path.is_dir() else [path]
    return files
