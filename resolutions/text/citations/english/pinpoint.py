"""Cited paragraphs in English: ``paragraphs 3 to 5 and 7 (b) of``, ``, operative paragraph 4``, ``annex B to``."""

import re

from resolutions.text.citations.paragraph_labels import read_paragraph_labels

_SIGN = r"(?:\((?:[a-z]{1,4}|\d{1,2})\))"
_NUMBER = rf"(?:\d{{1,3}}(?: ?bis| ?ter)?(?![\d/]| ?\((?:19|20)\d\d\)){_SIGN}*)"
_BETWEEN = r"(?:, ?and ?|, ?| ?and ?| ?or ?| ?to ?| ?through ?| ?[-–] ?| ?& ?)"
_LIST = rf"(?P<list>(?>{_NUMBER}(?:{_BETWEEN}(?:{_NUMBER}|{_SIGN}+))*+))"
_WORD = (
    r"(?:(?P<preamble>preambular|preamble|pre\.) ?|(?:operative|op\.) ?)?(?:(?:sub-?)?paragraphs?|paras?\b\.?|§+)|"
    r"(?P<short>OPs?|PPs?)"
)
_ORDINAL = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|"
    "sixteenth|seventeenth|eighteenth|nineteenth|twentieth"
)
_ORDINALS = _ORDINAL.split("|")
_ORDINAL_PARAGRAPHS = (
    rf"(?P<ordinals>(?:{_ORDINAL})(?:(?:, ?| ?and ?)(?:{_ORDINAL}))*) ?(?P<part>preambular|operative) ?paragraphs?"
)
_SUB_FIRST = rf"(?:sub-?paragraphs? ?(?P<subs>{_SIGN}(?:{_BETWEEN}{_SIGN})*),? ?(?:of|in|to) )?"
_ANNEX = r"(?:(?:the )?(?P<annex_word>annex|appendix) ?(?P<annex>[IVX]+|[A-Z]|\d{1,2})?,? ?(?:of|to|in) )?"
_OF = rf"(?i:,? ?(?:of|in|to|from|under) {_ANNEX}(?:(?:the|its|their|UN|United Nations) ?)*)"
_BEFORE = re.compile(rf"(?i:{_SUB_FIRST}(?:{_WORD})) ?{_LIST}{_OF}$")
_BEFORE_ORDINAL = re.compile(rf"(?i:{_ORDINAL_PARAGRAPHS} ?(?:of|in|to) (?:(?:the|its|their) ?)*)$")
_ANNEX_FIRST = re.compile(
    rf"(?i:(?P<annex_word>annex|appendix)) ?(?P<annex>[IVX]+|[A-Z]|\d{{1,2}})?,? ?(?i:(?:{_WORD})) ?{_LIST},? ?"
    r"(?:of|to) (?:the |its )?$"
)
# Not of another text: resolution 2182 (2014), paragraph 5 of resolution 2607 (2021).
_ANOTHER = (
    r"(?! ?,? ?(?:above|below|hereof|herein)\b)"
    r"(?! ?,? ?(?:of|in|to) (?!that\b|the same\b|the said\b|thereof|force|order|particular|this regard))"
)
_LEAD = (
    r"(?:\0{1,3})?[)\]]?(?: ?\((?!19|20)[^()]{1,60}\))?[,:]? ?\(?"
    r"(?:(?:and|see|in|at|its|the|of|by|with|as|particular|particularly|especially|including|notably|specifically|"
    r"inter alia),? ?){0,5}"
)
_IN_ANNEX = r"(?:(?i:(?P<annex_word>annex|appendix)) ?(?P<annex>[IVX]+|[A-Z]|\d{1,2})?,? ?)?"
_BEHIND = re.compile(rf"{_LEAD}{_IN_ANNEX}(?i:(?:{_WORD})) ?{_LIST}{_ANOTHER}")
_BEHIND_ORDINAL = re.compile(rf"{_LEAD}(?i:{_ORDINAL_PARAGRAPHS}){_ANOTHER}")
_SAME = r"(?:thereof|of (?:that|the same|the said|the latter) (?:resolution|statement|document|report))"
_BACK = re.compile(rf"[^.;\d]{{0,60}}(?i:{_WORD}) ?{_LIST} ?{_SAME}")
_STEMS = re.compile(r"para|annex|appendix|\bOP|\bPP|§", re.I)
_SEPARATORS = re.compile(r",? ?\b(?:and|or|&)\b ?|, ?| ?& ?")
_RANGES = re.compile(r" ?(?:\bto\b|\bthrough\b|[-–]) ?")
_NEAREST_WORDS = 140  # characters


def read_english_pinpoint(squeezed: str, start: int, end: int) -> tuple[str, ...]:
    """Return the labels of the paragraphs named before or behind the citation ``squeezed[start:end]``.

    >>> read_english_pinpoint("paragraphs 3 to 5 and 7(b)of resolution 2553(2020)", 29, 50)
    ('3', '4', '5', '7(b)')
    >>> read_english_pinpoint("resolution 2231(2015),annex B,paragraph 4", 0, 21)
    ('annexB.4',)
    """
    window = max(0, start - _NEAREST_WORDS)
    if not _STEMS.search(squeezed, window, min(len(squeezed), end + _NEAREST_WORDS)):
        return ()
    before = squeezed[window:start]
    for pattern in (_ANNEX_FIRST, _BEFORE):
        if match := pattern.search(before):
            return _labels(match)
    if match := _BEFORE_ORDINAL.search(before):
        return _ordinal_labels(match)
    if match := _BEHIND.match(squeezed, end) or _BACK.match(squeezed, end):
        return _labels(match)
    match = _BEHIND_ORDINAL.match(squeezed, end)
    return _ordinal_labels(match) if match else ()


def _labels(match: re.Match[str]) -> tuple[str, ...]:
    groups = match.groupdict()
    printed = _plain(match["list"])
    labels = read_paragraph_labels(printed, _plain(groups.get("subs") or ""))
    return tuple(dict.fromkeys(_prefix(groups) + label for label in labels))


def _plain(printed: str) -> str:
    """Return a printed list with the signs that ``read_paragraph_labels`` reads.

    >>> _plain("3 to 5 and 7(b)")
    '3至5、7(b)'
    """
    return _RANGES.sub("至", _SEPARATORS.sub("、", printed)).replace(" ", "")


def _prefix(groups: dict[str, str | None]) -> str:
    if groups.get("annex_word"):
        name = (groups["annex_word"] or "").lower()
        number = (groups.get("annex") or "").upper()
        return f"{name}{number}." if number else name
    is_preamble = groups.get("preamble") or (groups.get("short") or "").upper().startswith("PP")
    return "PP" if is_preamble else ""


def _ordinal_labels(match: re.Match[str]) -> tuple[str, ...]:
    prefix = "PP" if match["part"].lower() == "preambular" else ""
    words = re.findall(_ORDINAL, match["ordinals"].lower())
    return tuple(f"{prefix}{_ORDINALS.index(word) + 1}" for word in words)
