"""Facets by facts in the database: agenda item, vote, cited chapters of the Charter, verbs of citations.

Catalogue and citations change without their documents, so the index does not hold them. Each facet is kept for one
state of the data.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from resolutions.models import Citation
from resolutions.statistics.queries.cached import DataState
from resolutions.text.symbols import CHARTER_SYMBOL
from search.catalogue_table import CatalogueTable, load_catalogue_table
from search.protocol.key_facets import KeyFacet, KeyFacets
from search.protocol.request import Filters

CHAPTER_PREFIX = "ch."  # of a cited chapter of the Charter; the rest is its Roman number
MAX_KEPT_CITATION_FACETS = 30  # in each process; one for each choice of cited documents or of verbs


def load_key_facets(state: DataState, filters: Filters) -> KeyFacets:
    """Return the facets by facts of the database; those of citations by verb only when ``filters`` ask for them.

    A verb counts where it governs a citation of one of the cited documents chosen, and a cited document where one of
    the verbs chosen governs its citation. No query, and up to five after a change of the data.
    """
    facets = dict(_load_facets(state))
    cited, verbs = (tuple(sorted(filters.get(name, ()))) for name in ("cites", "verb"))
    if cited or verbs:
        facets["verb"] = _load_verbs(state, cited)
    if verbs:
        facets["cites"] = _load_cited(state, verbs)
    return facets


@lru_cache(maxsize=1)
def _load_facets(state: DataState) -> KeyFacets:
    """Load the facets that no filter changes; ``state`` only tells the entries of the cache apart."""
    table = load_catalogue_table(state)
    return {
        "agenda": _group(_agenda_items(table)),
        "subject": KeyFacet(table.subjects, names=table.subject_names),
        "vote": _group(_votes(table)),
        "charter": _load_chapters(),
    }


def _agenda_items(table: CatalogueTable) -> Iterator[tuple[str, int]]:
    """Yield the agenda items of each document by name; items of the same Chinese name are one."""
    names = list(map(str, table.items))
    for row, index in zip(table.item_rows.tolist(), table.item_indices.tolist(), strict=True):
        if names[index]:
            yield names[index], int(table.keys[row])


def _votes(table: CatalogueTable) -> Iterator[tuple[str, int]]:
    for key, votes in zip(table.keys.tolist(), table.votes, strict=True):
        for vote in votes:
            yield vote, key


def _load_chapters() -> KeyFacet:
    """Return the documents that cite each chapter of the Charter, by its Roman number; one query."""
    citations = Citation.objects.published().filter(target__symbol=CHARTER_SYMBOL)
    return _group(
        (label.removeprefix(CHAPTER_PREFIX), source)
        for source, labels in citations.values_list("source_id", "cited_paragraphs")
        for label in labels
        if label.startswith(CHAPTER_PREFIX)
    )


@lru_cache(maxsize=MAX_KEPT_CITATION_FACETS)
def _load_verbs(state: DataState, cited: tuple[str, ...]) -> KeyFacet:
    """Return the documents that cite any of ``cited``, or any document, by the group of the verb; one query."""
    citations = Citation.objects.published().exclude(verb_group="")
    if cited:
        citations = citations.filter(target__symbol__in=cited)
    return _group(citations.values_list("verb_group", "source_id").distinct())


@lru_cache(maxsize=MAX_KEPT_CITATION_FACETS)
def _load_cited(state: DataState, verbs: tuple[str, ...]) -> KeyFacet:
    """Return the documents that cite each document with a verb of the groups ``verbs``; one query."""
    citations = Citation.objects.published().filter(verb_group__in=verbs).exclude(target__symbol="")
    return _group(citations.values_list("target__symbol", "source_id").distinct(), covers="verb")


def _group(rows: Iterable[tuple[str, int]], covers: str = "") -> KeyFacet:
    keys: defaultdict[str, set[int]] = defaultdict(set)
    for value, key in rows:
        keys[value].add(key)
    return KeyFacet(keys, covers)
