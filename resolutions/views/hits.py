"""Find a reader's words in a paragraph, as printed: blanks and line ends between characters do not count. Pure."""

import re
import unicodedata

_OPERATORS = re.compile(r"\b(?:AND|OR|NOT)\b|[\w.]+:(?=\S)")
_QUOTED = re.compile(r"[“\"「『]([^”\"」』]+)[”\"」』]")
_SEPARATORS = re.compile(r"[\s,，、。；;！!？?()（）\"“”「」『』*~^+|&-]+")
MOST_CHARACTERS = 200


def terms_of(query: str) -> list[str]:
    """The words and phrases of a query that can stand in a text, the longest first.

    >>> terms_of('安全部门改革 AND "和平与 安全"')
    ['和平与 安全', '安全部门改革']
    """
    query = unicodedata.normalize("NFKC", query)[:MOST_CHARACTERS]
    quoted = _QUOTED.findall(query)
    rest = _OPERATORS.sub(" ", _QUOTED.sub(" ", query))
    terms = {term.strip() for term in [*quoted, *_SEPARATORS.split(rest)]}
    return sorted((term for term in terms if term), key=lambda term: (-len(term), term))


def pattern_of(query: str) -> re.Pattern | None:
    """A pattern that finds the terms of ``query``; None when it has none.

    >>> pattern_of("2020年").search("于 2020 年 12 月").group()
    '2020 年'
    """
    terms = terms_of(query)
    if not terms:
        return None
    return re.compile("|".join(_spaced(term) for term in terms), re.IGNORECASE)


def _spaced(term: str) -> str:
    return r"\s*".join(re.escape(character) for character in term if not character.isspace())


class HitCounter:
    """Number the hits of one page from 1, in reading order."""

    def __init__(self, pattern: re.Pattern | None):
        self.pattern = pattern
        self.count = 0

    def hits_in(self, text: str) -> list[tuple[int, int, int]]:
        """``(start, end, number)`` of each hit in ``text``."""
        hits = []
        for match in self.pattern.finditer(text) if self.pattern else ():
            self.count += 1
            hits.append((*match.span(), self.count))
        return hits
