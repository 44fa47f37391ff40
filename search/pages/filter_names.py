"""Names of the filters of the results page and of their values, in the language of the page."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import F
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from resolutions.interface.dates import format_day
from resolutions.interface.languages import is_english
from resolutions.interface.places import format_label
from resolutions.models import AgendaItem, Kind, Organ, Subject, TextQuality
from resolutions.text.symbols import CHARTER_SYMBOL
from search.catalogue_table import ABSTENTIONS, AGAINST, NO_VOTE, UNANIMOUS
from search.document_facts import CHAPTER_PREFIX

Names = dict[str, str | Promise]  # a lazy one is in the language of the request

SCOPE_NAMES: Names = {
    "all": pgettext_lazy("part of a text to search in", "全文"),
    "title": pgettext_lazy("part of a text to search in", "标题"),
    "preamble": pgettext_lazy("part of a text to search in", "序言"),
    "operative": pgettext_lazy("part of a text to search in", "执行部分"),
    "notes": pgettext_lazy("part of a text to search in", "脚注与附件"),
}
COLLECTION_NAMES: Names = {
    "": pgettext_lazy("documents to search", "全部"),
    "held": pgettext_lazy("documents to search", "有全文"),
    "catalogue": pgettext_lazy("documents to search", "仅目录"),
    "english": pgettext_lazy("documents to search", "英文文本"),
}
VOTE_NAMES: Names = {
    UNANIMOUS: pgettext_lazy("result of a vote", "一致"),
    ABSTENTIONS: pgettext_lazy("result of a vote", "有弃权"),
    AGAINST: pgettext_lazy("result of a vote", "有反对"),
    NO_VOTE: pgettext_lazy("result of a vote", "未经表决"),
}
VERB_NAMES: Names = {
    "recall": pgettext_lazy("verb of a citation", "回顾"),
    "reaffirm": pgettext_lazy("verb of a citation", "重申"),
    "under": pgettext_lazy("verb of a citation", "根据"),
    "implement": pgettext_lazy("verb of a citation", "执行"),
    "extend": pgettext_lazy("verb of a citation", "延长或修订"),
    "adopt": pgettext_lazy("verb of a citation", "通过"),
    "welcome": pgettext_lazy("verb of a citation", "欢迎"),
    "note": pgettext_lazy("verb of a citation", "注意到"),
    "emphasize": pgettext_lazy("verb of a citation", "强调"),
    "violate": pgettext_lazy("verb of a citation", "违反"),
    "decide": pgettext_lazy("verb of a citation", "决定"),
    "request": pgettext_lazy("verb of a citation", "请求"),
    "see": pgettext_lazy("verb of a citation", "参见"),
}
FACET_NAMES: Names = {
    "kind": pgettext_lazy("filter", "文件类型"),
    "year": pgettext_lazy("filter", "年份"),
    "organ": pgettext_lazy("filter", "机关"),
    "agenda": pgettext_lazy("filter", "议程项目"),
    "subject": pgettext_lazy("filter", "主题词"),
    "vote": pgettext_lazy("filter", "表决"),
    "charter": pgettext_lazy("filter", "援引《宪章》"),
    "scope": pgettext_lazy("filter", "段落"),
    "cites": pgettext_lazy("filter", "被引文件"),
    "verb": pgettext_lazy("filter", "引用时的动词"),
    "theme": pgettext_lazy("filter", "引文所述主题"),
    "quality": pgettext_lazy("filter", "文本质量"),
}
FILTER_NAMES: Names = FACET_NAMES | {
    "date": pgettext_lazy("filter", "日期"),
    "collection": pgettext_lazy("filter", "收录情况"),
}
CHINESE_VALUES = ("theme",)  # filters whose values are words of the Chinese texts
_NAMED = {"agenda": AgendaItem, "subject": Subject}  # the values are names in Chinese, or in English without one

_NAMES_BY_FIELD: dict[str, Mapping[str, str | Promise]] = {
    "kind": dict(Kind.choices),
    "organ": {**dict(Organ.choices), "-": Organ.OTHER.label},
    "quality": dict(TextQuality.choices),
    "vote": VOTE_NAMES,
    "scope": SCOPE_NAMES,
    "collection": COLLECTION_NAMES,
    "verb": VERB_NAMES,
    "cites": {CHARTER_SYMBOL: _("《联合国宪章》")},
}


def format_filter_value(field: str, value: str) -> str:
    """Return the name of a value of the filter ``field``.

    >>> format_filter_value("year", "1990-1999"), format_filter_value("date", "2001-09-12..")
    ('1990—1999年', '2001年9月12日起')

    An agenda item or subject has its Chinese name; ``name_filter_values`` knows the English one.
    """
    if field == "year":
        return _format_years(*value.split("-"))
    if field == "date":
        return _format_span(*value.split(".."))
    if field == "charter":
        return format_label(f"{CHAPTER_PREFIX}{value}") or value
    return str(_NAMES_BY_FIELD.get(field, {}).get(value, value))


def name_filter_values(field: str, values: Iterable[str]) -> dict[str, str]:
    """Return the names of values of the filter ``field``; one query for agenda items or subjects on an English page."""
    names = {value: format_filter_value(field, value) for value in values}
    if not names or field not in _NAMED or not is_english():
        return names
    records = _NAMED[field]._default_manager.filter(name_zh__in=names)
    # Of several with the same Chinese name the first one that is no variant of another gives the name.
    ordered = records.order_by(F("joined_to").asc(nulls_last=True), "-pk")
    return names | {chinese: english for chinese, english in ordered.values_list("name_zh", "name_en") if english}


def _format_years(first: str, last: str = "") -> str:
    if last:
        return gettext("{first}—{last}年").format(first=first, last=last)
    return gettext("{year}年").format(year=first)


def _format_span(first: str, last: str) -> str:
    first, last = (format_day(date.fromisoformat(day)) if day else "" for day in (first, last))
    if not last:
        return gettext("{day}起").format(day=first)
    return gettext("{first}—{last}").format(first=first, last=last) if first else gettext("至{day}").format(day=last)
