"""Opening words of a resolution: the organ that speaks, alone on its line or before the first paragraph."""

import re
from dataclasses import dataclass

from resolutions.text.drafting_verbs import begins_with_drafting_verb
from resolutions.text.fold import fold_variants

_GAP = r"[\s\u200b\ufeff]{0,4}"
_ORGANS = {"安全理事会": "S", "安理会": "S", "大会": "A"}
_CHINESE_NAMES = "|".join(_GAP.join(name) for name in _ORGANS)
_OPENING = re.compile(
    rf"[“\"'>\s]{{0,4}}(?:{_GAP.join('联合国')}{_GAP})?(?P<organ>{_CHINESE_NAMES}){_GAP}(?P<sign>[,:、，]?){_GAP}"
)
_ENGLISH = re.compile(
    r"[“\"'>\s]{0,4}The\s{1,4}(?P<organ>Security\s{1,4}Council|General\s{1,4}Assembly)\s{0,4}(?P<sign>[,:]?)\s{0,4}",
    re.I,
)
# Cheap test before the patterns: a quote or blanks, and the first character of an organ.
_BEGINNING = re.compile(r"[“\"'>\s]{0,4}[联安大Tt]")
_BEGINNING_LENGTH = 5
_NO_OPENING = re.compile(r"主席|第.{0,6}次|\d{4}年")


@dataclass(frozen=True, slots=True)
class Opening:
    """Opening words: ``text[:length]``, with the blanks behind.

    ``organ`` is ``S`` or ``A``. ``has_sign`` is True for a comma or colon behind the organ. ``is_alone`` is True when
    nothing follows on the line.
    """

    organ: str
    language: str
    length: int
    has_sign: bool
    is_alone: bool


def read_opening(text: str) -> Opening | None:
    """Read the opening words at the start of ``text``; None where there are none.

    >>> openings = ("安 全 理 事 会 ，", "安理会，回顾其决议，", "安全理事会回顾其决议，", "大会主席，")
    >>> [bool(read_opening(text)) for text in openings]
    [True, True, True, False]

    """
    if not _BEGINNING.match(fold_variants(text[:_BEGINNING_LENGTH])):
        return None
    folded = fold_variants(text[:200])
    match, language = _OPENING.match(folded), "zh"
    if not match:
        match, language = _ENGLISH.match(folded), "en"
    if not match:
        return None
    name = re.sub(r"[\s\u200b\ufeff]", "", match["organ"])
    organ = _ORGANS.get(name, "A" if name.lower().startswith("general") else "S")
    rest = folded[match.end() :].strip("”\"' \t")
    has_sign = bool(match["sign"])
    if rest and not _continues(rest, has_sign, is_quoted=folded.lstrip()[:1] in '“"', language=language):
        return None
    return Opening(organ, language, match.end() if rest else len(text), has_sign, not rest)


def _continues(rest: str, has_sign: bool, is_quoted: bool, language: str) -> bool:
    """Return True if the words behind the organ can be the first paragraph of a resolution."""
    if language == "en":
        return has_sign
    if _NO_OPENING.match(rest):
        return False
    begins = begins_with_drafting_verb(re.sub(r"\s", "", rest[:20]))
    return begins or len(rest) > 8 if has_sign else begins and not is_quoted
