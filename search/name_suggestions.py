"""Suggestions from the database: agenda items, subjects and missions by name, documents by number.

Terms of the dictionary that the catalogue has are among the names. All of them stand beside the words, themes and
titles that the search engine suggests.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count
from django.urls import reverse

from resolutions.models import AgendaItem, Document, Kind, Subject, SubjectKind, shown_columns
from resolutions.statistics.queries.cached import DataState
from search.catalogue_table import CatalogueTable, load_catalogue_table
from search.chinese.dictionary import read_dictionary_terms
from search.chinese.folding import fold
from search.chinese.pinyin import to_syllables
from search.protocol.suggestion import Suggestion

MAX_NUMBERED = 4  # documents suggested for a number
MAX_SOUNDED_LENGTH = 30  # characters of a name that can be found by pinyin
MIN_LETTERS = 2  # of pinyin or an abbreviation
_KIND_NAMES = {SubjectKind.THEME: "主题词", SubjectKind.MISSION: "特派团", SubjectKind.COURT: "法庭"}
_NUMBER = re.compile(r"(?:第|no\.?|unscr|s/res/|res/)?([1-9][0-9]{0,3})(?:号?决?议?)").fullmatch


@dataclass(frozen=True, slots=True)
class SuggestedName:
    """A name with its other spellings, all folded.

    ``pinyin`` has for each Chinese spelling its syllables and its initials, both from every syllable on.
    """

    suggestion: Suggestion
    spellings: tuple[str, ...]
    pinyin: tuple[str, ...]

    def fits(self, typed: str) -> bool:
        """Return whether a spelling contains the folded ``typed``, or has it from a syllable on in pinyin."""
        if any(typed in spelling for spelling in self.spellings):
            return True
        is_pinyin = typed.isascii() and typed.isalpha() and len(typed) >= MIN_LETTERS
        return is_pinyin and any(sound.startswith(typed) for sound in self.pinyin)

    def begins_with(self, typed: str) -> bool:
        """Return whether a spelling begins with the folded ``typed``, also in pinyin."""
        return any(spelling.startswith(typed) for spelling in (*self.spellings, *self.pinyin[:2]))


def suggest_names(state: DataState, typed: str, count: int) -> list[Suggestion]:
    """Return the agenda items, subjects and missions named by a folded text: those that begin with it first."""
    fitting = [name for name in load_names(state) if name.fits(typed)]
    fitting.sort(key=lambda name: not name.begins_with(typed))
    return [name.suggestion for name in fitting[:count]]


def suggest_numbered(state: DataState, typed: str) -> list[Suggestion]:
    """Return the documents whose number or symbol begins with a folded text, the most cited first."""
    number = _NUMBER(typed)
    if number:
        fitting = (item for item in load_numbered(state) if item[0].startswith(number[1]))
    elif "/" in typed:
        fitting = (item for item in load_numbered(state) if item[1].folded.startswith(typed))
    else:
        return []
    return [suggestion for _, suggestion in sorted(fitting, key=lambda item: -item[1].count)[:MAX_NUMBERED]]


@lru_cache(maxsize=1)
def load_names(state: DataState) -> tuple[SuggestedName, ...]:
    """Load the names, those of most documents first; five queries, none for the same ``state`` of the data."""
    terms = _terms(load_catalogue_table(state))
    return tuple(sorted((*terms, *_agenda_items(), *_subjects()), key=lambda name: -name.suggestion.count))


def _agenda_items() -> Iterator[SuggestedName]:
    items = AgendaItem.objects.exclude(name_zh="").annotate(total=Count("catalogueentry")).filter(total__gt=0)
    for item in items.order_by("pk"):
        url = reverse("browse-agenda-item", args=[item.pk])
        yield _build_name(item.name_zh, "议程项目", item.total, url, (item.name_en,))


def _subjects() -> Iterator[SuggestedName]:
    found = Subject.objects.filter(joined_to=None).annotate(total=Count("document_links")).filter(total__gt=0)
    for subject in found.order_by("pk"):
        url = reverse("browse-subject", args=[subject.pk])
        spellings = (subject.name_en, subject.short_zh, subject.acronym)
        yield _build_name(str(subject), _KIND_NAMES[SubjectKind(subject.kind)], subject.total, url, spellings)


def _terms(table: CatalogueTable) -> Iterator[SuggestedName]:
    """Yield the terms of the dictionary that the names of the catalogue contain."""
    for term in read_dictionary_terms():
        if count := int(table.rows_naming(fold(term)).sum()):
            yield _build_name(term, "词语", count, "", ())


def _build_name(text: str, kind: str, count: int, url: str, others: Iterable[str]) -> SuggestedName:
    spellings = (fold(text), *(fold(other) for other in others if other))
    pinyin = tuple(dict.fromkeys(sound for spelling in spellings for sound in _pinyin_suffixes(spelling)))
    return SuggestedName(Suggestion(text, spellings[0], kind, count, url), spellings, pinyin)


def _pinyin_suffixes(spelling: str) -> Iterator[str]:
    """Yield the pinyin and the initials of a Chinese name, then those of the name without its first characters."""
    if spelling.isascii():
        return
    syllables = to_syllables(spelling[:MAX_SOUNDED_LENGTH])
    for first in range(len(syllables)):
        yield "".join(syllables[first:])
        yield "".join(syllable[:1] for syllable in syllables[first:])


@lru_cache(maxsize=1)
def load_numbered(state: DataState) -> tuple[tuple[str, Suggestion], ...]:
    """Load the documents with a symbol and their numbers; one query, none for the same ``state`` of the data.

    A number is that of a resolution; of another document it is empty.
    """
    documents = Document.objects.visible().exclude(symbol="").annotate(**shown_columns())
    columns = ("symbol", "number", "shown_kind", "citations_in", "catalogue__agenda_item__name_zh")
    rows = documents.order_by("-number", "symbol").values_list(*columns)
    return tuple(
        (str(number or "") if kind == Kind.RESOLUTION else "", _build_document(symbol, kind, cited, item))
        for symbol, number, kind, cited, item in rows
    )


def _build_document(symbol: str, kind: str, cited: int, agenda_item: str | None) -> Suggestion:
    described = "：".join(filter(None, (Kind(kind).chinese, agenda_item)))
    return Suggestion(symbol, fold(symbol), described, cited, Document(symbol=symbol).get_absolute_url())
