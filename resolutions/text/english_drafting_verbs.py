"""English words that begin a paragraph of a resolution, as the United Nations prints them in italics."""

import re

_ADVERBS = (
    "also again further deeply strongly gravely firmly fully particularly seriously noting once keenly profoundly "
    "solemnly urgently once warmly duly hereby expressly bitterly categorically unequivocally highly reaffirming"
)
_VERBS = (
    "accept acknowledg act adopt affirm agree alarm anticipat appeal appoint appreciat approv ask assert assur attach "
    "authoriz authoris aware bear believ call cast commend concern condemn confident confirm congratulat conscious "
    "consider convinc declar decid deeply defer demand deplor desir determin disturb draw emphasiz emphasis encourag "
    "endors establish expect express extend find fulfil guid hav heed hold hop implor instruct insist intend invit "
    "keep lament look maintain mindful mourn not observ offer outrag pay pledg prais proclaim promot propos reaffirm "
    "realiz recall receiv recogniz recognis recommend regret reiterat reject remain remind renew repeat request resolv "
    "respond salut seek seiz shock stress strongly suggest support tak thank underlin underscor undertak uphold urg "
    "view voic warn welcom wish regard affirm commit dismay encourag gratif seriously sadden alarm distress charg "
    "decry prohibit review terminat lift"
)
_PHRASES = (
    "Acting under|Bearing in mind|Having |Taking (?:note|into account)|Calls? (?:up)?on|Calls for|Pursuant to|"
    "In accordance with"
)
_BEGINNING = re.compile(
    rf"(?:(?:{'|'.join(word.capitalize() for word in dict.fromkeys(_ADVERBS.split()))}),? (?:and )?(?:\w+ly )?)?"
    rf"(?i:(?:{'|'.join(sorted(set(_VERBS.split()), key=len, reverse=True))})"
    r"(?:e?s|ing|ting|ling|ed|ted|ful|d|t|y|ies)?)"
    r"(?![a-z])"
)
_ANY = re.compile(_PHRASES)


def begins_with_english_verb(text: str) -> bool:
    """Return True if a paragraph begins with a drafting verb in English: a participle, or a verb of a number.

    >>> [begins_with_english_verb(text) for text in ("Recalling its", "Deeply concerned", "Further decides", "Annex")]
    [True, True, True, False]
    """
    return text[:1].isupper() and bool(_ANY.match(text) or _BEGINNING.match(text[:48]))


def find_english_opening_verb(text: str, start: int = 0) -> int:
    """Return the end (exclusive) of the words that the United Nations prints in italics; ``start`` without any.

    >>> text = "12. Strongly urges all States"
    >>> text[4 : find_english_opening_verb(text, 4)]
    'Strongly urges'
    """
    words = text[start : start + 48]
    match = (_ANY.match(words) or _BEGINNING.match(words)) if words[:1].isupper() else None
    return start + len(match[0].rstrip()) if match else start
