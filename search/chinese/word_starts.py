"""Search in names of two languages: English from the beginning of a word on, Chinese anywhere."""

from collections.abc import Iterator

from resolutions.text.fold import is_ascii_word


def find_word_starts(text: str, name: str) -> Iterator[int]:
    """Yield the offsets of a folded text in a folded name, without those inside an English word or a number.

    >>> list(find_word_starts("mali", "somalia,mali")), list(find_word_starts("马里", "索马里"))
    ([8], [1])
    """
    is_word = is_ascii_word(text[:1])
    start = name.find(text)
    while start >= 0:
        if not (is_word and start and is_ascii_word(name[start - 1])):
            yield start
        start = name.find(text, start + 1)


def has_word_start(text: str, name: str) -> bool:
    """Return whether ``find_word_starts`` finds the text."""
    return next(find_word_starts(text, name), None) is not None
