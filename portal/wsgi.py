"""WSGI entry point for gunicorn; preloads URLs, dictionary and index."""

import logging
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
application = get_wsgi_application()


def preload() -> None:
    """Load views, dictionary and index before gunicorn forks its workers, so that they share the memory."""
    from haystack.query import SearchQuerySet

    from search.index.folder import IndexUnavailableError

    assert get_resolver().url_patterns
    try:
        SearchQuerySet().auto_query("安全理事会").count()
    except IndexUnavailableError as error:  # document pages need no index
        logging.getLogger(__name__).error("%s manage.py index --repair", error)


preload()
