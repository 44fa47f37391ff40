"""English drafting verbs that govern a citation, in the groups of the Chinese ones (``verb_words``)."""

import re

from resolutions.text.citations.english.names import SENTENCE_END
from resolutions.text.citations.verbs import GoverningVerb

# A loose verb governs its sentence until the next verb, a tight one only what follows without a break.
_LOOSE = {
    "recall": r"recall(?:s|ing|ed)?|referr?(?:s|ing) to",
    "reaffirm": r"reaffirm(?:s|ing|ed)?|affirm(?:s|ing|ed)?|reiterat(?:es?|ing|ed)|confirm(?:s|ing|ed)?",
    "welcome": r"welcom(?:es?|ing|ed)|commend(?:s|ing|ed)?|endors(?:es?|ing|ed)|appreciat(?:es?|ing)",
    "note": r"tak(?:es?|ing) note(?: of)?|not(?:es|ing|ed)|consider(?:s|ing|ed)|bear(?:s|ing) in mind|mindful|"
    r"conscious|recogni[sz](?:es?|ing)|acknowledg(?:es?|ing)|having considered|having received|expressing concern",
    "emphasize": r"emphasi[sz](?:es?|ing|ed)|stress(?:es|ing|ed)?|underscor(?:es?|ing|ed)|underlin(?:es?|ing|ed)|"
    r"highlight(?:s|ing)?",
    "decide": r"decid(?:es?|ing|ed)|determin(?:es?|ing|ed)",
    "request": r"request(?:s|ing)|urg(?:es?|ing)|calls? (?:up)?on|calling (?:up)?on|calls for|demand(?:s|ing)|"
    r"encourag(?:es?|ing)|invit(?:es?|ing)",
    "violate": r"condemn(?:s|ing|ed)?|deplor(?:es?|ing|ed)",
}
_TIGHT = {
    "under": r"under|pursuant to|in accordance with|in line with|in conformity with|consistent with|on the basis of|"
    r"as set out in|as required by|as requested (?:by|in)|in pursuance of|acting under|based on|"
    r"in keeping with|guided by",
    "implement": r"implement(?:s|ing|ed|ation of)?|compl(?:y|ies|ied|ying|iance) with|fulfil(?:s|ling|ment of)?|"
    r"carry(?:ing)? out|giv(?:es?|ing) effect to|observance of|application of",
    "extend": r"extend(?:s|ing|ed)?|renew(?:s|ing|ed)?|amend(?:s|ing|ed)?|modif(?:y|ies|ied|ying)|"
    r"terminat(?:es?|ing|ed)|prolong(?:s|ing|ed)?|supersed(?:es?|ing|ed)|extension of|renewal of|expand(?:s|ing|ed)?",
    "adopt": r"adopt(?:s|ing|ed)?|adoption of",
    "violate": r"violat(?:es?|ing|ed|ions? of)|in breach of|contraven(?:es?|ing)|in contravention of",
    "decide": r"authori[sz](?:es?|ing|ed)",
    "welcome": r"support(?:s|ing) (?:for )?",
    "see": r"see|cf\.",
}
_GROUPS = {**{f"{group}_1": (group, True) for group in _LOOSE}, **{f"{group}_0": (group, False) for group in _TIGHT}}
_VERB = re.compile(
    r"(?<![A-Za-z])(?i:"
    + "|".join(
        [f"(?P<{group}_0>{words})" for group, words in _TIGHT.items()]
        + [f"(?P<{group}_1>{words})" for group, words in _LOOSE.items()]
    )
    + r")(?![A-Za-z])"
)
_NEGATED = re.compile(r"(?:\bnot|\bnever|\bwithout|failed to|failure to)(?: \w+ly)? ?$", re.I)
_BREAK = re.compile(r"[,:](?! ?(?:and|or|including|in particular|as well as|\0))")
_FARTHEST = 1500
_NEAR = 70  # characters that a tight verb reaches


def find_english_verb(squeezed: str, list_start: int, prose: list[str]) -> GoverningVerb:
    """Return the verb that governs the list of citations at ``list_start``; empty when there is none.

    ``prose`` are the characters of ``squeezed`` with NUL for earlier citations.
    """
    begin = max(0, list_start - _FARTHEST)
    for end in SENTENCE_END.finditer(squeezed, begin, list_start):
        begin = end.end()
    sentence = "".join(prose[begin:list_start])
    for match in reversed(list(_VERB.finditer(sentence))):
        group, loose = _GROUPS[match.lastgroup or ""]
        between = sentence[match.end() :]
        if _NEGATED.search(sentence, max(0, match.start() - 24), match.start()):
            continue
        if loose or (len(between.replace("\0", "")) <= _NEAR and not _BREAK.search(between)):
            return GoverningVerb(match[0].strip(), group)
    return GoverningVerb()
