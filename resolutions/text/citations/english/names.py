"""English names before and behind the number of a resolution: the noun, the organ, other bodies.

All patterns match squeezed text: one blank between words, none beside a bracket or mark.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from resolutions.text.dates import ENGLISH_MONTHS

_UN = r"(?:(?:United ?Nations|U\.N\.|UN) ?)?"
COUNCIL = rf"{_UN}(?<!Peace and )(?<!National )Security ?Council(?:['’]s)?"
ASSEMBLY = rf"{_UN}(?<!World Health )General ?Assembly(?:['’]s)?"
_WORD = r"(?:resolutions?|res\.?|decisions?)"
_SIGN = r"(?: ?Nos?\.?| ?numbers?| ?#)?"
_HEAD = re.compile(
    rf"(?<![A-Za-z0-9/])(?i:(?P<S>(?:UN ?)?SCRs?|UNSC|(?:{COUNCIL}|UNSC|SC) ?(?P<S_noun>{_WORD}))"
    rf"|(?P<A>(?:UN ?)?GARs?|(?:{ASSEMBLY}|UNGA|GA) ?(?P<A_noun>{_WORD}))|{_UN}(?P<noun>{_WORD}))(?i:{_SIGN})[ :\-]?$"
)
_LONGEST_HEAD = 64  # characters
_OTHER_BODY = re.compile(
    r"(?:\b(?:Committee|Commission|Conference|Board|Parliament|Congress|Union|Senate|House|Organi[sz]ation|Agency|Party|"
    r"Parties|League|Rights|Drugs|Women|Court|Tribunal|Health|ECOSOC|HRC|WHA|IAEA|ILO|OAU|AU|EU|IMO|ITU|ICAO|OAS|OIC|NATO|"
    r"UNESCO|FAO|UNEP|Knesset|Duma|(?:Ministerial|Governing|Executive|Economic and Social|Human Rights|Trusteeship|"
    r"European|Peace and Security|National Security|Islamic|League|Arab|States|Nordic|Gulf|Federal|State) Council|"
    r"(?:Health|Parliamentary|National|Federal|Environment|Constituent|Legislative) Assembly)(?:['’]s)?|"
    r"\b(?:joint|draft|video|image|screen|display|high|low|dispute)) ?$",
    re.I,
)
_BODY_ALONE = re.compile(r"(?<![A-Za-z] )\b(?P<name>Council|Assembly)(?:['’]s)? ?$")
_BEHIND = re.compile(
    r" ?(?:,? ?(?:adopted|passed) )?(?:of|by) (?:the )?"
    rf"(?:(?P<S>{COUNCIL})|(?P<A>{ASSEMBLY})|(?P<other>(?:[A-Z][A-Za-z’'\-]* (?:(?:of|on|the|and|for) ){{0,2}}){{0,5}}"
    r"(?:Commission|Conference|Board|Parliament|Congress|Union|Senate|Agency|League|Parties|Council|Assembly|"
    r"Committee|Organi[sz]ation|Tribunal|Court)\b))"
)
_IN_SENTENCE = re.compile(
    r"(?P<other>(?:Human Rights|Economic and Social|Trusteeship|Peace and Security|National Security|European|"
    r"Governing|Executive) Council|Commission on|World Health Assembly|African Union|"
    r"European (?:Union|Parliament)|League of|Conference of the Parties|Parliament\b|Congress\b|Knesset|HRC\b|ECOSOC)"
    rf"|(?P<S>{COUNCIL}|UNSC\b)|(?P<A>{ASSEMBLY}|UNGA\b)|(?P<own_S>\b[Tt]he Council\b)"
    r"|(?P<own_A>\b[Tt]he Assembly\b)|(?P<own>\bits\b)"
)
SENTENCE_END = re.compile(r";|(?<!No)(?<!Nos)(?<!para)(?<!paras)\.(?=[A-Z“\"])")
_DAY_AND_MONTH = rf"\d{{1,2}} ?(?:{ENGLISH_MONTHS})"
DATE = rf"(?:{_DAY_AND_MONTH}\.?,? ?\d{{4}}|(?:{ENGLISH_MONTHS}) ?\d{{1,2}},? ?\d{{4}}|{_DAY_AND_MONTH})"
_WINDOW = 240


@dataclass(frozen=True, slots=True)
class Head:
    """Words directly before a number: ``start`` is their offset, ``organ`` is ``S``, ``A``, ``other`` or empty.

    ``noun`` is ``resolution`` or ``decision``. ``is_plural`` is True where more numbers may follow.
    """

    start: int
    organ: str
    noun: str
    is_plural: bool


def read_head(squeezed: str, at: int) -> Head | None:
    """Read the words that end at offset ``at``; None where they name no resolution or decision.

    >>> read_head("Security Council resolutions 1325", 29)
    Head(start=0, organ='S', noun='resolution', is_plural=True)
    >>> read_head("Human Rights Council resolution 16/18", 32).organ
    'other'
    """
    match = _HEAD.search(squeezed, max(0, at - _LONGEST_HEAD), at)
    if not match:
        return None
    noun = match["S_noun"] or match["A_noun"] or match["noun"] or ""
    organ = "S" if match["S"] else "A" if match["A"] else ""
    if not organ:
        organ = _organ_before(squeezed, match.start())
    return Head(
        match.start(),
        organ,
        "decision" if noun.lower().startswith("decision") else "resolution",
        noun.lower().endswith("s") or not noun,
    )


def _organ_before(squeezed: str, at: int) -> str:
    before = squeezed[max(0, at - _LONGEST_HEAD) : at]
    if _OTHER_BODY.search(before):
        return "other"
    alone = _BODY_ALONE.search(before)
    return ({"Council": "S", "Assembly": "A"}[alone["name"]]) if alone else ""


def organ_behind(squeezed: str, at: int) -> str:
    """Return the organ of ``resolution 51/1 of the Commission on Narcotic Drugs``, named behind the number.

    >>> organ_behind("resolution 51/1 of the Commission on Narcotic Drugs", 15), organ_behind("1325 of 2000", 4)
    ('other', '')
    """
    match = _BEHIND.match(squeezed, at)
    return match.lastgroup or "" if match else ""


def find_english_organ_before(squeezed: str, at: int, own_organ: str) -> str:
    """Return the last organ named before offset ``at`` in the sentence: ``S``, ``A``, ``other`` or empty.

    *its* and *the Council* are those of the document; the Council of a document of no organ is the Security Council.
    """
    begin = max(0, at - _WINDOW)
    for end in SENTENCE_END.finditer(squeezed, begin, at):
        begin = end.end()
    organ = ""
    for match in _IN_SENTENCE.finditer(squeezed, begin, at):
        name = match.lastgroup or ""
        if name == "own":
            organ = organ or own_organ
        elif name.startswith("own"):
            organ = organ if organ == "other" else name[-1]
        else:
            organ = name
    return organ


def names_organ(squeezed: str, organ: str) -> bool:
    """Return True if the passage names the organ ``S`` or ``A`` anywhere."""
    return organ in _organs_named(squeezed)


@lru_cache(maxsize=2)  # each number of a passage asks for the whole passage
def _organs_named(squeezed: str) -> frozenset[str]:
    return frozenset((match.lastgroup or "")[-1:] for match in _IN_SENTENCE.finditer(squeezed))
