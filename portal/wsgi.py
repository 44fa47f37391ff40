"""WSGI entry point for gunicorn; loads the views. ``portal/gunicorn_conf.py`` loads dictionary and index."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
application = get_wsgi_application()
assert get_resolver().url_patterns  # loads the views before gunicorn forks its workers, so that they share the memory
