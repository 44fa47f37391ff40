"""Places of the catalogues; imported by every process, so without the libraries that build them."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
LOCALE_FOLDER = FOLDER / "locale"
EXCEPTIONS = FOLDER / "traditional_exceptions.tsv"  # of the conversion to traditional characters
LOCALES = ("en", "zh_Hant")
DOMAINS = ("django", "djangojs", "sentences")


def compiled_path(locale: str, domain: str) -> Path:
    """Return the place of a compiled catalogue."""
    return LOCALE_FOLDER / locale / "LC_MESSAGES" / f"{domain}.mo"


def source_path(domain: str) -> Path:
    """Return the place of the English source, whose messages are those of every language."""
    return LOCALE_FOLDER / "en" / "LC_MESSAGES" / f"{domain}.po"


def is_built(locale: str, domain: str) -> bool:
    """Report if the compiled catalogue is there and as new as the messages, the exceptions and the program."""
    compiled = compiled_path(locale, domain)
    made_from = (source_path(domain), EXCEPTIONS, *FOLDER.glob("*.py"))
    return compiled.exists() and compiled.stat().st_mtime >= max(path.stat().st_mtime for path in made_from)


def find_unbuilt_catalogues() -> list[str]:
    """Return the compiled catalogues that have to be built, as ``zh_Hant/django``."""
    return [f"{locale}/{domain}" for locale in LOCALES for domain in DOMAINS if not is_built(locale, domain)]


@cache
def compute_script_words_version() -> str:
    """Return a value that differs when the words of scripts were built again; read once in a process."""
    paths = [compiled_path(locale, "djangojs") for locale in LOCALES]
    return f"{max((path.stat().st_mtime_ns for path in paths if path.exists()), default=0):x}"
