"""English names of States in their usual capitals; the Library prints them in capitals alone."""

import re
import unicodedata
from functools import cache
from pathlib import Path

_NAMES_FILE = Path(__file__).with_name("state_names.txt")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SMALL_WORDS = {"AND", "FOR", "IN", "OF", "ON", "THE"}


def spell_state_name(name: str) -> str:
    """Return an English name of a State as running text has it.

    >>> spell_state_name("COTE D'IVOIRE"), spell_state_name("IRAN (ISLAMIC REPUBLIC OF)"), spell_state_name("USSR")
    ("Côte d'Ivoire", 'Iran (Islamic Republic of)', 'USSR')

    A name that is missing in ``state_names.txt`` has a capital at each word but the small ones. A name that is not in
    capitals stays as it is.
    """
    if not name.isupper():
        return name
    return _load_spellings().get(_fold_name(name)) or _capitalize_words(name)


@cache
def _load_spellings() -> dict[str, str]:
    lines = _NAMES_FILE.read_text("utf-8").splitlines()
    return {_fold_name(line): line for line in lines if not line.startswith("#")}


def _fold_name(name: str) -> str:
    """Return a name in capitals without accents, with straight apostrophes."""
    parts = unicodedata.normalize("NFD", name.replace("’", "'"))
    return "".join(part for part in parts if not unicodedata.combining(part)).upper()


def _capitalize_words(name: str) -> str:
    """Return a name in capitals with a capital at each word; accents and capitals within a word are not known.

    >>> _capitalize_words("PEOPLE'S REPUBLIC OF KAMPUCHEA"), _capitalize_words("THE GAMBIA (REPUBLIC OF)")
    ("People's Republic of Kampuchea", 'The Gambia (Republic of)')
    """

    def capitalize(word: re.Match[str]) -> str:
        return word[0].lower() if word.start() and word[0] in _SMALL_WORDS else word[0].capitalize()

    return _WORD.sub(capitalize, name)
