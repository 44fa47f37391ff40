"""Queries with the words that may be meant in place of strings that occur nowhere."""

import re
from collections.abc import Iterator, Sequence

from search.chinese.folding import fold_with_map
from search.results.corrections import Slip
from search.results.matching import Matcher
from search.results.partial_matches import PartialMatches


def write_corrections(typed: str, slips: Sequence[Slip]) -> Iterator[str]:
    """Yield a query for each word of a single slip; of several slips, one query with the first word of each.

    >>> list(write_corrections("案例會 海盗", [Slip("案例会", ("安理会",))]))
    ['安理会 海盗']
    >>> list(write_corrections("sai pu lu si", [Slip("saipulusi", ("塞浦路斯", "赛普勒斯"))]))
    ['塞浦路斯', '赛普勒斯']
    """
    if not slips:
        return
    choices = [(word,) for word in slips[0].words] if len(slips) == 1 else [tuple(slip.words[0] for slip in slips)]
    for words in choices:
        corrected = typed
        for slip, word in zip(slips, words, strict=True):
            corrected = _replace(corrected, slip.typed, word)
        if corrected != typed:
            yield corrected


def _replace(typed: str, slip: str, word: str) -> str:
    """Replace a folded string where it was typed; blanks within letters make no difference."""
    folded = fold_with_map(typed)
    for match in reversed(list(re.finditer(" ?".join(map(re.escape, slip)), folded.text))):
        start, end = folded.printed_span(match.start(), match.end())
        typed = typed[:start] + word + typed[end:]
    return typed


def readings_of(partial: PartialMatches, row: int, matcher: Matcher) -> tuple[str, ...]:
    """Return the readings that a document has; all of them when it has no word of them but lacks none either."""
    number = partial.ids[row]
    occurring = (word for word in partial.readings if number in matcher.snapshot.postings(matcher.scope, word).ids)
    return tuple(occurring) or (() if partial.missing(row) else partial.readings)
