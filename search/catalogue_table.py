"""The catalogue in memory, once for each state of the data: facts by which documents are found and narrowed.

The database needs some forty milliseconds to look for words in the names of all agenda items and titles; the table
needs one. It has the documents with a catalogue entry, those with a text here and those without.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from django.db.models import F

from resolutions.models import AgendaItem, CatalogueEntry, Document, DocumentSubject, Status, shown_columns
from resolutions.statistics.queries.cached import DataState
from search.chinese.folding import fold
from search.chinese.word_starts import find_word_starts

MAX_KEPT_NAMES = 20_000  # folded names; those of the last state are those of the next one, but for a few
UNANIMOUS, ABSTENTIONS, AGAINST, NO_VOTE = "unanimous", "abstentions", "against", "no-vote"
_ADOPTIONS = {"一致通过": UNANIMOUS, "未经表决通过": NO_VOTE}  # values of ``CatalogueEntry.adoption``
_END = "\0"
_fold = lru_cache(maxsize=MAX_KEPT_NAMES)(fold)


@dataclass(frozen=True, slots=True)
class NameColumn:
    """Folded names joined to one text, which is searched faster than name by name.

    ``starts`` are the offsets of the names in ``joined``.
    """

    joined: str
    starts: np.ndarray

    @classmethod
    def from_names(cls, names: Iterable[str]) -> "NameColumn":
        """Join ``names``, each closed by a character that no folded text has."""
        closed = [f"{name}{_END}" for name in names]
        return cls("".join(closed), np.array([0, *accumulate(map(len, closed))], np.int64)[:-1])

    def contains(self, text: str) -> np.ndarray:
        """Return for each name whether it contains a folded text; an English one begins a word of it."""
        flags = np.zeros(len(self.starts), bool)
        offsets = list(find_word_starts(text, self.joined))
        flags[self.starts.searchsorted(offsets, "right") - 1] = True
        return flags


class CatalogueRow(NamedTuple):
    """One document as readers see it, with its catalogue entry; ``agenda_items`` are primary keys."""

    key: int
    is_held: bool
    kind: str
    organ: str
    year: int
    day: int
    agenda_items: tuple[int, ...]
    title_en: str
    votes: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class CatalogueTable:
    """Columns of all documents with a catalogue entry, the newest document first.

    ``items`` are the agenda items; ``item_rows`` and ``item_indices`` are pairs of a row and the index of one of its
    items there. ``subjects`` has the primary keys of the documents of each subject, by its name, and
    ``subject_names`` all its names, folded. ``days`` are as ``date.toordinal`` counts them, 0 for an unknown date;
    years likewise.
    """

    keys: np.ndarray
    is_held: np.ndarray
    kinds: np.ndarray
    organs: np.ndarray
    years: np.ndarray
    days: np.ndarray
    items: tuple[AgendaItem, ...]
    item_rows: np.ndarray
    item_indices: np.ndarray
    item_names: NameColumn
    titles: NameColumn
    votes: tuple[tuple[str, ...], ...]
    subjects: Mapping[str, Collection[int]]
    subject_names: Mapping[str, str]

    def rows_naming(self, text: str) -> np.ndarray:
        """Return for each row whether its agenda item or English title contains a folded text."""
        return self.titles.contains(text) | self.rows_of_items(self.items_naming(text))

    def items_naming(self, text: str) -> np.ndarray:
        """Return for each agenda item whether its Chinese or English name contains a folded text."""
        return self.item_names.contains(text)

    def rows_of_subjects_named(self, is_named: Callable[[str], bool]) -> np.ndarray:
        """Return for each row whether one of its subjects has names, folded and a line each, that are as asked."""
        return self.rows_of_subjects(name for name, names in self.subject_names.items() if is_named(names))

    def rows_of_subjects(self, names: Iterable[str]) -> np.ndarray:
        """Return for each row whether it has one of the subjects."""
        keys = {key for name in names for key in self.subjects.get(name, ())}
        return np.isin(self.keys, list(keys))

    def rows_of_items(self, flags: np.ndarray) -> np.ndarray:
        """Return for each row whether one of its agenda items has a flag."""
        of_rows: np.ndarray = np.zeros(len(self.keys), bool)
        of_rows[self.item_rows[flags[self.item_indices]]] = True
        return of_rows


@lru_cache(maxsize=1)
def load_catalogue_table(state: DataState) -> CatalogueTable:
    """Load the table; four queries, none when it was loaded for the same ``state`` of the data before."""
    items = tuple(AgendaItem.objects.order_by("pk"))
    index_of = {item.pk: index for index, item in enumerate(items)}
    rows = _load_rows()
    of_items = [(number, item) for number, row in enumerate(rows) for item in row.agenda_items]
    subjects, subject_names = _load_subjects()

    def column(value: Callable[[CatalogueRow], object], dtype: type | None = None) -> np.ndarray:
        return np.array([value(row) for row in rows], dtype)

    return CatalogueTable(
        keys=column(lambda row: row.key, np.int64),
        is_held=column(lambda row: row.is_held, bool),
        kinds=column(lambda row: row.kind, str),
        organs=column(lambda row: row.organ, str),
        years=column(lambda row: row.year, np.int64),
        days=column(lambda row: row.day, np.int64),
        items=items,
        item_rows=np.array([row for row, _ in of_items], np.int64),
        item_indices=np.array([index_of[item] for _, item in of_items], np.int64),
        item_names=NameColumn.from_names(f"{_fold(item.name_zh)}\n{_fold(item.name_en)}" for item in items),
        titles=NameColumn.from_names(row.title_en for row in rows),
        votes=tuple(row.votes for row in rows),
        subjects=subjects,
        subject_names=subject_names,
    )


def _load_rows() -> list[CatalogueRow]:
    documents = Document.objects.visible().annotate(**shown_columns()).filter(catalogue__isnull=False)
    documents = documents.order_by(F("shown_date").desc(nulls_last=True), "-number", "symbol")
    columns = ("pk", "status", "shown_kind", "shown_organ", "shown_year", "shown_date")
    entry = ("agenda_item", "title_en", "adoption", "votes_no", "votes_abstain", "votes_yes")
    further: defaultdict[int, list[int]] = defaultdict(list)
    links = CatalogueEntry.further_items.through._default_manager.order_by("agendaitem")
    for key, item in links.values_list("catalogueentry__document", "agendaitem"):
        further[key].append(item)
    rows = documents.values_list(*columns, *(f"catalogue__{name}" for name in entry))
    return [
        CatalogueRow(
            key,
            status == Status.PUBLISHED,
            kind,
            organ,
            year or (date.year if date else 0),
            date.toordinal() if date else 0,
            tuple(dict.fromkeys(filter(None, (item, *further[key])))),
            _fold(title),
            classify_vote(adoption, *votes),
        )
        for key, status, kind, organ, year, date, item, title, adoption, *votes in rows
    ]


def _load_subjects() -> tuple[dict[str, set[int]], dict[str, str]]:
    """Return the primary keys of the documents of each subject, and all its names folded, by its name; one query."""
    keys: defaultdict[str, set[int]] = defaultdict(set)
    names: defaultdict[str, set[str]] = defaultdict(set)
    links = DocumentSubject.objects.filter(subject__joined_to=None)
    columns = (f"subject__{name}" for name in ("name_zh", "name_en", "short_zh", "acronym"))
    for key, *spellings in links.values_list("document_id", *columns):
        name = next(filter(None, spellings))
        keys[name].add(key)
        names[name].update(filter(None, spellings))
    return keys, {name: "\n".join(map(_fold, sorted(all_names))) for name, all_names in names.items()}


def classify_vote(adoption: str, against: int | None, abstaining: int | None, yes: int | None) -> tuple[str, ...]:
    """Return the values of a vote by which documents are narrowed; none when no vote is recorded.

    >>> classify_vote("表决通过", 1, 2, 12), classify_vote("表决通过", 0, 0, 15), classify_vote("", None, None, None)
    (('against', 'abstentions'), ('unanimous',), ())
    """
    if adoption in _ADOPTIONS:
        return (_ADOPTIONS[adoption],)
    if yes is None:
        return ()
    divided = [name for name, votes in ((AGAINST, against), (ABSTENTIONS, abstaining)) if votes]
    return tuple(divided) or (UNANIMOUS,)
