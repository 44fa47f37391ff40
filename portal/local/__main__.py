"""``python -m portal.local`` runs the portal; with arguments it runs a command of manage.py on the portal's data."""

import os
import signal
import sys

from portal.local.environment import LocalError
from portal.local.launcher import run_manage_command, run_portal
from portal.local.postgres import PostgresError

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def interrupt(*_: object) -> None:
    """Raise ``KeyboardInterrupt`` for the first signal and ignore later ones: they would break off the shutdown."""
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


def main() -> int:
    """Run the portal or a management command; return the exit code."""
    os.umask(0o077)  # only the owner may read the portal's data
    for number in STOP_SIGNALS:
        signal.signal(number, interrupt)
    try:
        if sys.argv[1:]:
            return run_manage_command(sys.argv[1:])
        run_portal()
    except KeyboardInterrupt:
        print("\nStopped.")
    except (LocalError, PostgresError) as error:
        print(f"Error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
