"""Environment variables of `make run`, with defaults for one's own machine."""

import os
import secrets
from pathlib import Path

from resolutions.atomic_file import write_atomically

ROOT = Path(__file__).resolve().parent.parent.parent


class LocalError(Exception):
    """The portal cannot run here; the message is one sentence for the terminal."""


def data_folder() -> Path:
    """Create and return the data folder; other users may enter it but not list it."""
    folder = Path(os.environ.get("DATA_DIR") or ROOT / ".data").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o711)
    return folder


def local_environment(data: Path, database_url: str) -> dict[str, str]:
    """Return the variables for portal/settings.py: plain HTTP, this database, this data folder."""
    return {
        "HTTPS": "0",
        **os.environ,
        "SECRET_KEY": os.environ.get("SECRET_KEY") or load_secret_key(data / "secret_key"),
        "DATABASE_URL": database_url,
        "DATA_DIR": str(data),
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }


def load_secret_key(path: Path) -> str:
    """Return the key in the file ``path``; create it with mode 600 on the first start."""
    if not path.exists():
        write_atomically(path, secrets.token_urlsafe(50), mode=0o600)
    return path.read_text()


def requested_port() -> int:
    """Return PORT, 8000 by default. Raises ``LocalError`` for anything but 1 to 65535."""
    text = os.environ.get("PORT", "8000")
    if not text.isdecimal() or not 0 < int(text) < 2**16:
        raise LocalError(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)
