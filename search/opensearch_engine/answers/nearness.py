"""Boost of documents by the nearness of the strings of a query, as ``search.results.ranking`` adds it.

The distance is measured from the string with the fewest occurrences in the whole index, which the cluster counts.
"""

from collections.abc import Iterator
from itertools import chain

import numpy as np

from search.index.snapshot import SCOPE_FIELDS
from search.kernels.plain import measure_nearness
from search.opensearch_engine.answers.matching import Matched
from search.opensearch_engine.answers.scoring import score_text
from search.opensearch_engine.cluster.client import Json
from search.opensearch_engine.fields.document_fields import encode_token
from search.opensearch_engine.fields.mapping import words_field
from search.opensearch_engine.reading.counts import Counts
from search.query.parser import And, Node, Or, TextCondition
from search.results.ranking import Ranker
from search.weights import NEARNESS_BOOST, NEARNESS_SPAN


def iter_near(matched: Matched) -> Iterator[list[Json]]:
    """Yield for each string whose nearness counts the queries that count its occurrences, one for each alternative."""
    for condition in _conditions(matched):
        yield from _iter_strings(condition, matched)


def _conditions(matched: Matched) -> tuple[Node, ...]:
    node = matched.resolved.node
    if isinstance(node, And):
        return node.parts
    return (node,) if node else ()


def _iter_strings(node: Node, matched: Matched) -> Iterator[list[Json]]:
    if isinstance(node, Or):
        joined = [list(chain(*_iter_strings(part, matched))) for part in node.parts]
        if any(joined):
            yield list(chain(*joined))
    elif isinstance(node, TextCondition):
        matcher = matched.matcher
        scope = node.scope or matcher.scope
        if matcher.is_fuzzy(node):
            yield from ([count_token(word, scope)] for word in matcher.content_words(node.text))
        elif node.is_word:
            yield [count_token(node.text, scope)]
        elif matcher.is_decided_by_token(node.text, node.is_prefix, node.is_phrase):
            yield [count_token(matcher.first_token(node.text, node.is_prefix, node.is_phrase), scope)]
        else:
            yield [score_text(node, matched.conditions).occurrences]


def count_token(token: str, scope: str) -> Json:
    """Return the query whose score is the number of occurrences of a token in the sections of a scope."""
    fields = [{"term": {words_field(section): encode_token(token)}} for section in SCOPE_FIELDS[scope]]
    return {"bool": {"should": fields}}


def find_rarest(matched: Matched, counts: Counts) -> int:
    """Return the index of the string with the fewest occurrences, the first of equal ones; at most one request.

    Of two strings either will do: the distance is the same from both.
    """
    strings = list(iter_near(matched))
    if len(strings) < 3:
        return 0
    counts.load_occurrences(chain(*strings))
    numbers = [sum(map(counts.occurrences, queries)) for queries in strings]
    return numbers.index(min(numbers))


def measure(ranker: Ranker, matched: Matched, rarest: int) -> np.ndarray:
    """Return the boost of each document of a snapshot, in their order.

    A document that lacks one of the strings gets none: it contains the query as typed alone.
    """
    snapshot = ranker.matcher.snapshot
    ids = snapshot.live_ids
    lists = [positions for condition in _conditions(matched) for positions in ranker.condition_positions(condition)]
    boosts = np.zeros(len(ids))
    near = ids
    for positions in lists:
        near = near[np.isin(near, snapshot.starts.searchsorted(positions, "right") - 1)]
    if len(lists) > 1 and len(near):
        others = [positions for at, positions in enumerate(lists) if at != rarest]
        found = measure_nearness(near, lists[rarest], others, snapshot.starts, NEARNESS_BOOST, NEARNESS_SPAN)
        boosts[ids.searchsorted(near)] = found
    return boosts
