"""``manage.py load_cr_unsc FILE``: load the Chinese texts of the CR-UNSC data set."""

from django.core.management.base import CommandParser

from resolutions.loading.collections import CR_UNSC
from resolutions.management.load_command import LoadCommand


class Command(LoadCommand):
    """Load the data set; texts that the portal has are left alone, so it can be repeated."""

    help = (
        "Load the Chinese texts of CR-UNSC (CR-UNSC_…_ALL_CSV_FULL.zip, or the CSV file in it). Texts from scans are "
        "published with the mark 机器识别，未校; a text that fails a check stays a draft. Can be repeated."
    )
    collection = CR_UNSC

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the file and the options."""
        super().add_arguments(parser)
        parser.add_argument(
            "--with-english",
            action="store_true",
            help="keep the English texts of the rows as drafts beside the Chinese",
        )
