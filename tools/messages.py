"""Bring the catalogues up to date with the code, by Django's makemessages: ``python -m tools.messages``.

GNU gettext must be installed. Messages that left the code are removed; translations stay. The catalogue
``sentences`` is written by hand: its messages come from packages without Django (docs/languages.md).
"""

import os
import subprocess
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resolutions" / "interface" / "locale" / "en" / "LC_MESSAGES"
_IGNORED = ("tests/*", "bench/*", "tools/*", ".venv/*", ".venv", "deploy/*", "docs/*", ".data/*", "*/migrations/*")
_EMPTY_SETTINGS = {
    "DATABASE_URL": "postgres:///none",
    "SECRET_KEY": "only-to-load-the-settings-" * 2,
    "DJANGO_SETTINGS_MODULE": "portal.settings",
}


def main() -> None:
    """Write ``django.po`` and ``djangojs.po``."""
    for domain, extensions in (("django", "html,py,svg,txt,xml"), ("djangojs", "js")):
        command = [sys.executable, "manage.py", "makemessages", "--locale", "en", "--domain", domain, "--no-location"]
        command += ["--no-wrap", "--no-obsolete", "--extension", extensions]
        command += [option for pattern in _IGNORED for option in ("--ignore", pattern)]
        subprocess.run(command, cwd=ROOT, env={**os.environ, **_EMPTY_SETTINGS}, check=True)
        if (catalogue := FOLDER / f"{domain}.po").exists():
            tidy(catalogue)


def tidy(path: Path) -> None:
    """Sort the messages and drop guessed translations and the time of creation, so that branches merge."""
    catalogue = polib.pofile(str(path), wrapwidth=0)
    for entry in catalogue:
        if entry.fuzzy:
            entry.msgstr, entry.msgstr_plural = "", dict.fromkeys(entry.msgstr_plural, "")
            entry.flags.remove("fuzzy")
            entry.previous_msgid = entry.previous_msgid_plural = entry.previous_msgctxt = None
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": "en",
        "MIME-Version": "1.0",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    catalogue.metadata_is_fuzzy = False
    catalogue.header = ""
    catalogue.sort(key=lambda entry: (entry.msgid, entry.msgctxt or ""))
    catalogue.save(str(path))


if __name__ == "__main__":
    main()
