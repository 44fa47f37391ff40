"""Chinese names of the filters of the results page and of their values."""

from datetime import date

from resolutions.display.labels import format_label
from resolutions.models import Kind, Organ, TextQuality
from resolutions.text.citations.verb_words import VERB_GROUP_NAMES
from resolutions.text.symbols import CHARTER_SYMBOL
from search.catalogue_table import ABSTENTIONS, AGAINST, NO_VOTE, UNANIMOUS
from search.document_facts import CHAPTER_PREFIX

SCOPE_NAMES = {"all": "全文", "title": "标题", "preamble": "序言", "operative": "执行部分", "notes": "脚注与附件"}
COLLECTION_NAMES = {"": "全部", "held": "有全文", "catalogue": "仅目录", "english": "英文文本"}
VOTE_NAMES = {UNANIMOUS: "一致", ABSTENTIONS: "有弃权", AGAINST: "有反对", NO_VOTE: "未经表决"}
FACET_NAMES = {
    "kind": "文件类型",
    "year": "年份",
    "organ": "机关",
    "agenda": "议程项目",
    "subject": "主题词",
    "vote": "表决",
    "charter": "援引《宪章》",
    "scope": "段落",
    "cites": "被引文件",
    "verb": "引用时的动词",
    "theme": "引文所述主题",
    "quality": "文本质量",
}
FILTER_NAMES = FACET_NAMES | {"date": "日期", "collection": "收录情况"}

_NAMES_BY_FIELD: dict[str, dict[str, str]] = {
    "kind": dict(Kind.choices),
    "organ": dict(Organ.choices) | {"-": Organ.OTHER.label},
    "quality": dict(TextQuality.choices),
    "vote": VOTE_NAMES,
    "scope": SCOPE_NAMES,
    "collection": COLLECTION_NAMES,
    "verb": VERB_GROUP_NAMES,
    "cites": {CHARTER_SYMBOL: "《联合国宪章》"},
}


def format_filter_value(field: str, value: str) -> str:
    """Return the Chinese label of a value of the filter ``field``.

    >>> format_filter_value("year", "1990-1999"), format_filter_value("date", "2001-09-12..")
    ('1990—1999年', '2001年9月12日起')
    """
    if field == "year":
        return f"{value.replace('-', '—')}年"
    if field == "date":
        return _format_span(*value.split(".."))
    if field == "charter":
        return format_label(f"{CHAPTER_PREFIX}{value}") or value
    return _NAMES_BY_FIELD.get(field, {}).get(value, value)


def _format_span(first: str, last: str) -> str:
    if not last:
        return f"{_format_day(first)}起"
    return f"{_format_day(first)}—{_format_day(last)}" if first else f"至{_format_day(last)}"


def _format_day(day: str) -> str:
    of_day = date.fromisoformat(day)
    return f"{of_day.year}年{of_day.month}月{of_day.day}日"
