"""Fields of the query language: their names, and the words that are values of a field.

Names and words are compared folded, so traditional characters, upper case and full width make no difference.
"""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from resolutions.text.citations.verb_words import VERB_GROUP_NAMES, VERB_KINDS
from search.chinese.folding import fold

# Names in the order in which readers see them, each with its other spellings.
FIELD_NAMES: dict[str, tuple[str, ...]] = {
    "title": ("标题",),
    "symbol": ("文号",),
    "cites": ("引用",),
    "cited_by": ("被引", "cited-by", "citedby"),
    "year": ("年份",),
    "date": ("日期",),
    "kind": ("类型", "文件类型", "type"),
    "organ": ("机关",),
    "agenda": ("议程项目", "议程"),
    "subject": ("主题词",),
    "verb": ("动词",),
    "scope": ("段落", "paragraph", "section"),
}
SECTION_FIELDS: dict[str, tuple[str, ...]] = {
    "preamble": ("序言", "序言部分"),
    "operative": ("执行", "执行部分"),
    "notes": ("脚注", "附件", "脚注与附件"),
    "body": ("正文",),
}
SCOPE_WORDS: dict[str, tuple[str, ...]] = {"all": ("全文",), "title": ("标题",), **SECTION_FIELDS}
TEXT_FIELDS = ("title", "symbol", "agenda", *SECTION_FIELDS)  # the value is a text to find
RANGE_FIELDS = ("year", "date", "cited_by")  # the value may be a range
SYMBOL_FIELDS = ("cites", "cited_by", "symbol")  # the value may be a symbol
KIND_WORDS: dict[str, tuple[str, ...]] = {
    "resolution": ("决议", "决议案"),
    "statement": ("主席声明", "声明", "prst"),
    "decision": ("决定",),
    "meeting": ("会议记录", "会议", "pv"),
    "repertoire": ("惯例汇辑", "汇辑"),
    "letter": ("信件", "信"),
    "report": ("报告",),
    "charter": ("宪章", "联合国宪章"),
    "other": ("文件", "其他"),
}
ORGAN_WORDS: dict[str, tuple[str, ...]] = {
    "S": ("安全理事会", "安理会", "securitycouncil", "sc"),
    "A": ("大会", "联大", "generalassembly", "ga"),
    "E": ("经济及社会理事会", "经社理事会", "ecosoc"),
    "UN": ("联合国", "unitednations"),
    "-": ("其他", "other"),
}
VERB_GROUPS: dict[str, tuple[str, ...]] = {
    group: tuple(word for word, (kind, _) in VERB_KINDS.items() if kind == group) for group in VERB_GROUP_NAMES
}
WORST_SIMILARITY = 0.5  # of a name and the one that may be meant: two of four characters


def _by_spelling(names: Mapping[str, Iterable[str]]) -> dict[str, str]:
    spellings = {fold(spelling): name for name, others in names.items() for spelling in others}
    return {fold(name): name for name in names} | spellings


_FIELDS = _by_spelling(FIELD_NAMES | SECTION_FIELDS)
_WORDS = {"scope": _by_spelling(SCOPE_WORDS), "kind": _by_spelling(KIND_WORDS), "organ": _by_spelling(ORGAN_WORDS)}
_VALUE_NAMES = {"scope": SCOPE_WORDS, "kind": KIND_WORDS, "organ": ORGAN_WORDS}
QUERY_FIELDS: dict[str, str] = {
    spelling: name for name, others in (FIELD_NAMES | SECTION_FIELDS).items() for spelling in (name, *others)
}


def find_field(name: str) -> str | None:
    """Return the field of a name as typed.

    >>> find_field("標題"), find_field("Cited_By"), find_field("作者")
    ('title', 'cited_by', None)
    """
    return _FIELDS.get(fold(name))


def find_nearest_field(name: str) -> str | None:
    """Return the name of the field that a misspelt name may mean."""
    close = get_close_matches(fold(name), _FIELDS, 1, WORST_SIMILARITY)
    return close[0] if close else None


def list_field_names() -> str:
    """Return the Chinese names of all fields."""
    return "、".join(others[0] for others in FIELD_NAMES.values())


def find_value(field: str, word: str) -> str | None:
    """Return the value of ``scope``, ``kind`` or ``organ`` that a word as typed names.

    >>> find_value("kind", "主席聲明"), find_value("organ", "安理会"), find_value("scope", "结尾")
    ('statement', 'S', None)
    """
    return _WORDS[field].get(fold(word).replace(" ", ""))


def list_values(field: str) -> str:
    """Return the Chinese words of all values of a field."""
    if field == "verb":
        return "、".join(VERB_GROUP_NAMES.values()) + "等"
    return "、".join(words[0] for words in _VALUE_NAMES[field].values())


def find_nearest_value(field: str, word: str) -> str | None:
    """Return the word of a value that a misspelt word may mean."""
    known = VERB_KINDS if field == "verb" else _WORDS[field]
    close = get_close_matches(fold(word), known, 1, WORST_SIMILARITY)
    return close[0] if close else None


def find_verbs(word: str) -> tuple[str, ...]:
    """Return the verbs that a word names: itself, or those of a group such as ``recall``; none for another word.

    >>> find_verbs("重申"), find_verbs("adopt"), find_verbs("跳舞")
    (('重申',), ('通过',), ())
    """
    folded = fold(word)
    if folded in VERB_KINDS:
        return (folded,)
    groups = {fold(name): group for group, name in VERB_GROUP_NAMES.items()} | {group: group for group in VERB_GROUPS}
    return VERB_GROUPS.get(groups.get(folded, ""), ())


def format_value(field: str, value: str) -> str:
    """Return the Chinese word of a value."""
    return _VALUE_NAMES[field].get(value, (value,))[0]
