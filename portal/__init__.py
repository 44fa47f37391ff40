"""Project package: settings, root URLs, WSGI entry, gunicorn configuration, and ``make run`` (``portal.local``)."""
