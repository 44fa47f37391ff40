"""Words of English texts as the search compares them: without case, accents and punctuation."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

# The list ``english.stop`` of PostgreSQL's full-text search, which keeps no stem of these words.
COMMON_WORDS = frozenset(Path(__file__).with_name("english_common_words.txt").read_text("utf-8").split())
_WORD = re.compile(r"[a-z0-9]+")
_HYPHEN_INSIDE = re.compile(r"(?<=[a-z0-9])[-\u2010\u2011](?=[a-z0-9])")
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")  # soft hyphen and signs without width
# They stand in no word, so that no phrase crosses them; ``ParagraphPair.vector`` puts positions in their place.
JOINED = "|"  # before the words of a passage with joined hyphens
BARRIER = "||"  # between the words of two passages


@dataclass(frozen=True, slots=True)
class EnglishWord:
    """A word of a passage in folded form: ``passage[start:end]`` is how it is printed; offsets count characters."""

    text: str
    start: int
    end: int


def split_words(passage: str, *, join_hyphens: bool = False) -> list[EnglishWord]:
    """Return the words of a passage in reading order; with ``join_hyphens``, peace-keeping is one word.

    >>> [word.text for word in split_words("the Council’s peace-keeping in Côte d’Ivoire")]
    ['the', 'council', 's', 'peace', 'keeping', 'in', 'cote', 'd', 'ivoire']
    >>> [word.text for word in split_words("peace-keeping", join_hyphens=True)]
    ['peacekeeping']

    Letters that have no form in ASCII separate words, in texts and queries alike. No input raises.
    """
    folded, places = _fold(passage)
    if join_hyphens:
        kept = [at for at in range(len(folded)) if not _HYPHEN_INSIDE.match(folded, at)]
        folded, places = "".join(folded[at] for at in kept), [places[at] for at in kept]
    return [
        EnglishWord(match[0], places[match.start()], places[match.end() - 1] + 1) for match in _WORD.finditer(folded)
    ]


def index_words(passage: str) -> str:
    """Return the words of a passage between blanks, and where it has hyphens all of them again with these joined.

    >>> index_words("A cease-fire!")
    ' a cease fire | a ceasefire '
    >>> " women peace " in index_words("Women, peace and security"), index_words("——")
    (True, ' ')

    So a phrase of words between blanks is in the result exactly when the passage has these words in a row.
    """
    folded = _fold(passage)[0]
    words = _write(_WORD.findall(folded))
    if not _HYPHEN_INSIDE.search(folded):
        return words
    return f"{words}{JOINED}{_write(_WORD.findall(_HYPHEN_INSIDE.sub('', folded)))}"


def _write(words: list[str]) -> str:
    return "".join(f" {word}" for word in words) + " "


def _fold(passage: str) -> tuple[str, list[int]]:
    """Return the passage in lower case without accents and unseen signs, and the place of each character in it."""
    if passage.isascii():
        return passage.lower(), list(range(len(passage)))
    pairs = list(_iter_folded(passage))
    return "".join(one for one, _ in pairs), [at for _, at in pairs]


def _iter_folded(passage: str) -> Iterator[tuple[str, int]]:
    for at, character in enumerate(passage):
        if character not in _UNSEEN:
            for part in unicodedata.normalize("NFKD", character).lower():
                if not unicodedata.combining(part):
                    yield part, at


_ENDINGS = ((re.compile("ies$"), "y"), (re.compile("(?<=[^s])s$|(?<=[sxzho])es$|ed$|ing$"), ""))
_LONG_ENOUGH = 4  # letters; "arms" is no plural of "arm" to a reader of resolutions


@lru_cache(maxsize=50_000)
def stem_word(word: str) -> str:
    """Return a folded word without common endings: a key for words that differ in number or tense alone.

    >>> [stem_word(word) for word in ("operations", "parties", "condemned", "arms", "process")]
    ['operation', 'party', 'condemn', 'arms', 'process']

    For counting in memory; the search compares the stems of PostgreSQL.
    """
    if len(word) > _LONG_ENOUGH:
        for ending, replacement in _ENDINGS:
            if ending.search(word):
                return ending.sub(replacement, word)
    return word
