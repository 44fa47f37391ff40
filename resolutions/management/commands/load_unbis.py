"""``manage.py load_unbis FILE``: import Chinese names of subjects from a table of UNBIS concepts."""

from resolutions.management.file_import import FileImportCommand
from resolutions.models import ImportKind


class Command(FileImportCommand):
    """Import the concepts and name subjects that have no Chinese; repeating it writes nothing."""

    help = "Import Chinese names of subjects: a CSV file with the columns uri, english, chinese."
    kind = ImportKind.THESAURUS
