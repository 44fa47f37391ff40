#!/usr/bin/env python
"""Django's command line for the portal."""

import os
import secrets
import sys

PURE_COMMANDS = {"read", "check_texts"}  # they open no database and sign nothing


def main() -> None:
    """Run the command named on the command line, for ``read`` and ``check_texts`` without any configuration."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    if PURE_COMMANDS & set(sys.argv[1:2]):
        os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(50))
        os.environ.setdefault("DATABASE_URL", "postgres:///none?host=/nonexistent")
    from django.core.management import execute_from_command_line

    from resolutions.atomic_file import is_disk_full

    try:
        execute_from_command_line(sys.argv)
    except Exception as error:
        if not is_disk_full(error):
            raise
        sys.exit(f"The disk is full; the command stopped, and what it had written before is complete ({error}).")


if __name__ == "__main__":
    main()
