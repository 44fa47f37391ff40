"""``manage.py load_cr_unsc FILE``: load the Chinese texts of the CR-UNSC data set."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from resolutions.loading.cr_unsc_texts import collect_texts
from resolutions.management.load_command import LoadCommand
from resolutions.sources.cr_unsc import read_cr_unsc


class Command(LoadCommand):
    """Load the data set; texts that the portal has are left alone, so it can be repeated."""

    help = (
        "Load the Chinese texts of CR-UNSC (CR-UNSC_…_ALL_CSV_FULL.zip, or the CSV file in it). Texts from scans are "
        "published with the mark 机器识别，未校; a text that fails a check stays a draft. Can be repeated."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the file."""
        parser.add_argument("file", type=Path, metavar="FILE", help="the ZIP file, or the CSV file in it")

    def handle(self, *, file: Path, **options: Any) -> None:
        """Load the file and print counts. Raises CommandError for a damaged file and for lost texts."""
        self.load(collect_texts(read_cr_unsc(file)))
