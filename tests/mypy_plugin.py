"""mypy plugin: django-stubs' own plugin, with the settings that it reads on a machine without an environment.

django-stubs imports ``portal.settings`` to learn the installed apps and models; it opens no database.
"""

import os

from mypy_django_plugin.main import plugin

__all__ = ["plugin"]

os.environ.setdefault("SECRET_KEY", "a key for the type checker, which signs nothing and opens nothing")
os.environ.setdefault("DATABASE_URL", "postgres:///none?host=/nonexistent")
