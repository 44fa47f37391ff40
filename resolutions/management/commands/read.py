"""Command ``manage.py read FILE… [--json]``: read files and print the result, without the database.

The catalogue is that of fixtures/catalogue.
"""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from resolutions.sources import SourceError, extract_text, read_file
from resolutions.text import read_document
from resolutions.text.catalogue_lookup import CatalogueLookup
from resolutions.text.json_output import document_as_json
from resolutions.text.parsed import ParsedDocument
from resolutions.writing.catalogue import CatalogueError, read_lookup


class Command(BaseCommand):
    help = "Read files and print what was understood; the database is not touched."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", help="one JSON object per file and line")

    def handle(self, *, files: list[Path], json: bool, **options: Any) -> None:
        lost = 0
        catalogue = read_catalogue()
        for file in files:
            try:
                source = extract_text(read_file(file), file.name)
                parsed = read_document(source.text, catalogue=catalogue, file_name=file.name)
            except (OSError, SourceError) as error:
                self.stderr.write(f"{file}: {error}")
                lost += 1
                continue
            self.stdout.write(_json_line(parsed, file) if json else _summary(parsed, file))
        if lost:
            raise CommandError(f"{lost} of {len(files)} files could not be read")


def read_catalogue() -> CatalogueLookup:
    """Return the catalogue of the fixtures. Raises CommandError with file and line of the first error."""
    try:
        return read_lookup()
    except CatalogueError as error:
        raise CommandError(str(error)) from error


def _json_line(parsed: ParsedDocument, file: Path) -> str:
    return json.dumps(document_as_json(parsed, file.name), ensure_ascii=False)


def _summary(parsed: ParsedDocument, file: Path) -> str:
    lines = [
        f"{file.name}: {parsed.symbol or parsed.kind} {parsed.title}, date {parsed.date}, meeting {parsed.meeting}"
    ]
    for paragraph in parsed.paragraphs:
        lines.append(f"  {paragraph.label:>12}  {paragraph.text[:60]}")
        for citation in paragraph.citations:
            cited = "、".join(citation.paragraphs)
            target = citation.target or f"undecided ({citation.undecided})"
            lines.append(f"{'':16}→ {target} {cited} [{citation.verb}] {citation.surface}")
    return "\n".join(lines + [f"  ! {warning}" for warning in parsed.warnings])
