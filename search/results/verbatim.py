"""Documents that contain the whole query as typed, and the parts of it that they may lack."""

import re

from resolutions.text.han import HAN_RANGES
from search.query.parser import Query, TextCondition
from search.results.matching import Matcher

_IS_CHINESE = re.compile(f"[{HAN_RANGES}]+").fullmatch


def finds_verbatim(query: Query, matcher: Matcher) -> bool:
    """Return whether every document with the whole query verbatim has its parts in any case.

    A Chinese word that occurs in the string is found by itself too, as every word is indexed wherever it occurs.
    """
    if query.is_plain and matcher.scope == "all" and _IS_CHINESE(query.verbatim):
        return True
    return matcher.is_exact and _is_one_text(query)


def _is_one_text(query: Query) -> bool:
    node = query.node
    return isinstance(node, TextCondition) and node.text == query.verbatim and not node.is_prefix and not node.scope
