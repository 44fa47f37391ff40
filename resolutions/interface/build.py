"""Build the catalogues of the interface: ``python -m resolutions.interface.build``.

English is written by hand in ``locale/en``. Traditional Chinese is made here from the messages themselves by OpenCC,
with the exceptions of ``traditional_exceptions.tsv``. Both are compiled to the form that gettext reads. The result is
in no repository: `make run`, `make test` and the image build it.
"""

import os
import sys
from pathlib import Path

import polib

from resolutions.interface.catalogue_files import DOMAINS, FOLDER, LOCALES, compiled_path, is_built, source_path
from resolutions.interface.traditional import to_traditional

_PLURALS_OF_CHINESE = "nplurals=1; plural=0;"


def build() -> list[Path]:
    """Write the compiled catalogues that are missing or older than their source; return their paths."""
    written = []
    for domain in DOMAINS:
        if all(is_built(locale, domain) for locale in LOCALES):
            continue
        english, traditional = (compiled_path(locale, domain) for locale in LOCALES)
        catalogue = polib.pofile(str(source_path(domain)))
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


def _save(catalogue: polib.POFile, path: Path) -> None:
    """Write the file beside its place and move it: a server that starts meanwhile reads the old or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(f".mo.{os.getpid()}")
    catalogue.save_as_mofile(str(beside))
    beside.replace(path)


if __name__ == "__main__":
    for built in build():
        print(built.relative_to(FOLDER), file=sys.stderr)
