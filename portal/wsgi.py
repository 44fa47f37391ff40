"""The application that gunicorn serves."""

import logging
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
application = get_wsgi_application()


def preload() -> None:
    """Load pages, dictionary and index before gunicorn's workers part: they share them, and no reader waits."""
    from haystack.query import SearchQuerySet

    from search.index.folder import IndexUnavailableError

    assert get_resolver().url_patterns
    try:
        SearchQuerySet().auto_query("安全理事会").count()
    except IndexUnavailableError as error:  # documents can be read all the same
        logging.getLogger(__name__).error("%s manage.py index --repair", error)


preload()
