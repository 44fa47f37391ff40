"""Search of the catalogue: agenda items and documents without a text here, by their Chinese and English names.

The index holds published texts only. The catalogue knows three thousand further documents by date, vote and agenda
item; a query that names their agenda item or English title finds them, and so do the filters of the results page.
A query that is the name of a State leads to its votes.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np

from resolutions.models import AgendaItem, Document, MemberState, Subject, hide_text
from resolutions.statistics.queries import subject_lists
from resolutions.statistics.queries.cached import DataState, read_data_state
from search.catalogue_table import CatalogueTable, NameColumn, load_catalogue_table
from search.chinese.dictionary import load_dictionary
from search.chinese.folding import fold
from search.protocol.answer import FacetCount
from search.protocol.request import MATCH_ALL, PAGE_SIZE, Filters
from search.protocol.spans import contains_day, contains_year
from search.query.content_words import content_words
from search.query.parser import (
    And,
    DateCondition,
    KeywordCondition,
    Node,
    Not,
    Or,
    Query,
    SubjectCondition,
    TextCondition,
    YearCondition,
)
from search.query.subject_names import names_term

MAX_AGENDA_ITEMS = MAX_SUBJECTS = 8  # shown beside one search
MAX_KEPT_MATCHES = 300  # in each process; up to a page of documents each
_FACTS = (YearCondition, DateCondition, KeywordCondition)
MIN_NAME_LENGTH = 2  # characters; a shorter string is in too many names
TextFlags = Callable[[str], np.ndarray]  # for each row of the table or each agenda item: whether it has a text


@dataclass(frozen=True, slots=True)
class Naming:
    """Flags of what is named by a text: in any name, in that of an agenda item, in those of a subject.

    The last also takes whether the text is the beginning of a word only.
    """

    anywhere: TextFlags
    agenda: TextFlags
    subject: Callable[[str, bool], np.ndarray]


@dataclass(frozen=True, slots=True)
class AgendaItemMatch:
    """An agenda item with the number of its documents, and of those with a text here."""

    item: AgendaItem
    total: int
    held: int


@dataclass(frozen=True, slots=True)
class SubjectMatch:
    """A subject, such as a mission, with the number of its documents, and of those with a text here."""

    subject: Subject
    total: int
    held: int


@dataclass(frozen=True, slots=True)
class CatalogueMatches:
    """Matches of a query in the catalogue.

    ``total`` counts the documents without a text here; ``documents`` are those of one page, the newest first.
    ``is_by_filters_alone`` when no words were looked for. ``facets`` count the documents that each kind, year and
    agenda item alone would lead to.
    """

    agenda_items: tuple[AgendaItemMatch, ...] = ()
    total: int = 0
    documents: tuple[Document, ...] = ()
    is_by_filters_alone: bool = False
    subjects: tuple[SubjectMatch, ...] = ()
    facets: Mapping[str, list[FacetCount]] = field(default_factory=dict)
    states: tuple[MemberState, ...] = ()


def search_catalogue(
    query: Query, filters: Filters, first: int = 0, count: int = PAGE_SIZE, state: DataState | None = None
) -> CatalogueMatches:
    """Return the agenda items of a query and ``count`` documents from number ``first`` on; three queries at most.

    Every word must occur in the name of the agenda item or in the English title, or among the names of a subject;
    exclusions, years, dates, kinds, organs and the filters of ``_FILTERS`` hold. A query with another condition or
    filter, such as a citation or a section, finds nothing here. Filters without a query find the documents that meet
    them. ``query`` has its synonyms. ``state`` spares one
    query, if it was read for the same request.
    """
    conditions = _conditions(query)
    is_by_filters_alone = bool(filters) and query.typed.strip() in ("", MATCH_ALL)
    if not (conditions or is_by_filters_alone) or not _FILTERS.keys() >= filters.keys():
        return CatalogueMatches()
    state = state or read_data_state()
    matches = _find_matches(state, tuple(conditions), tuple(sorted(filters.items())), first, count)
    named = _load_state_names(state).get(fold(query.typed.strip(' "“”')))
    return replace(matches, states=(named,)) if named else matches


@lru_cache(maxsize=MAX_KEPT_MATCHES)
def _find_matches(
    state: DataState,
    conditions: tuple[Node, ...],
    filters: tuple[tuple[str, tuple[str, ...]], ...],
    first: int,
    count: int,
) -> CatalogueMatches:
    """Find the matches; they are kept, because readers page through results and return to them."""
    table = load_catalogue_table(state)
    flags = ~table.is_held
    rows = Naming(
        table.rows_naming,
        lambda text: table.rows_of_items(table.items_naming(text)),
        lambda text, is_prefix: table.rows_of_subjects_named(lambda names: names_term(names, text, is_prefix)),
    )
    for condition in conditions:
        flags &= _match(condition, table, rows)
    narrowed = {name: _FILTERS[name](table, values) for name, values in filters}
    facets = _count_facets(table, flags, narrowed, dict(filters))
    for of_filter in narrowed.values():
        flags &= of_filter
    keys = table.keys[flags]
    documents = _load_documents(keys[first : first + count].tolist())
    items, subjects = tuple(_agenda_items(conditions, table)), tuple(_subjects(conditions, state))
    return CatalogueMatches(items, len(keys), documents, not conditions, subjects, facets)


def _count_facets(
    table: CatalogueTable, flags: np.ndarray, narrowed: Mapping[str, np.ndarray], chosen: Filters
) -> dict[str, list[FacetCount]]:
    """Count the values of each facet over the rows that meet everything but the filter by this facet."""
    counted = {}
    for name, count in _FACETS.items():
        others = [of_filter for other, of_filter in narrowed.items() if other != name]
        rows: np.ndarray = np.logical_and.reduce([flags, *others])
        counts = count(table, rows)
        known = {item.value for item in counts}
        missing = [value for value in chosen.get(name, ()) if value not in known]
        counted[name] = counts + [
            FacetCount(value, int(np.count_nonzero(rows & _FILTERS[name](table, (value,))))) for value in missing
        ]
    return counted


def _count_kinds(table: CatalogueTable, rows: np.ndarray) -> list[FacetCount]:
    return _most_first(Counter(table.kinds[rows].tolist()))


def _count_years(table: CatalogueTable, rows: np.ndarray) -> list[FacetCount]:
    """Count the years, the oldest first; a document without a year is in none."""
    years = Counter(table.years[rows & (table.years > 0)].tolist())
    return [FacetCount(str(year), years[year]) for year in sorted(years)]


def _count_agenda_items(table: CatalogueTable, rows: np.ndarray) -> list[FacetCount]:
    """Count the agenda items by name; items of the same Chinese name are one."""
    names = list(map(str, table.items))
    of_rows = rows[table.item_rows]
    pairs = zip(table.item_rows[of_rows].tolist(), table.item_indices[of_rows].tolist(), strict=True)
    return _most_first(Counter(name for _, name in {(row, names[index]) for row, index in pairs} if name))


def _most_first(counts: Counter[str]) -> list[FacetCount]:
    return [FacetCount(value, count) for value, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]


def _load_documents(keys: list[int]) -> tuple[Document, ...]:
    """Load documents of the table, as readers see them, in the order of ``keys``; one query, none without keys."""
    documents = Document.objects.select_related("catalogue__agenda_item").in_bulk(keys) if keys else {}
    return tuple(hide_text(documents[key]) for key in keys if key in documents)


def _agenda_items(conditions: Iterable[Node], table: CatalogueTable) -> Iterator[AgendaItemMatch]:
    """Yield the items with the most documents whose names meet the conditions on texts."""
    conditions = [condition for condition in conditions if not _has(condition, (*_FACTS, SubjectCondition))]
    if not conditions:
        return
    flags = np.ones(len(table.items), bool)
    items = Naming(table.items_naming, table.items_naming, lambda *_: ~flags)
    for condition in conditions:
        flags &= _match(condition, table, items)
    totals = np.bincount(table.item_indices, minlength=len(table.items) + 1)
    held = np.bincount(table.item_indices[table.is_held[table.item_rows]], minlength=len(table.items) + 1)
    named = [index for index in np.flatnonzero(flags).tolist() if totals[index]]
    named.sort(key=lambda index: (-totals[index], table.items[index].name_zh, table.items[index].name_en))
    for index in named[:MAX_AGENDA_ITEMS]:
        yield AgendaItemMatch(table.items[index], int(totals[index]), int(held[index]))


def _subjects(conditions: Iterable[Node], state: DataState) -> Iterator[SubjectMatch]:
    """Yield the subjects with the most documents whose names or abbreviations meet the conditions on texts."""
    conditions = [condition for condition in conditions if not _has(condition, _FACTS)]
    if not conditions:
        return
    subjects, names = _load_subject_names(state)
    column = NameColumn.from_names(names)
    flags = np.ones(len(subjects), bool)

    def naming_term(text: str, is_prefix: bool) -> np.ndarray:
        return np.array([names_term(each, text, is_prefix) for each in names], bool)

    naming = Naming(column.contains, lambda _: np.zeros(len(subjects), bool), naming_term)
    for condition in conditions:
        flags &= _match(condition, load_catalogue_table(state), naming)
    for index in np.flatnonzero(flags)[:MAX_SUBJECTS].tolist():
        yield SubjectMatch(subjects[index], subjects[index].total, subjects[index].held)


@lru_cache(maxsize=1)
def _load_state_names(state: DataState) -> dict[str, MemberState]:
    """Load the States with votes by their folded names in both languages; one query for a state of the data."""
    states = MemberState.objects.filter(votes__isnull=False).distinct().order_by("pk")
    return {fold(name): one for one in states for name in (one.name_zh, one.name_en) if name}


@lru_cache(maxsize=1)
def _load_subject_names(state: DataState) -> tuple[list[Subject], list[str]]:
    """Load the subjects with their folded names, those of most documents first; one query for a state of the data."""
    subjects = list(subject_lists.subjects())
    names = ("\n".join((s.name_zh, s.short_zh, s.acronym, s.name_en)) for s in subjects)
    return subjects, list(map(fold, names))


def _conditions(query: Query) -> list[Node]:
    """Return the conditions of a query if the catalogue can judge all of them; an empty list otherwise."""
    node = query.node
    parts: list[Node] = list(node.parts) if isinstance(node, And) else [node] if node else []
    has_text = any(not isinstance(part, (Not, *_FACTS)) for part in parts)
    return parts if has_text and not query.scope and all(map(_is_supported, parts)) else []


def _has(node: Node, kinds: tuple[type, ...]) -> bool:
    """Return whether a tree has a condition of one of the kinds."""
    if isinstance(node, And | Or):
        return any(_has(part, kinds) for part in node.parts)
    return _has(node.part, kinds) if isinstance(node, Not) else isinstance(node, kinds)


def _is_supported(node: Node) -> bool:
    if isinstance(node, And | Or):
        return all(map(_is_supported, node.parts))
    if isinstance(node, Not):
        return _is_supported(node.part)
    if isinstance(node, TextCondition):
        return node.scope in (None, "title", "agenda") and len(node.text) >= MIN_NAME_LENGTH
    return isinstance(node, (*_FACTS, SubjectCondition))


def _match(node: Node, table: CatalogueTable, naming: Naming) -> np.ndarray:
    """Match a condition: a text in the names, and a text that is no phrase also by its words."""
    if isinstance(node, YearCondition):
        return (table.years >= node.first) & (table.years <= node.last)
    if isinstance(node, DateCondition):
        return (table.days >= node.first.toordinal()) & (table.days <= node.last.toordinal())
    if isinstance(node, KeywordCondition):
        return _FILTERS[node.field](table, (node.value,))
    if isinstance(node, Not):
        return ~_match(node.part, table, naming)
    if isinstance(node, And | Or):
        combine = np.logical_and if isinstance(node, And) else np.logical_or
        matched: np.ndarray = combine.reduce([_match(part, table, naming) for part in node.parts])
        return matched
    if isinstance(node, SubjectCondition):
        return naming.subject(node.text, node.is_prefix)
    assert isinstance(node, TextCondition)
    flags_of = naming.agenda if node.scope == "agenda" else naming.anywhere
    whole = flags_of(node.text)
    words = content_words(node.text, load_dictionary())
    if node.is_phrase or words == [node.text] or not any(len(word) >= MIN_NAME_LENGTH for word in words):
        return whole
    by_words: np.ndarray = np.logical_and.reduce([flags_of(word) for word in words])
    return whole | by_words


def _of_agenda_items(table: CatalogueTable, names: Iterable[str]) -> np.ndarray:
    wanted = set(names)
    return table.rows_of_items(np.array([str(item) in wanted for item in table.items], bool))


def _of_votes(table: CatalogueTable, values: Iterable[str]) -> np.ndarray:
    wanted = set(values)
    return np.array([not wanted.isdisjoint(votes) for votes in table.votes], bool)


_FILTERS: dict[str, Callable[[CatalogueTable, tuple[str, ...]], np.ndarray]] = {
    "kind": lambda table, kinds: np.isin(table.kinds, kinds),
    "organ": lambda table, organs: np.isin(table.organs, ["" if organ == "-" else organ for organ in organs]),
    "year": lambda table, years: contains_year(table.years, years),
    "date": lambda table, spans: contains_day(table.days, spans),
    "agenda": _of_agenda_items,
    "subject": lambda table, names: table.rows_of_subjects(names),
    "vote": _of_votes,
}
_FACETS: dict[str, Callable[[CatalogueTable, np.ndarray], list[FacetCount]]] = {
    "kind": _count_kinds,
    "year": _count_years,
    "agenda": _count_agenda_items,
}
