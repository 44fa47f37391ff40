"""Text taken apart so that nothing is lost.

A text is indexed under *every* dictionary word at *every* offset, every single character,
and every piece of up to four characters of a number or Latin word. Whatever is copied from
a document is therefore covered by tokens of that document; ``plan`` says by which.
"""

import hashlib
import re
from dataclasses import dataclass

from search.folding import HAN
from search.words import Dictionary, source_digest

VERSION = "1"  # raise it when the tokens of the same text change: old indexes are then rebuilt
GRAM = "~"  # before a piece of a number or Latin word, so that it is never taken for a whole one
LONGEST_GRAM = 4

_RUN = re.compile(rf"[a-z0-9]+|[{HAN}]+|[^a-z0-9{HAN}\s]")


def tokens(text: str, dictionary: Dictionary, start: int = 0, stop: int | None = None) -> list[str]:
    """Every token that begins in ``text[start:stop]``, repeated as often as it occurs.

    ``text`` is folded. A word may run beyond ``stop``: neighbours are indexed as one text.
    """
    found: list[str] = []
    stop = len(text) if stop is None else stop
    for run in _RUN.finditer(text, start):
        first, last = run.span()
        if first >= stop:
            break
        if run[0][0].isascii():
            found.append(run[0])
            if run[0].isalnum():
                found.extend(grams(run[0]))
        else:
            _add_words(found, text, first, min(last, stop), last, dictionary.words)
    return found


def _add_words(found: list[str], text: str, first: int, stop: int, last: int, words: dict[str, int]) -> None:
    """Each character and each dictionary word that begins at ``first`` to ``stop`` and ends by ``last``."""
    add = found.append
    for i in range(first, stop):
        add(text[i])
        j = i + 2
        piece = text[i:j]
        while j <= last and piece in words:
            if words[piece]:
                add(piece)
            j += 1
            piece = text[i:j]


def grams(word: str) -> list[str]:
    """Every piece of up to four characters of a number or Latin word, marked as a piece.

    >>> grams("25a")
    ['~2', '~25', '~25a', '~5', '~5a', '~a']
    """
    size = len(word)
    return [GRAM + word[i:j] for i in range(size) for j in range(i + 1, min(i + LONGEST_GRAM, size) + 1)]


@dataclass(frozen=True, slots=True)
class Plan:
    """Tokens that every text holding a string must have; ``is_exact`` when having them is enough."""

    tokens: tuple[str, ...]
    is_exact: bool


def plan(string: str, dictionary: Dictionary) -> Plan:
    """How to find every text that holds the folded ``string`` anywhere, inside numbers too.

    >>> plan("553(2020)号", Dictionary(["决议"])).tokens
    ('~553', '2020', '号')
    """
    runs = list(_RUN.finditer(string))
    wanted: list[str] = []
    signs: list[str] = []
    for run in runs:
        if not run[0][0].isascii():
            wanted.extend(_covering_words(run[0], dictionary))
        elif not run[0].isalnum():
            signs.append(run[0])
        elif run.start() > 0 and run.end() < len(string):
            wanted.append(run[0])
        elif len(run[0]) <= LONGEST_GRAM:
            wanted.append(GRAM + run[0])
        else:
            wanted.extend(gram for gram in grams(run[0]) if len(gram) == LONGEST_GRAM + 1)
    unique = tuple(dict.fromkeys(wanted or signs))
    return Plan(unique, len(unique) == 1 and unique[0] in (string, GRAM + string))


def _covering_words(run: str, dictionary: Dictionary) -> list[str]:
    """The dictionary words in ``run`` that no longer one covers, and the characters that none covers."""
    words = dictionary.words
    covering: list[str] = []
    covered = 0
    for i in range(len(run)):
        longest = 1
        j = i + 2
        while j <= len(run) and run[i:j] in words:
            if words[run[i:j]]:
                longest = j - i
            j += 1
        if i + longest > covered:
            covering.append(run[i : i + longest])
            covered = i + longest
    return covering


def cut(string: str, dictionary: Dictionary) -> list[str]:
    """The words of a folded ``string`` for a search by words: dictionary words, single characters, numbers.

    >>> cut("保护平民1325", Dictionary(["保护", "平民"]))
    ['保护', '平民', '1325']
    """
    words: list[str] = []
    for run in _RUN.finditer(string):
        if run[0][0].isascii():
            words.extend([run[0]] if run[0].isalnum() else [])
        else:
            words.extend(dictionary.cut(run[0]))
    return words


def digest() -> str:
    """What the tokens of a text depend on, in one short string: the index keeps it and refuses another."""
    return hashlib.sha256(f"{VERSION}\0{source_digest()}".encode()).hexdigest()[:16]
