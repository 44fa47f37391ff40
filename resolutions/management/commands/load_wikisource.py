"""``manage.py load_wikisource DUMP``: load resolutions and statements from the dump of Chinese Wikisource."""

from resolutions.loading.collections import WIKISOURCE
from resolutions.management.load_command import LoadCommand


class Command(LoadCommand):
    """Load the dump; texts that the portal has are left alone, so it can be repeated."""

    help = (
        "Load the Council's resolutions and presidential statements from zhwikisource-…-pages-articles.xml.bz2, or the "
        "XML in it. A text that fails a check stays a draft; a better one is never replaced. Can be repeated."
    )
    collection = WIKISOURCE
