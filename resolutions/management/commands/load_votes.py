"""``manage.py load_votes FILE``: import the Library's "Security Council Voting Data"."""

from resolutions.management.file_import import FileImportCommand
from resolutions.models import ImportKind


class Command(FileImportCommand):
    """Import new resolutions, English titles, subjects and the votes of States; repeating it writes nothing."""

    help = "Import the Library's CSV file of voting data; non-commercial use with attribution."
    kind = ImportKind.VOTING
