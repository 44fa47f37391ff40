"""The environment of a portal on one's own machine: what is not set gets a value that suits it."""

import os
import secrets
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


class LocalError(Exception):
    """Why the portal cannot run here, in one sentence for the person at the terminal."""


def data_folder() -> Path:
    """The folder of everything that the portal keeps; others may pass through it, not look into it."""
    folder = Path(os.environ.get("DATA_DIR") or ROOT / ".data").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o711)
    return folder


def local_environment(data: Path, database_url: str) -> dict[str, str]:
    """The variables of settings.py for plain HTTP on this machine."""
    return {
        "HTTPS": "0",
        **os.environ,
        "SECRET_KEY": os.environ.get("SECRET_KEY") or load_secret_key(data / "secret_key"),
        "DATABASE_URL": database_url,
        "DATA_DIR": str(data),
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }


def load_secret_key(path: Path) -> str:
    """A random key in a file that its owner alone can read, made on the first start."""
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text()


def requested_port() -> int:
    text = os.environ.get("PORT", "8000")
    if not text.isdecimal() or not 0 < int(text) < 2**16:
        raise LocalError(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)
