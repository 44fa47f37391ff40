"""Documents that meet a condition on their facts: year, day, citations, verb, kind, organ."""

import numpy as np

from search.index.entries import join_verb
from search.index.snapshot import NO_IDS, Ids, Snapshot
from search.query.parser import (
    CitationCountCondition,
    CitedByCondition,
    CitesCondition,
    DateCondition,
    Everything,
    KeyCondition,
    KeywordCondition,
    VerbCondition,
    YearCondition,
)

FactCondition = (
    YearCondition
    | DateCondition
    | CitationCountCondition
    | CitesCondition
    | CitedByCondition
    | VerbCondition
    | KeywordCondition
    | KeyCondition
    | Everything
)


def match_fact(node: FactCondition, snapshot: Snapshot) -> Ids:
    """Return the documents that meet a condition on their facts, ascending.

    A document without a date or year meets no condition on it.
    """
    if isinstance(node, Everything):
        return snapshot.live_ids
    if isinstance(node, YearCondition):
        return _within(snapshot, snapshot.years, max(node.first, 1), node.last)
    if isinstance(node, DateCondition):
        return _within(snapshot, snapshot.days, node.first.toordinal(), node.last.toordinal())
    if isinstance(node, CitationCountCondition):
        return _within(snapshot, snapshot.cited, node.first, node.last)
    if isinstance(node, CitesCondition):
        return snapshot.term_frequencies(("cites",), node.symbol)[0]
    if isinstance(node, KeywordCondition):
        return snapshot.term_frequencies((node.field,), node.value)[0]
    if isinstance(node, KeyCondition):
        return np.flatnonzero(np.isin(snapshot.keys, list(node.keys)) & snapshot.live)
    if isinstance(node, VerbCondition):
        return _match_verbs(node, snapshot)
    return _match_cited_by(node.symbol, snapshot)


def _within(snapshot: Snapshot, values: np.ndarray, first: int, last: int) -> Ids:
    return np.flatnonzero((values >= first) & (values <= last) & snapshot.live)


def _match_verbs(node: VerbCondition, snapshot: Snapshot) -> Ids:
    field = "verb_cites" if node.symbol else "verb"
    terms = [join_verb(verb, node.symbol) if node.symbol else verb for verb in node.verbs]
    return _unite([snapshot.term_frequencies((field,), term)[0] for term in terms])


def _match_cited_by(symbol: str, snapshot: Snapshot) -> Ids:
    """Return the documents that those with ``symbol`` cite."""
    labels, documents, indices = snapshot.facet_values("cites")
    cited = np.unique(indices[np.isin(documents, snapshot.term_frequencies(("document",), symbol)[0])])
    return _unite([snapshot.term_frequencies(("document",), labels[index])[0] for index in cited.tolist()])


def _unite(lists: list[Ids]) -> Ids:
    return np.unique(np.concatenate([NO_IDS, *lists]))
