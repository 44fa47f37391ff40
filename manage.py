#!/usr/bin/env python
"""Django's command line for the portal."""

import os
import secrets
import sys

READING = {"read", "check_texts"}  # print what a text gives; they need no database, and nothing to keep secret


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    if READING & set(sys.argv[1:2]):
        os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(50))
        os.environ.setdefault("DATABASE_URL", "postgres:///none?host=/nonexistent")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
