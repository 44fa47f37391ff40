"""``python -m portal.local`` runs the portal; with arguments a command on the portal's data.

The commands are ``backup FOLDER``, ``restore FOLDER [--force]`` and those of manage.py.
"""

import os
import signal
import sys
from pathlib import Path

from portal.local.backup import back_up, restore
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
        match sys.argv[1:]:
            case ["backup", target] if target:
                back_up(Path(target))
                return 0
            case ["restore", source, *force] if source and force in ([], ["--force"]):
                restore(Path(source), force=bool(force))
                return 0
            case ["backup" | "restore", *_]:
                raise LocalError("Name the folder: make backup TO=folder, make restore FROM=folder [FORCE=1].")
            case [_, *_]:
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
