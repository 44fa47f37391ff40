"""Build the catalogues of the interface: ``python -m resolutions.interface.build``.

English is written by hand in ``locale/en``. Traditional Chinese is made here from the messages themselves by OpenCC,
with the exceptions of ``traditional_exceptions.tsv``. Both are compiled to the form that gettext reads. The result is
in no repository: `make run`, `make test` and the image build it.
"""

import os
import sys
from pathlib import Path

import opencc
import polib

FOLDER = Path(__file__).parent
LOCALE_FOLDER = FOLDER / "locale"
LOCALES = ("en", "zh_Hant")
DOMAINS = ("django", "djangojs", "sentences")
EXCEPTIONS = FOLDER / "traditional_exceptions.tsv"
_CONFIGURATION = "s2tw"  # characters of the standard of Taiwan, without its words: the terms stay those of the UN
_PLURALS_OF_CHINESE = "nplurals=1; plural=0;"


def find_unbuilt_catalogues() -> list[str]:
    """Return the compiled catalogues that do not exist, as ``zh_Hant/django``."""
    compiled = {f"{locale}/{domain}": _compiled_path(locale, domain) for locale in LOCALES for domain in DOMAINS}
    return [name for name, path in compiled.items() if not path.exists()]


def build() -> list[Path]:
    """Write the compiled catalogues that are missing or older than their source; return their paths."""
    written = []
    for domain in DOMAINS:
        english, traditional = (_compiled_path(locale, domain) for locale in LOCALES)
        source = english.with_suffix(".po")
        if not source.exists():
            continue
        newest = max(path.stat().st_mtime for path in (source, EXCEPTIONS, Path(__file__)))
        if all(path.exists() and path.stat().st_mtime >= newest for path in (english, traditional)):
            continue
        catalogue = polib.pofile(str(source))
        _save(catalogue, english)
        _save(convert_catalogue(catalogue), traditional)
        written += [english, traditional]
    return written


def convert_catalogue(catalogue: polib.POFile) -> polib.POFile:
    """Return a catalogue with the messages of ``catalogue`` in traditional Chinese as their translations."""
    converted = polib.POFile()
    converted.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Language": "zh_Hant",
        "Plural-Forms": _PLURALS_OF_CHINESE,
    }
    for entry in catalogue:
        if entry.obsolete:
            continue
        traditional = to_traditional(entry.msgid)
        forms = {"msgstr_plural": {0: traditional}} if entry.msgid_plural else {"msgstr": traditional}
        converted.append(
            polib.POEntry(msgid=entry.msgid, msgid_plural=entry.msgid_plural, msgctxt=entry.msgctxt, **forms)
        )
    return converted


def to_traditional(text: str) -> str:
    """Convert words of the interface; a wrong choice of OpenCC is put right by the exceptions.

    >>> to_traditional("检索安全理事会决议，干预第%(number)s段")
    '檢索安全理事會決議，干預第%(number)s段'
    """
    converted: str = _converter().convert(text)
    for wrong, right in _exceptions():
        converted = converted.replace(wrong, right)
    return converted


_converters: list[opencc.OpenCC] = []


def _converter() -> opencc.OpenCC:
    if not _converters:
        _converters.append(opencc.OpenCC(_CONFIGURATION))
    return _converters[0]


def _exceptions() -> list[tuple[str, str]]:
    lines = EXCEPTIONS.read_text("utf-8").splitlines()
    return [(cells[0], cells[1]) for line in lines if line and not line.startswith("#") and (cells := line.split("\t"))]


def _compiled_path(locale: str, domain: str) -> Path:
    return LOCALE_FOLDER / locale / "LC_MESSAGES" / f"{domain}.mo"


def _save(catalogue: polib.POFile, path: Path) -> None:
    """Write the file beside its place and move it: a server that starts meanwhile reads the old or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(f".mo.{os.getpid()}")
    catalogue.save_as_mofile(str(beside))
    beside.replace(path)


if __name__ == "__main__":
    for built in build():
        print(built.relative_to(FOLDER), file=sys.stderr)
