"""Suggestions from the database: agenda items, subjects and missions by name, documents by number.

Terms of the dictionary that the catalogue has are among the names. All of them stand beside the words, themes and
titles that the search engine suggests.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Count
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy

from resolutions.interface.languages import is_english
from resolutions.models import AgendaItem, Document, Kind, Subject, SubjectKind, shown_columns
from resolutions.statistics.queries.cached import DataState
from search.catalogue_table import CatalogueTable, load_catalogue_table
from search.chinese.dictionary import read_dictionary_terms
from search.chinese.folding import fold
from search.chinese.pinyin import to_syllables
from search.chinese.word_starts import has_word_start
from search.protocol.suggestion import Suggestion

MAX_NUMBERED = 4  # documents suggested for a number
MAX_SOUNDED_LENGTH = 30  # characters of a name that can be found by pinyin
MIN_LETTERS = 2  # of pinyin or an abbreviation
_KIND_NAMES = {
    SubjectKind.THEME: pgettext_lazy("kind of suggestion", "主题词"),
    SubjectKind.MISSION: pgettext_lazy("kind of suggestion", "特派团"),
    SubjectKind.COURT: pgettext_lazy("kind of suggestion", "法庭"),
}
_AGENDA_ITEM, _TERM = pgettext_lazy("kind of suggestion", "议程项目"), pgettext_lazy("kind of suggestion", "词语")
_NUMBER = re.compile(r"(?:第|no\.?|unscr|s/res/|res/)?([1-9][0-9]{0,3})(?:号?决?议?)").fullmatch


@dataclass(frozen=True, slots=True)
class SuggestedName:
    """A name with its other spellings, all folded; it is kept, so its ``suggestion`` is that of no language.

    ``pinyin`` has for each Chinese spelling its syllables and its initials, both from every syllable on. ``name_en`` is
    empty for a word without a page of its own.
    """

    suggestion: Suggestion
    kind: Promise
    name_en: str
    spellings: tuple[str, ...]
    pinyin: tuple[str, ...]

    @property
    def text(self) -> str:
        """The name as the texts have it."""
        return self.suggestion.text

    def in_language(self) -> Suggestion:
        """Return the suggestion in the language of the page."""
        text = self.name_en if is_english() and self.name_en else self.text
        return replace(self.suggestion, text=text, kind=str(self.kind))

    def fits(self, typed: str) -> bool:
        """Return whether a spelling contains the folded ``typed``, or has it from a syllable on in pinyin.

        English begins a word of the spelling.
        """
        if any(has_word_start(typed, spelling) for spelling in self.spellings):
            return True
        is_pinyin = typed.isascii() and typed.isalpha() and len(typed) >= MIN_LETTERS
        return is_pinyin and any(sound.startswith(typed) for sound in self.pinyin)

    def begins_with(self, typed: str) -> bool:
        """Return whether a spelling begins with the folded ``typed``, also in pinyin."""
        return any(spelling.startswith(typed) for spelling in (*self.spellings, *self.pinyin[:2]))


def suggest_names(state: DataState, typed: str, count: int) -> list[SuggestedName]:
    """Return the agenda items, subjects and missions named by a folded text: those that begin with it first."""
    fitting = [name for name in load_names(state) if name.fits(typed)]
    fitting.sort(key=lambda name: not name.begins_with(typed))
    return fitting[:count]


def suggest_numbered(state: DataState, typed: str) -> list[Suggestion]:
    """Return the documents whose number or symbol begins with a folded text, the most cited first."""
    number = _NUMBER(typed)
    if number:
        fitting = (item for item in load_numbered(state) if item.number.startswith(number[1]))
    elif "/" in typed:
        fitting = (item for item in load_numbered(state) if item.folded.startswith(typed))
    else:
        return []
    return [item.in_language() for item in sorted(fitting, key=lambda item: -item.cited)[:MAX_NUMBERED]]


@lru_cache(maxsize=1)
def load_names(state: DataState) -> tuple[SuggestedName, ...]:
    """Load the names, those of most documents first; five queries, none for the same ``state`` of the data."""
    terms = _terms(load_catalogue_table(state))
    return tuple(sorted((*terms, *_agenda_items(), *_subjects()), key=lambda name: -name.suggestion.count))


def _agenda_items() -> Iterator[SuggestedName]:
    items = AgendaItem.objects.exclude(name_zh="").annotate(total=Count("catalogueentry")).filter(total__gt=0)
    for item in items.order_by("pk"):
        url = reverse("browse-agenda-item", args=[item.pk])
        yield _build_name(item.name_zh, _AGENDA_ITEM, item.total, url, item.name_en)


def _subjects() -> Iterator[SuggestedName]:
    found = Subject.objects.filter(joined_to=None).annotate(total=Count("document_links")).filter(total__gt=0)
    for subject in found.order_by("pk"):
        url = reverse("browse-subject", args=[subject.pk])
        kind, others = _KIND_NAMES[SubjectKind(subject.kind)], (subject.short_zh, subject.acronym)
        yield _build_name(str(subject), kind, subject.total, url, subject.name_en, others)


def _terms(table: CatalogueTable) -> Iterator[SuggestedName]:
    """Yield the terms of the dictionary that the names of the catalogue contain."""
    for term in read_dictionary_terms():
        if count := int(table.rows_naming(fold(term)).sum()):
            yield _build_name(term, _TERM, count, "", "")


def _build_name(
    text: str, kind: Promise, count: int, url: str, name_en: str, others: Iterable[str] = ()
) -> SuggestedName:
    spellings = (fold(text), *(fold(other) for other in (name_en, *others) if other))
    pinyin = tuple(dict.fromkeys(sound for spelling in spellings for sound in _pinyin_suffixes(spelling)))
    return SuggestedName(Suggestion(text, spellings[0], "", count, url), kind, name_en, spellings, pinyin)


def _pinyin_suffixes(spelling: str) -> Iterator[str]:
    """Yield the pinyin and the initials of a Chinese name, then those of the name without its first characters."""
    if spelling.isascii():
        return
    syllables = to_syllables(spelling[:MAX_SOUNDED_LENGTH])
    for first in range(len(syllables)):
        yield "".join(syllables[first:])
        yield "".join(syllable[:1] for syllable in syllables[first:])


class NumberedDocument(NamedTuple):
    """A document with a symbol, also folded. ``number`` is that of a resolution; of another document it is empty."""

    number: str
    folded: str
    symbol: str
    kind: str
    cited: int
    agenda_item: str
    agenda_item_en: str

    def in_language(self) -> Suggestion:
        """Return the suggestion in the language of the page."""
        described = str(Kind(self.kind).label)
        if item := (self.agenda_item_en if is_english() else "") or self.agenda_item:
            described = gettext("{kind}：{agenda_item}").format(kind=described, agenda_item=item)
        return Suggestion(
            self.symbol, self.folded, described, self.cited, Document(symbol=self.symbol).get_absolute_url()
        )


@lru_cache(maxsize=1)
def load_numbered(state: DataState) -> tuple[NumberedDocument, ...]:
    """Load the documents with a symbol; one query, none for the same ``state`` of the data."""
    documents = Document.objects.visible().exclude(symbol="").annotate(**shown_columns())
    item = "catalogue__agenda_item"
    columns = ("symbol", "number", "shown_kind", "citations_in", f"{item}__name_zh", f"{item}__name_en")
    rows = documents.order_by("-number", "symbol").values_list(*columns)
    return tuple(
        NumberedDocument(
            str(number or "") if kind == Kind.RESOLUTION else "",
            fold(symbol),
            symbol,
            kind,
            cited,
            item_zh or "",
            item_en or "",
        )
        for symbol, number, kind, cited, item_zh, item_en in rows
    )
