"""Names that the portal has in both languages: States, subjects, missions, agenda items, a list of English names."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from resolutions.models import AgendaItem, MemberState, Subject
from resolutions.models.subjects import ChineseSource
from resolutions.statistics.queries.cached import DataState
from resolutions.terms.grams import english_key
from resolutions.text.english_words import split_words
from resolutions.text.fold import fold_and_squeeze
from search.query.english_names import ENGLISH_NAMES_FILE
from search.query.name_pairs import read_name_sources

StrOrPromise = str | Promise


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name in both languages with its source, which is kept for all requests: a lazy message, or a text of the list.

    ``folded`` and ``key`` are the forms that are compared: the folded Chinese, the English without common endings.
    """

    chinese: str
    english: str
    source: StrOrPromise
    folded: str
    key: str


def find_known_names(state: DataState, *, folded: str = "", key: str = "") -> list[KnownName]:
    """Return the names that are the Chinese term ``folded`` or the English one ``key``, then those that contain it."""
    names = _load_known_names(state)
    if folded:
        equal, longer = [n for n in names if n.folded == folded], [n for n in names if folded in n.folded]
    else:
        equal, longer = [n for n in names if n.key == key], [n for n in names if f" {key} " in f" {n.key} "]
    return list(dict.fromkeys([*equal, *longer]))


@lru_cache(maxsize=1)
def _load_known_names(state: DataState) -> list[KnownName]:
    """Load the names, each pair once with its first source; three queries for each state of the data."""
    found: dict[tuple[str, str], KnownName] = {}
    for chinese, english, source in _iter_names():
        folded = fold_and_squeeze(chinese)
        key = english_key(" ".join(word.text for word in split_words(english)))
        if len(folded) > 1 and key:
            found.setdefault((folded, key), KnownName(chinese, english, source, folded, key))
    return list(found.values())


def _iter_names() -> Iterator[tuple[str, str, StrOrPromise]]:
    for english, chinese, remark in read_name_sources(ENGLISH_NAMES_FILE):
        yield chinese, english, remark
    for state in MemberState.objects.exclude(name_zh=""):
        yield state.name_zh, state.spelled_name_en, _("会员国名单")
    for subject in Subject.objects.exclude(name_zh="").order_by("pk"):
        label = ChineseSource(subject.chinese_source).label if subject.chinese_source else _("目录")
        source = format_lazy(_("主题词：{}"), label)
        yield subject.name_zh, subject.name_en, source
        for chinese in filter(None, (subject.name_zh, subject.short_zh)):
            if subject.acronym:
                yield chinese, subject.acronym, _("特派团和法庭名单")
        if subject.short_zh:
            yield subject.short_zh, subject.name_en, _("特派团和法庭名单")
    for item in AgendaItem.objects.exclude(name_zh="").order_by("pk"):
        yield item.name_zh, item.name_en, _("议程项目（本站译）")
