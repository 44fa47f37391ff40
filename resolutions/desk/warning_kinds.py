"""Kinds of warnings, told by their words, for the filters of lists."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy


@dataclass(frozen=True, slots=True)
class WarningKind:
    """A kind of warning: its name in addresses, its name for editors, and words of which a warning has at least one."""

    key: str
    name: str | Promise
    words: tuple[str, ...]


# A warning is of the first kind that fits it.
WARNING_KINDS = (
    WarningKind("language", gettext_lazy("语言与字迹"), ("不是中文本", "读到的却是", "无法辨认", "乱码", "识别")),
    WarningKind("corrections", gettext_lazy("更正未套用"), ("没有套用",)),
    WarningKind("citations", gettext_lazy("引文"), ("未能确定", "没有在正文中找到", "引文")),
    WarningKind("symbol", gettext_lazy("文号与类型"), ("文号",)),
    WarningKind("catalogue", gettext_lazy("与目录不符"), ("目录",)),
    WarningKind(
        "paragraphs", gettext_lazy("段落与编号"), ("编号", "段落", "分段", "一段", "从第", "逐行", "另一份文件")
    ),
)
OTHER = WarningKind("other", gettext_lazy("其他"), ())
NAMES = {kind.key: kind.name for kind in (*WARNING_KINDS, OTHER)}


def find_kind(warning: str) -> str:
    """Return the key of the kind of a warning.

    >>> find_kind("执行部分编号不连续：3之后是5"), find_kind("第 3 页没有文字。")
    ('paragraphs', 'other')
    """
    return next((kind.key for kind in WARNING_KINDS if any(word in warning for word in kind.words)), OTHER.key)


def has_kind(warnings: list[str], kind: str) -> bool:
    """Return whether warnings are of ``kind``: that of one of them, ``any`` for one at least, ``none`` for none."""
    if kind in ("any", "none"):
        return bool(warnings) == (kind == "any")
    return any(find_kind(warning) == kind for warning in warnings)


def count_kinds(lists: Iterable[list[str]]) -> list[tuple[str, str, int]]:
    """Count the documents that have a warning of each kind; give key, name and number, most frequent first."""
    counts = Counter(key for warnings in lists for key in {find_kind(warning) for warning in warnings})
    return [(key, str(NAMES[key]), count) for key, count in counts.most_common()]
